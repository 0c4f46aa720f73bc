/* Lent by the host: outgoing HTTP. The host resolves, connects, verifies TLS, signs, limits the
 * rate, retries what may be retried, enforces the egress list, records and replays. Redirects are
 * never followed. */
#ifndef CROSSWALK_ABI_HTTP_H
#define CROSSWALK_ABI_HTTP_H

#include "crosswalk/abi/module.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef uint64_t cw_ticket; /* a request in flight; 0 = none */

typedef struct cw_http_header {
  cw_str name;
  cw_str value;
} cw_http_header;

#define CW_RETRY_HOST 0u /* the host's policy: idempotent requests, and 429 for all */
#define CW_RETRY_NEVER 1u
#define CW_RETRY_SAFE 2u /* this POST may be repeated: it is idempotent at the remote */

typedef struct cw_http_request {
  uint32_t struct_size;
  uint32_t flags;
  cw_str method;
  cw_str url; /* absolute */
  const cw_http_header* headers;
  uint32_t n_headers;
  uint32_t timeout_ms; /* 0 = the host's default */
  cw_bytes body;
  cw_str auth_profile; /* the host signs with it; "" = none */
  cw_str rate_bucket;  /* of the manifest; "" = the first one */
  uint32_t rate_cost;  /* 0 = 1 */
  uint32_t retry;      /* CW_RETRY_* */
  uint64_t max_body;   /* bytes of answer; 0 = the host's default */
} cw_http_request;

typedef struct cw_http_head {
  uint32_t struct_size;
  uint32_t status;
  uint64_t body_len;
  uint32_t attempts;
  uint32_t from_recording;
} cw_http_head;

#define CW_IF_HTTP "cw.http/1"
/* A completion queue, no callbacks. All [call]. */
typedef struct cw_if_http {
  uint32_t struct_size;
  uint32_t reserved;
  cw_status (*submit)(const cw_host* host, const cw_http_request* request, cw_ticket* out,
                      cw_error* error) CW_NX;
  /* Waits until one of `set` is done and names it. Its own failure (no answer) is the status of
   * head(). CW_E_DEADLINE: none was done after `timeout_ms` of real time (0: look only). */
  cw_status (*wait)(const cw_host* host, const cw_ticket* set, uint32_t n, uint32_t timeout_ms,
                    cw_ticket* done, cw_error* error) CW_NX;
  /* The answer's head. Any HTTP status is CW_OK; no answer is CW_E_TRANSIENT (nothing was changed)
   * or CW_E_UNKNOWN (a write was sent and the answer was lost). */
  cw_status (*head)(const cw_host* host, cw_ticket ticket, cw_http_head* out,
                    cw_error* error) CW_NX;
  /* One header's value, by name without case; CW_E_NOT_FOUND if there is none. */
  cw_status (*header)(const cw_host* host, cw_ticket ticket, cw_str name, cw_sink* sink,
                      cw_error* error) CW_NX;
  /* The next piece of the body; *got 0 = the end. */
  cw_status (*read)(const cw_host* host, cw_ticket ticket, void* buf, uint64_t cap, uint64_t* got,
                    cw_error* error) CW_NX;
  void (*release)(const cw_host* host, cw_ticket ticket) CW_NX;
} cw_if_http;

#ifdef __cplusplus
}
#endif
#endif
