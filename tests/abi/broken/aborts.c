/* Aborts in create(). */
#include <stdlib.h>

#include "crosswalk/abi/module.h"
static cw_status give_up(const cw_host* host, cw_str config, cw_instance** out, cw_error* error) {
  (void)host;
  (void)config;
  (void)out;
  (void)error;
  abort();
}
#define CREATE give_up
#include "minimal.h"
