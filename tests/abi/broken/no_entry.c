/* Exports something, but not the entry. */
#include "crosswalk/abi/module.h"

CW_EXPORT int crosswalk_adapter_v0(void);
int crosswalk_adapter_v0(void) { return 0; }
