/* Its table has no create(). */
#define CREATE NULL
#include "minimal.h"
