/* Compares the beginning of an interface's id only. */
#include "crosswalk/abi/base.h"
static const void* any(cw_str id);
#define GET_INTERFACE any
#include "minimal.h"

static const void* any(cw_str id) {
  if (id.len >= 10 && memcmp(id.ptr, "cw.adapter", 10) == 0) return &kAdapter;
  return same(id, CW_IF_READ) ? READ : NULL;
}
