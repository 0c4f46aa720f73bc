/* An adapter as a vendor would have written it against 1.0, in C: reads two orgs, creates users. */
#include <stdlib.h>
#include <string.h>

#include "crosswalk/abi/apply.h"
#include "crosswalk/abi/core.h"
#include "crosswalk/abi/read.h"

static const char kManifest[] =
    "{\"manifest_version\":1,\"id\":\"frozen\",\"name\":\"Frozen 1.0\",\"version\":\"1.0.0\","
    "\"abi\":{\"major\":1,\"needs_minor\":0},\"needs\":[\"cw.core/1\"],"
    "\"config_schema\":{\"type\":\"object\",\"properties\":{\"prefix\":{\"type\":\"string\",\"default\":\"o\"}}},"
    "\"source\":{\"entities\":{\"org\":{\"modes\":[\"full\"]}}},"
    "\"destination\":{\"entities\":{\"user\":{\"operations\":[\"create\"],\"batch\":10,\"read\":[\"full\"],"
    "\"fields\":[{\"name\":\"username\",\"type\":\"text\"}]}}}}";

struct cw_instance {
  const cw_host* host;
  const cw_if_core* core;
};

struct cw_stream {
  uint32_t columns;
  uint32_t schema_id;
  int done;
};

static cw_status put_text(cw_sink* sink, const char* text) { return sink->put(sink, text, strlen(text)); }

static cw_status create(const cw_host* host, cw_str config, cw_instance** out, cw_error* error) {
  static const char kCore[] = CW_IF_CORE;
  cw_str id = {kCore, sizeof kCore - 1};
  cw_instance* made = malloc(sizeof *made);
  (void)config;
  (void)error;
  if (made == NULL) return CW_E_RESOURCE;
  made->host = host;
  made->core = host->get_interface(host, id);
  *out = made;
  return CW_OK;
}

static void destroy(cw_instance* self) { free(self); }

static cw_status check(cw_instance* self, cw_sink* report, cw_error* error) {
  (void)error;
  if (CW_HAS(self->core, cw_if_core, cancelled) && self->core->cancelled(self->host)) return CW_E_CANCELLED;
  return put_text(report, "{\"steps\":[{\"name\":\"look\",\"ok\":true,\"detail\":\"fine\",\"hint\":\"\"}]}");
}

static cw_status capabilities(cw_instance* self, cw_sink* json, cw_error* error) {
  (void)self;
  (void)error;
  return put_text(json, "{}");
}

static cw_status open_stream(cw_instance* self, const cw_read_request* request, cw_stream** out, cw_error* error) {
  cw_stream* made = malloc(sizeof *made);
  (void)self;
  (void)error;
  if (made == NULL) return CW_E_RESOURCE;
  made->columns = request->n_columns;
  made->schema_id = request->schema_id;
  made->done = 0;
  *out = made;
  return CW_OK;
}

static cw_status next(cw_stream* stream, cw_batch_buf* buffer, cw_error* error) {
  static const char kIds[] = "o1o2";
  const uint32_t row_size = (uint32_t)(sizeof(cw_row) + stream->columns * sizeof(cw_cell));
  const uint32_t end = (uint32_t)(buffer->capacity & ~(uint64_t)7);
  cw_batch_header* head = (cw_batch_header*)buffer->base;
  uint32_t i;
  (void)error;
  if (buffer->capacity < sizeof *head + 2 * row_size + 8) {
    buffer->need = sizeof *head + 2 * row_size + 8;
    return CW_MORE_ROOM;
  }
  memset(head, 0, sizeof *head);
  head->magic = CW_BATCH_MAGIC;
  head->header_size = sizeof *head;
  head->row_head_size = sizeof(cw_row);
  head->schema_id = stream->schema_id;
  head->columns = stream->columns;
  head->rows_off = sizeof *head;
  head->arena_off = end - 4;
  head->arena_end = end;
  if (stream->done) return CW_END;
  memcpy(buffer->base + head->arena_off, kIds, 4);
  for (i = 0; i < 2; ++i) {
    uint8_t* at = buffer->base + head->rows_off + i * row_size;
    cw_row* row = (cw_row*)at;
    cw_cell* cell = (cw_cell*)(at + sizeof *row);
    memset(at, 0, row_size);
    row->op = CW_ROW_UPSERT;
    row->origin = i + 1;
    cell->type = CW_T_TEXT;
    cell->len = 2;
    cell->v.off = head->arena_off + 2 * i;
  }
  head->rows = 2;
  stream->done = 1;
  return CW_OK;
}

static cw_status finish(cw_stream* stream, cw_read_end* end, cw_sink* next_token, cw_error* error) {
  (void)stream;
  (void)next_token;
  (void)error;
  end->flags = CW_READ_COMPLETE;
  end->rows = 2;
  end->refused = 0;
  return CW_OK;
}

static void close_stream(cw_stream* stream) { free(stream); }

static cw_status apply(cw_instance* self, const cw_apply_request* request, cw_outcome_buf* out, cw_error* error) {
  const cw_batch_header* head = (const cw_batch_header*)request->batch.ptr;
  uint32_t i;
  (void)self;
  (void)error;
  for (i = 0; i < head->rows; ++i) {
    cw_outcome* slot = &out->slots[i];
    slot->remote_id_off = out->arena_used;
    slot->remote_id_len = 1;
    out->arena[out->arena_used++] = (uint8_t)('a' + i);
    __atomic_store_n(&slot->state, CW_OUT_APPLIED, __ATOMIC_RELEASE);
  }
  return CW_OK;
}

static cw_status manifest(cw_sink* json, cw_error* error) {
  (void)error;
  return put_text(json, kManifest);
}

static const cw_if_adapter kAdapter = {sizeof(cw_if_adapter), 0, create, destroy, check, capabilities};
static const cw_if_read kRead = {sizeof(cw_if_read), 0, open_stream, next, finish, close_stream};
static const cw_if_apply kApply = {sizeof(cw_if_apply), 0, apply};

static int same(cw_str id, const char* text) {
  return id.len == strlen(text) && memcmp(id.ptr, text, id.len) == 0;
}

static const void* get_interface(cw_str id) {
  if (same(id, CW_IF_ADAPTER)) return &kAdapter;
  if (same(id, CW_IF_READ)) return &kRead;
  if (same(id, CW_IF_APPLY)) return &kApply;
  return NULL;
}

static const cw_module kModule = {sizeof(cw_module), CW_ABI_MAJOR, CW_ABI_MINOR, manifest, get_interface};

const cw_module* crosswalk_adapter_v1(const cw_loader* loader) {
  return loader != NULL && loader->abi_major == CW_ABI_MAJOR ? &kModule : NULL;
}
