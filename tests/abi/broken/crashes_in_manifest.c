/* Is killed while it gives its manifest. */
#include <signal.h>

#include "crosswalk/abi/module.h"
static cw_status die(cw_sink* json, cw_error* error) {
  (void)json;
  (void)error;
  raise(SIGBUS);
  return CW_OK;
}
#define MANIFEST_FUNCTION die
#include "minimal.h"
