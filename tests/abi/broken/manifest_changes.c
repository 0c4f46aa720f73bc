/* Gives another manifest each time it is asked. */
#include "crosswalk/abi/module.h"
static cw_status change(cw_sink* json, cw_error* error);
#define MANIFEST_FUNCTION change
#include "minimal.h"

static cw_status change(cw_sink* json, cw_error* error) {
  static int times;
  const cw_status status = minimal_manifest(json, error);
  if (status != CW_OK || ++times % 2 == 0) return status;
  return put_text(json, " ");
}
