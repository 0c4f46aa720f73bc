#include "minimal.h"

/* A second export: it may be taken for another library's. */
CW_EXPORT int another_symbol(void);
int another_symbol(void) { return 1; }
