/* The capability of reading records: a roster from a SIS, or what a destination holds. */
#ifndef CROSSWALK_ABI_READ_H
#define CROSSWALK_ABI_READ_H

#include "crosswalk/abi/batch.h"
#include "crosswalk/abi/module.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct cw_stream cw_stream; /* the adapter's, opaque */

#define CW_READ_FULL 1u  /* everything (within the partition) */
#define CW_READ_DELTA 2u /* what changed since `token` */
#define CW_READ_BY_ID 3u /* the records named by `ids` */

/* Which vocabulary the columns are in. */
#define CW_SIDE_SOURCE 1u      /* canonical entities and columns: docs/reference/model.md */
#define CW_SIDE_DESTINATION 2u /* the entities and fields of the manifest's "destination" part */

typedef struct cw_read_request {
  uint32_t struct_size;
  uint32_t mode;
  cw_str entity;
  uint32_t schema_id; /* to be written into every batch header */
  uint32_t n_columns;
  const cw_str* columns; /* column k of every batch; one the adapter does not know stays ABSENT */
  cw_bytes token;        /* DELTA: where to start */
  cw_str partition; /* a destination id within which to read ("" = all), as the manifest declares */
  const cw_str* ids; /* BY_ID */
  uint64_t n_ids;
  cw_str id_column; /* BY_ID: which column `ids` are values of; "" = the entity's id */
  uint32_t side;    /* CW_SIDE_* */
  uint32_t rows_hint;
} cw_read_request;

/* The read saw every matching record. Without it, absence means nothing and nothing is removed. */
#define CW_READ_COMPLETE 1u

typedef struct cw_read_end {
  uint32_t struct_size;
  uint32_t flags;
  uint64_t rows;    /* sent, refused ones included; the host counts too */
  uint64_t refused; /* of them with CW_ROW_F_BAD */
} cw_read_end;

#define CW_IF_READ "cw.read/1"
typedef struct cw_if_read {
  uint32_t struct_size;
  uint32_t reserved;
  cw_status (*open)(cw_instance* self, const cw_read_request* request, cw_stream** out,
                    cw_error* error) CW_NX;
  /* Fills one batch. CW_OK: there may be more; CW_END: this batch (maybe empty) was the last one;
   * CW_MORE_ROOM: one row wants `need` bytes.
   *
   * A record that the source got wrong is not dropped: it is a row with CW_ROW_F_BAD whose first
   * cell is the id if it has one, whose second cell is a TEXT with the reason in words (file, line,
   * what is wrong, no personal data) and whose other cells are ABSENT. The host quarantines it. */
  cw_status (*next)(cw_stream* stream, cw_batch_buf* buffer, cw_error* error) CW_NX;
  /* After CW_END: whether the read was complete, and the token of the next DELTA (may be empty). */
  cw_status (*finish)(cw_stream* stream, cw_read_end* end, cw_sink* next_token,
                      cw_error* error) CW_NX;
  void (*close)(cw_stream* stream) CW_NX; /* legal at any point, once */
} cw_if_read;

#ifdef __cplusplus
}
#endif
#endif
