/* Its manifest lacks the id. */
#define ID ""
#include "minimal.h"
