#include "minimal.h"

#include <zlib.h>

/* A library that a host need not have. */
static const char* version_of_it(void) { return zlibVersion(); }
const char* (*crosswalk_kept)(void)__attribute__((visibility("hidden"))) = version_of_it;
