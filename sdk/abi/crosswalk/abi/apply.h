/* The capability of writing records to a destination: a batch of changes, an outcome for each. */
#ifndef CROSSWALK_ABI_APPLY_H
#define CROSSWALK_ABI_APPLY_H

#include "crosswalk/abi/batch.h"
#include "crosswalk/abi/module.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What became of a change. The host presets UNKNOWN, so whatever was not reported may have
 * happened. */
#define CW_OUT_UNKNOWN 0u
#define CW_OUT_APPLIED 1u
#define CW_OUT_NOOP 2u     /* it was so already */
#define CW_OUT_REJECTED 3u /* will fail again unchanged; `status` says why (EXISTS, ...) */
#define CW_OUT_RETRY 4u    /* not applied; repeating is safe */
#define CW_OUT_SKIPPED 5u  /* never sent */

typedef struct cw_outcome {
  uint64_t change_id;
  cw_status status;
  uint32_t http_status;
  uint32_t retry_after_ms;
  uint32_t remote_id_off; /* into cw_outcome_buf.arena: the destination's id, if known */
  uint32_t remote_id_len;
  uint32_t message_off; /* the destination's own words, for a person; no secrets */
  uint32_t message_len;
  uint32_t state; /* CW_OUT_*; stored last, in release order */
} cw_outcome;

typedef struct cw_outcome_buf {
  uint32_t struct_size;
  uint32_t count;
  cw_outcome* slots; /* slot i answers row i */
  uint8_t* arena;
  uint32_t arena_cap;
  uint32_t arena_used;
} cw_outcome_buf;

typedef struct cw_apply_request {
  uint32_t struct_size;
  uint32_t flags; /* 0 in 1.0 */
  cw_str entity;
  uint32_t schema_id;
  uint32_t n_columns;
  const cw_str* columns; /* "id" (ABSENT on CREATE), then fields of the manifest */
  cw_bytes batch;        /* flat batch, read-only, at most the manifest's batch size in rows */
} cw_apply_request;

#define CW_IF_APPLY "cw.apply/1"
typedef struct cw_if_apply {
  uint32_t struct_size;
  uint32_t reserved;
  /* Sends the batch and reports every row. The call fails as a whole only when nothing can be said
   * about single rows (credentials refused, cancelled); what was sent before stays in the slots. */
  cw_status (*apply)(cw_instance* self, const cw_apply_request* request, cw_outcome_buf* outcomes,
                     cw_error* error) CW_NX;
} cw_if_apply;

#ifdef __cplusplus
}
#endif
#endif
