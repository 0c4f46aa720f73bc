/* A sound adapter that somebody else links to. */
#include "minimal.h"

CW_EXPORT int use_dependency(void);
int use_dependency(void) { return 1; }
