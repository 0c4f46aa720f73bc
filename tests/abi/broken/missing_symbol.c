/* Was linked without everything it needs. */
#include "crosswalk/abi/module.h"
cw_status nobody_provides_this(cw_sink* json, cw_error* error);
#define MANIFEST_FUNCTION nobody_provides_this
#include "minimal.h"
