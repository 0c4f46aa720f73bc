/* Its create() says OK and makes nothing. */
#include "crosswalk/abi/module.h"
static cw_status nothing(const cw_host* host, cw_str config, cw_instance** out, cw_error* error) {
  (void)host;
  (void)config;
  (void)error;
  *out = NULL;
  return CW_OK;
}
#define CREATE nothing
#include "minimal.h"
