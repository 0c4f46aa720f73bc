/* Passes every first look and lies at run time, each time as its configuration says: {"lie":"rows"}. */
#include <stdlib.h>

#include "crosswalk/abi/apply.h"
#include "crosswalk/abi/read.h"

static cw_status liar_create(const cw_host* host, cw_str config, cw_instance** out, cw_error* error);
static const void* liar_get_interface(cw_str id);
#define CREATE liar_create
#define GET_INTERFACE liar_get_interface
#define PARTS                                                                                         \
  "\"source\":{\"entities\":{\"org\":{\"modes\":[\"full\"]}}},"                                       \
  "\"destination\":{\"entities\":{\"user\":{\"operations\":[\"create\"],\"batch\":10,"                \
  "\"read\":[\"full\"],\"fields\":[{\"name\":\"code\",\"type\":\"text\"}]}}}"
#include "minimal.h"

static char lie_told[32];
static int calls;

/* The lie of the instance that was made last. */
static int lies(const char* about) { return strcmp(lie_told, about) == 0; }

static cw_status liar_create(const cw_host* host, cw_str config, cw_instance** out, cw_error* error) {
  static const char kKey[] = "\"lie\":\"";
  uint64_t i;
  memset(lie_told, 0, sizeof lie_told);
  calls = 0;
  for (i = 0; i + sizeof kKey - 1 <= config.len; ++i) {
    size_t n = 0;
    if (memcmp(config.ptr + i, kKey, sizeof kKey - 1) != 0) continue;
    for (i += sizeof kKey - 1; i < config.len && config.ptr[i] != '"' && n + 1 < sizeof lie_told; ++i) {
      lie_told[n++] = config.ptr[i];
    }
  }
  if (lies("long_error")) {
    memset(error->message, 'x', sizeof error->message);
    memset(error->code, 'c', sizeof error->code);
    return CW_E_INTERNAL;
  }
  if (lies("odd_status")) return 55;
  return minimal_create(host, config, out, error);
}

static cw_status liar_check(cw_instance* self, cw_sink* report, cw_error* error) {
  static char chunk[65536];
  int i;
  UNUSED(self);
  UNUSED(error);
  if (!lies("endless_report")) return put_text(report, "not a report");
  memset(chunk, ' ', sizeof chunk);
  for (i = 0; i < 1 << 20; ++i) {
    const cw_status status = report->put(report, chunk, sizeof chunk);
    if (status != CW_OK) return status;
  }
  return CW_OK;
}

static cw_status liar_capabilities(cw_instance* self, cw_sink* json, cw_error* error) {
  UNUSED(self);
  UNUSED(error);
  return put_text(json, "{\"destination\":{\"entities\":{\"user\":{\"operations\":[\"create\",\"delete\"]}}}}");
}

static cw_status liar_open(cw_instance* self, const cw_read_request* request, cw_stream** out, cw_error* error) {
  uint32_t* asked = (uint32_t*)malloc(2 * sizeof(uint32_t));
  UNUSED(self);
  UNUSED(error);
  if (lies("no_stream")) {
    free(asked);
    *out = NULL;
    return CW_OK;
  }
  asked[0] = request->n_columns;
  asked[1] = request->schema_id;
  *out = (cw_stream*)asked;
  return CW_OK;
}

/* One row with one text, "id", and then whatever is to be wrong with it. */
static void spoil(cw_batch_buf* buffer, cw_batch_header* head, cw_row* row, cw_cell* cell) {
  if (lies("rows")) head->rows = 1000000;
  if (lies("text_off")) cell->v.off = 16;
  if (lies("text_len")) cell->len = 1000000;
  if (lies("schema")) head->schema_id += 1;
  if (lies("not_utf8")) memset(buffer->base + head->arena_off, 0xFF, 2);
  if (lies("op")) row->op = CW_ROW_CREATE;
  if (lies("bad_row")) row->flags = CW_ROW_F_BAD; /* without a reason in column 1 */
  if (lies("overrun")) memset(buffer->base + buffer->capacity, 0, 8);
}

static cw_status liar_next(cw_stream* stream, cw_batch_buf* buffer, cw_error* error) {
  const uint32_t* asked = (const uint32_t*)stream;
  cw_batch_header* head = (cw_batch_header*)buffer->base;
  cw_row* row = (cw_row*)(buffer->base + sizeof *head);
  cw_cell* cell = (cw_cell*)(row + 1);
  UNUSED(error);
  if (lies("empty_batches")) return CW_OK;
  if (lies("more_room")) {
    buffer->need = 1;
    return CW_MORE_ROOM;
  }
  if (lies("next_status")) return 99;
  if (calls++ > 0) return CW_END; /* nothing written: the batch stays the host's empty one */
  memset(head, 0, sizeof *head);
  head->magic = CW_BATCH_MAGIC;
  head->header_size = sizeof *head;
  head->row_head_size = sizeof *row;
  head->schema_id = asked[1];
  head->columns = asked[0];
  head->rows = 1;
  head->rows_off = sizeof *head;
  head->arena_end = (uint32_t)buffer->capacity;
  head->arena_off = head->arena_end - 8;
  memset(row, 0, sizeof *row + asked[0] * sizeof *cell);
  row->op = CW_ROW_UPSERT;
  memcpy(buffer->base + head->arena_off, "id", 2);
  cell->type = CW_T_TEXT;
  cell->len = 2;
  cell->v.off = head->arena_off;
  spoil(buffer, head, row, cell);
  return CW_OK;
}

static cw_status liar_finish(cw_stream* stream, cw_read_end* end, cw_sink* token, cw_error* error) {
  UNUSED(stream);
  UNUSED(token);
  UNUSED(error);
  end->flags = CW_READ_COMPLETE;
  end->rows = lies("count") ? 2 : 1;
  end->refused = lies("refused") ? 1 : 0;
  return CW_OK;
}

static void liar_close(cw_stream* stream) { free(stream); }

static cw_status liar_apply(cw_instance* self, const cw_apply_request* request, cw_outcome_buf* out, cw_error* error) {
  cw_outcome* slot = &out->slots[0];
  UNUSED(self);
  UNUSED(request);
  UNUSED(error);
  memcpy(out->arena, "id", 2);
  slot->remote_id_len = 2;
  if (lies("outcome_off")) slot->remote_id_off = out->arena_cap - 1;
  if (lies("outcome_len")) slot->message_len = 1000000;
  if (lies("outcome_id")) slot->change_id += 1;
  if (lies("outcome_not_utf8")) memset(out->arena, 0xFF, 2);
  if (lies("message_not_utf8")) {
    memset(out->arena + 2, 0xFF, 1);
    slot->message_off = 2;
    slot->message_len = 1;
  }
  if (lies("outcome_overrun")) memset(out->arena + out->arena_cap, 0, 4);
  if (lies("slot_overrun")) out->slots[out->count].state = CW_OUT_APPLIED;
  if (lies("outcome_buffer")) { /* the host must go by its own copy of these */
    out->count = 4000000;
    out->slots = NULL;
  }
  __atomic_store_n(&slot->state, lies("outcome_state") ? 77u : CW_OUT_APPLIED, __ATOMIC_RELEASE);
  return CW_OK;
}

static const cw_if_adapter kLiar = {sizeof(cw_if_adapter), 0, liar_create, minimal_destroy, liar_check, liar_capabilities};
static const cw_if_read kLiarRead = {sizeof(cw_if_read), 0, liar_open, liar_next, liar_finish, liar_close};
static const cw_if_apply kLiarApply = {sizeof(cw_if_apply), 0, liar_apply};

static const void* liar_get_interface(cw_str id) {
  if (same(id, CW_IF_ADAPTER)) return &kLiar;
  if (same(id, CW_IF_READ)) return &kLiarRead;
  if (same(id, CW_IF_APPLY)) return &kLiarApply;
  return NULL;
}
