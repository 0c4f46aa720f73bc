/* Has no cw.adapter/1. */
#include "crosswalk/abi/base.h"
static const void* none(cw_str id) {
  (void)id;
  return NULL;
}
#define GET_INTERFACE none
#include "minimal.h"
