/* Its module table ends before its functions. */
#define MODULE_SIZE 8
#include "minimal.h"
