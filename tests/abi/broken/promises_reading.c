/* Its manifest is that of a source, but it has no cw.read/1. */
#define READ NULL
#include "minimal.h"
