/* The smallest sound adapter, every piece of which a broken one may replace: #define the piece,
 * then include this file. It reads no org at all. */
#ifndef CROSSWALK_TESTS_BROKEN_MINIMAL_H
#define CROSSWALK_TESTS_BROKEN_MINIMAL_H

#include <string.h>

#include "crosswalk/abi/apply.h"
#include "crosswalk/abi/core.h"
#include "crosswalk/abi/http.h"
#include "crosswalk/abi/read.h"

#define UNUSED(x) (void)(x)

#ifndef ID
#define ID "\"id\":\"broken\","
#endif
#ifndef PARTS
#define PARTS "\"source\":{\"entities\":{\"org\":{\"modes\":[\"full\"]}}}"
#endif
#ifndef MANIFEST
#define MANIFEST                                                                           \
  "{\"manifest_version\":1," ID                                                            \
  "\"name\":\"Broken\",\"version\":\"1\",\"abi\":{\"major\":1}," PARTS                     \
  ",\"config_schema\":{\"type\":\"object\",\"properties\":{\"lie\":{\"type\":\"string\"}," \
  "\"url\":{\"type\":\"string\",\"default\":\"https://sample.invalid\"}}},\"egress\":[\"{url}\"]}"
#endif

static inline cw_status put_text(cw_sink* sink, const char* text) {
  return sink->put(sink, text, strlen(text));
}

static inline int same(cw_str id, const char* text) {
  return id.len == strlen(text) && memcmp(id.ptr, text, id.len) == 0;
}

static inline cw_status minimal_create(const cw_host* host, cw_str config, cw_instance** out,
                                       cw_error* error) {
  static int it;
  UNUSED(host);
  UNUSED(config);
  UNUSED(error);
  *out = (cw_instance*)&it;
  return CW_OK;
}
static inline void minimal_destroy(cw_instance* self) { UNUSED(self); }
static inline cw_status minimal_text(cw_instance* self, cw_sink* json, cw_error* error) {
  UNUSED(self);
  UNUSED(error);
  return put_text(json, "{}");
}
static inline cw_status minimal_open(cw_instance* self, const cw_read_request* request,
                                     cw_stream** out, cw_error* error) {
  UNUSED(request);
  UNUSED(error);
  *out = (cw_stream*)self;
  return CW_OK;
}
static inline cw_status minimal_next(cw_stream* stream, cw_batch_buf* buffer, cw_error* error) {
  UNUSED(stream);
  UNUSED(buffer);
  UNUSED(error);
  return CW_END;
}
static inline cw_status minimal_finish(cw_stream* stream, cw_read_end* end, cw_sink* token,
                                       cw_error* error) {
  UNUSED(stream);
  UNUSED(token);
  UNUSED(error);
  end->flags = CW_READ_COMPLETE;
  return CW_OK;
}
static inline void minimal_close(cw_stream* stream) { UNUSED(stream); }
static inline cw_status minimal_manifest(cw_sink* json, cw_error* error) {
  UNUSED(error);
  return put_text(json, MANIFEST);
}

#ifndef CREATE
#define CREATE minimal_create
#endif
#ifndef DESTROY
#define DESTROY minimal_destroy
#endif
#ifndef ADAPTER_SIZE
#define ADAPTER_SIZE sizeof(cw_if_adapter)
#endif
#ifndef MODULE_SIZE
#define MODULE_SIZE sizeof(cw_module)
#endif
#ifndef MAJOR
#define MAJOR CW_ABI_MAJOR
#endif
#ifndef MANIFEST_FUNCTION
#define MANIFEST_FUNCTION minimal_manifest
#endif

static const cw_if_adapter kAdapter
    __attribute__((unused)) = {ADAPTER_SIZE, 0, CREATE, DESTROY, minimal_text, minimal_text};
#ifndef READ
static const cw_if_read kRead __attribute__((unused)) = {
    sizeof(cw_if_read), 0, minimal_open, minimal_next, minimal_finish, minimal_close};
#define READ &kRead
#endif

#ifndef GET_INTERFACE
static inline const void* minimal_get_interface(cw_str id) {
  if (same(id, CW_IF_ADAPTER)) return &kAdapter;
  if (same(id, CW_IF_READ)) return READ;
  return NULL;
}
#define GET_INTERFACE minimal_get_interface
#endif

static const cw_module kModule
    __attribute__((unused)) = {MODULE_SIZE, MAJOR, CW_ABI_MINOR, MANIFEST_FUNCTION, GET_INTERFACE};

#ifndef ENTRY
#define ENTRY
const cw_module* crosswalk_adapter_v1(const cw_loader* loader) {
  UNUSED(loader);
  return &kModule;
}
#endif

#endif
