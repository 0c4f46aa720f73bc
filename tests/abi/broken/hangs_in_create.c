/* Never comes back from create(), and leaves a child of its own behind that would hold the pipes open. */
#include <unistd.h>

#include "crosswalk/abi/module.h"
static cw_status hang(const cw_host* host, cw_str config, cw_instance** out, cw_error* error) {
  (void)host;
  (void)config;
  (void)out;
  (void)error;
  fork();
  for (;;) pause();
  return CW_OK;
}
#define CREATE hang
#include "minimal.h"
