/* Its manifest is a sentence. */
#define MANIFEST "this is not JSON"
#include "minimal.h"
