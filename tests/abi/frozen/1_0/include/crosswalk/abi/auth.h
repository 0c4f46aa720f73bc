/* Lent by the host: what an adapter may do about the credentials it never sees. */
#ifndef CROSSWALK_ABI_AUTH_H
#define CROSSWALK_ABI_AUTH_H

#include "crosswalk/abi/module.h"

#ifdef __cplusplus
extern "C" {
#endif

#define CW_IF_AUTH "cw.auth/1"
typedef struct cw_if_auth {
  uint32_t struct_size;
  uint32_t reserved;
  /* Forgets a cached token or session, so that the next request signs in again. [call] */
  cw_status (*invalidate)(const cw_host* host, cw_str profile, cw_error* error) CW_NX;
} cw_if_auth;

#ifdef __cplusplus
}
#endif
#endif
