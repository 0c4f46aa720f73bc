/// Written by hand once per struct; a field that is missing here is found by the size of its
/// struct.

#include "layout.hpp"

#include "crosswalk/abi/apply.h"
#include "crosswalk/abi/auth.h"
#include "crosswalk/abi/core.h"
#include "crosswalk/abi/file_set.h"
#include "crosswalk/abi/files.h"
#include "crosswalk/abi/http.h"
#include "crosswalk/abi/read.h"
#include "crosswalk/abi/state.h"

namespace crosswalk::test {
namespace {

class Text {
 public:
  void type(const char* name, std::size_t size, std::size_t align) {
    text_ += std::string(name) + " size " + std::to_string(size) + " align " +
             std::to_string(align) + "\n";
  }
  void field(const char* name, std::size_t at, std::size_t size) {
    text_ += "  " + std::string(name) + " at " + std::to_string(at) + " size " +
             std::to_string(size) + "\n";
  }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

#define TYPE(t) text.type(#t, sizeof(t), alignof(t))
#define FIELD(t, f) text.field(#f, offsetof(t, f), sizeof(t::f))

}  // namespace

std::string describe_layout() {
  Text text;
  TYPE(cw_str);
  FIELD(cw_str, ptr);
  FIELD(cw_str, len);
  TYPE(cw_bytes);
  FIELD(cw_bytes, ptr);
  FIELD(cw_bytes, len);
  TYPE(cw_error);
  FIELD(cw_error, struct_size);
  FIELD(cw_error, status);
  FIELD(cw_error, http_status);
  FIELD(cw_error, flags);
  FIELD(cw_error, retry_after_ms);
  FIELD(cw_error, code);
  FIELD(cw_error, message);
  TYPE(cw_sink);
  FIELD(cw_sink, struct_size);
  FIELD(cw_sink, reserved);
  FIELD(cw_sink, ctx);
  FIELD(cw_sink, put);
  TYPE(cw_batch_header);
  FIELD(cw_batch_header, magic);
  FIELD(cw_batch_header, header_size);
  FIELD(cw_batch_header, row_head_size);
  FIELD(cw_batch_header, schema_id);
  FIELD(cw_batch_header, columns);
  FIELD(cw_batch_header, rows);
  FIELD(cw_batch_header, rows_off);
  FIELD(cw_batch_header, arena_off);
  FIELD(cw_batch_header, arena_end);
  FIELD(cw_batch_header, resume_off);
  FIELD(cw_batch_header, resume_len);
  FIELD(cw_batch_header, flags);
  FIELD(cw_batch_header, reserved);
  TYPE(cw_row);
  FIELD(cw_row, op);
  FIELD(cw_row, flags);
  FIELD(cw_row, origin);
  FIELD(cw_row, change_id);
  TYPE(cw_cell);
  FIELD(cw_cell, type);
  FIELD(cw_cell, flags);
  FIELD(cw_cell, reserved);
  FIELD(cw_cell, len);
  FIELD(cw_cell, v);
  TYPE(cw_batch_buf);
  FIELD(cw_batch_buf, struct_size);
  FIELD(cw_batch_buf, flags);
  FIELD(cw_batch_buf, base);
  FIELD(cw_batch_buf, capacity);
  FIELD(cw_batch_buf, need);
  TYPE(cw_host);
  FIELD(cw_host, struct_size);
  FIELD(cw_host, abi_major);
  FIELD(cw_host, abi_minor);
  FIELD(cw_host, impl);
  FIELD(cw_host, host_name);
  FIELD(cw_host, host_version);
  FIELD(cw_host, get_interface);
  TYPE(cw_if_adapter);
  FIELD(cw_if_adapter, struct_size);
  FIELD(cw_if_adapter, reserved);
  FIELD(cw_if_adapter, create);
  FIELD(cw_if_adapter, destroy);
  FIELD(cw_if_adapter, check);
  FIELD(cw_if_adapter, capabilities);
  TYPE(cw_loader);
  FIELD(cw_loader, struct_size);
  FIELD(cw_loader, abi_major);
  FIELD(cw_loader, abi_minor);
  TYPE(cw_module);
  FIELD(cw_module, struct_size);
  FIELD(cw_module, abi_major);
  FIELD(cw_module, abi_minor);
  FIELD(cw_module, manifest);
  FIELD(cw_module, get_interface);
  TYPE(cw_if_core);
  FIELD(cw_if_core, struct_size);
  FIELD(cw_if_core, reserved);
  FIELD(cw_if_core, log);
  FIELD(cw_if_core, cancelled);
  FIELD(cw_if_core, now_ms);
  FIELD(cw_if_core, monotonic_ms);
  FIELD(cw_if_core, sleep_ms);
  FIELD(cw_if_core, progress);
  FIELD(cw_if_core, random);
  TYPE(cw_http_header);
  FIELD(cw_http_header, name);
  FIELD(cw_http_header, value);
  TYPE(cw_http_request);
  FIELD(cw_http_request, struct_size);
  FIELD(cw_http_request, flags);
  FIELD(cw_http_request, method);
  FIELD(cw_http_request, url);
  FIELD(cw_http_request, headers);
  FIELD(cw_http_request, n_headers);
  FIELD(cw_http_request, timeout_ms);
  FIELD(cw_http_request, body);
  FIELD(cw_http_request, auth_profile);
  FIELD(cw_http_request, rate_bucket);
  FIELD(cw_http_request, rate_cost);
  FIELD(cw_http_request, retry);
  FIELD(cw_http_request, max_body);
  TYPE(cw_http_head);
  FIELD(cw_http_head, struct_size);
  FIELD(cw_http_head, status);
  FIELD(cw_http_head, body_len);
  FIELD(cw_http_head, attempts);
  FIELD(cw_http_head, from_recording);
  TYPE(cw_if_http);
  FIELD(cw_if_http, struct_size);
  FIELD(cw_if_http, reserved);
  FIELD(cw_if_http, submit);
  FIELD(cw_if_http, wait);
  FIELD(cw_if_http, head);
  FIELD(cw_if_http, header);
  FIELD(cw_if_http, read);
  FIELD(cw_if_http, release);
  TYPE(cw_if_auth);
  FIELD(cw_if_auth, struct_size);
  FIELD(cw_if_auth, reserved);
  FIELD(cw_if_auth, invalidate);
  TYPE(cw_if_files);
  FIELD(cw_if_files, struct_size);
  FIELD(cw_if_files, reserved);
  FIELD(cw_if_files, list);
  FIELD(cw_if_files, open);
  FIELD(cw_if_files, read);
  FIELD(cw_if_files, close);
  FIELD(cw_if_files, create);
  FIELD(cw_if_files, write);
  FIELD(cw_if_files, commit);
  TYPE(cw_if_file_set);
  FIELD(cw_if_file_set, struct_size);
  FIELD(cw_if_file_set, reserved);
  FIELD(cw_if_file_set, begin);
  FIELD(cw_if_file_set, create);
  FIELD(cw_if_file_set, remove);
  FIELD(cw_if_file_set, commit);
  FIELD(cw_if_file_set, close);
  TYPE(cw_if_state);
  FIELD(cw_if_state, struct_size);
  FIELD(cw_if_state, reserved);
  FIELD(cw_if_state, get);
  FIELD(cw_if_state, put);
  FIELD(cw_if_state, erase);
  TYPE(cw_read_request);
  FIELD(cw_read_request, struct_size);
  FIELD(cw_read_request, mode);
  FIELD(cw_read_request, entity);
  FIELD(cw_read_request, schema_id);
  FIELD(cw_read_request, n_columns);
  FIELD(cw_read_request, columns);
  FIELD(cw_read_request, token);
  FIELD(cw_read_request, partition);
  FIELD(cw_read_request, ids);
  FIELD(cw_read_request, n_ids);
  FIELD(cw_read_request, id_column);
  FIELD(cw_read_request, side);
  FIELD(cw_read_request, rows_hint);
  TYPE(cw_read_end);
  FIELD(cw_read_end, struct_size);
  FIELD(cw_read_end, flags);
  FIELD(cw_read_end, rows);
  FIELD(cw_read_end, refused);
  TYPE(cw_if_read);
  FIELD(cw_if_read, struct_size);
  FIELD(cw_if_read, reserved);
  FIELD(cw_if_read, open);
  FIELD(cw_if_read, next);
  FIELD(cw_if_read, finish);
  FIELD(cw_if_read, close);
  TYPE(cw_outcome);
  FIELD(cw_outcome, change_id);
  FIELD(cw_outcome, status);
  FIELD(cw_outcome, http_status);
  FIELD(cw_outcome, retry_after_ms);
  FIELD(cw_outcome, remote_id_off);
  FIELD(cw_outcome, remote_id_len);
  FIELD(cw_outcome, message_off);
  FIELD(cw_outcome, message_len);
  FIELD(cw_outcome, state);
  TYPE(cw_outcome_buf);
  FIELD(cw_outcome_buf, struct_size);
  FIELD(cw_outcome_buf, count);
  FIELD(cw_outcome_buf, slots);
  FIELD(cw_outcome_buf, arena);
  FIELD(cw_outcome_buf, arena_cap);
  FIELD(cw_outcome_buf, arena_used);
  TYPE(cw_apply_request);
  FIELD(cw_apply_request, struct_size);
  FIELD(cw_apply_request, flags);
  FIELD(cw_apply_request, entity);
  FIELD(cw_apply_request, schema_id);
  FIELD(cw_apply_request, n_columns);
  FIELD(cw_apply_request, columns);
  FIELD(cw_apply_request, batch);
  TYPE(cw_if_apply);
  FIELD(cw_if_apply, struct_size);
  FIELD(cw_if_apply, reserved);
  FIELD(cw_if_apply, apply);
  return text.take();
}

}  // namespace crosswalk::test
