/* Rows in bulk: one flat, position-independent buffer, valid in this process, in another and in a
 * recording.
 *
 *   [header][row 0][row 1]...      free      ...[arena: texts, bytes, list cells]
 *
 * Rows grow up from `rows_off`, the arena grows down from the end. A row is a cw_row followed by
 * `columns` cells. All offsets count from the start of the buffer. The buffer always belongs to the
 * host, and the reader treats every number in it as hostile until it is checked. */
#ifndef CROSSWALK_ABI_BATCH_H
#define CROSSWALK_ABI_BATCH_H

#include "crosswalk/abi/base.h"

#ifdef __cplusplus
extern "C" {
#endif

#define CW_BATCH_MAGIC 0x31425743u /* "CWB1" */

typedef struct cw_batch_header {
  uint32_t magic;
  uint16_t header_size;   /* 64 in major 1 */
  uint16_t row_head_size; /* 16 in major 1 */
  uint32_t schema_id;     /* of the request it answers */
  uint32_t columns;
  uint32_t rows;
  uint32_t rows_off;
  uint32_t arena_off;  /* the lowest used byte of the arena */
  uint32_t arena_end;  /* the end of the buffer in use */
  uint32_t resume_off; /* a token that is valid after this batch; length 0: none */
  uint32_t resume_len;
  uint32_t flags; /* 0 in 1.0 */
  uint32_t reserved[5];
} cw_batch_header;

/* What a row says. */
#define CW_ROW_UPSERT 1u  /* read: the current state */
#define CW_ROW_DELETE 2u  /* read: a tombstone; apply: delete for good (by policy only) */
#define CW_ROW_CREATE 3u  /* apply */
#define CW_ROW_PATCH 4u   /* apply: ABSENT cells stay untouched */
#define CW_ROW_DROP 5u    /* apply: take out in the mildest way that keeps people's work */
#define CW_ROW_RESTORE 6u /* apply: undo a DROP */

#define CW_ROW_F_PARTIAL 1u /* read: ABSENT cells are unknown, not empty */
#define CW_ROW_F_BAD 2u     /* read: this record is refused; see cw.read/1 */

typedef struct cw_row {
  uint16_t op;
  uint16_t flags;
  uint32_t origin; /* read: line number or position in the source, 1-based; 0: unknown */
  uint64_t change_id;
} cw_row;

/* A cell's type. Zeroed memory is ABSENT. */
#define CW_T_ABSENT 0u /* not given: unknown on read, untouched on apply */
#define CW_T_NULL 1u   /* given, and empty */
#define CW_T_BOOL 2u
#define CW_T_INT 3u
#define CW_T_REAL 4u
#define CW_T_DATE 5u  /* days since 1970-01-01 */
#define CW_T_TIME 6u  /* milliseconds since 1970-01-01T00:00Z */
#define CW_T_TEXT 7u  /* len bytes of UTF-8 at v.off */
#define CW_T_BYTES 8u /* len bytes at v.off */
#define CW_T_JSON 9u  /* text of one JSON value: extensions */
#define CW_T_LIST 10u /* len cells at v.off, 8-aligned; lists nest at most twice */

typedef struct cw_cell {
  uint8_t type;
  uint8_t flags;
  uint16_t reserved;
  uint32_t len;
  union {
    int64_t i;
    double f;
    uint64_t off;
  } v;
} cw_cell;

/* The argument of a call that fills a batch. */
typedef struct cw_batch_buf {
  uint32_t struct_size;
  uint32_t flags;
  uint8_t* base; /* 64-byte aligned; at most 4 GiB */
  uint64_t capacity;
  uint64_t need; /* out, with CW_MORE_ROOM: the capacity that one row wants */
} cw_batch_buf;

#ifdef __cplusplus
}
#endif
#endif
