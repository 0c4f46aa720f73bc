/* Its entry does not want this host's version. */
#define ENTRY
#include "minimal.h"

const cw_module* crosswalk_adapter_v1(const cw_loader* loader) {
  return loader->abi_major == 2 ? &kModule : NULL;
}
