/* Lent by the host: small values an adapter keeps between runs. What a run's correctness hangs on
 * (delta tokens, links) is the host's own; this is for auxiliary data. */
#ifndef CROSSWALK_ABI_STATE_H
#define CROSSWALK_ABI_STATE_H

#include "crosswalk/abi/module.h"

#ifdef __cplusplus
extern "C" {
#endif

#define CW_IF_STATE "cw.state/1"
/* Values up to 64 KiB, kept per connector; a put is durable when it returned. All [call]. */
typedef struct cw_if_state {
  uint32_t struct_size;
  uint32_t reserved;
  cw_status (*get)(const cw_host* host, cw_str key, cw_sink* value,
                   cw_error* error) CW_NX; /* CW_E_NOT_FOUND */
  cw_status (*put)(const cw_host* host, cw_str key, cw_bytes value, cw_error* error) CW_NX;
  cw_status (*erase)(const cw_host* host, cw_str key, cw_error* error) CW_NX;
} cw_if_state;

#ifdef __cplusplus
}
#endif
#endif
