#include "minimal.h"

/* An export that whoever comes first replaces. */
CW_EXPORT __attribute__((weak)) int weak_symbol(void);
int weak_symbol(void) { return 1; }
