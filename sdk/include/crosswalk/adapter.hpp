#pragma once

/// \file
/// What an adapter author writes: a class that derives from the capabilities it has, and one macro.
///
///     class Sample final : public crosswalk::Adapter, public crosswalk::Reader {
///      public:
///       static std::string_view manifest() { return kManifest; }
///       static Result<std::unique_ptr<Sample>> create(Host host, std::string_view config);
///       Result<std::unique_ptr<Stream>> open(const ReadRequest& request) override;
///     };
///     CW_ADAPTER(Sample)
///
/// The macro emits the tables, the entry symbol, and a wall that no exception passes. The smallest
/// whole adapter is sdk/template.

#include <algorithm>
#include <cstdint>
#include <exception>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "crosswalk/abi/apply.h"
#include "crosswalk/abi/read.h"
#include "crosswalk/batch_view.hpp"
#include "crosswalk/batch_writer.hpp"
#include "crosswalk/host.hpp"

namespace crosswalk {

enum class ReadMode : std::uint32_t {
  Full = CW_READ_FULL,
  Delta = CW_READ_DELTA,
  ById = CW_READ_BY_ID
};
enum class Side : std::uint32_t { Source = CW_SIDE_SOURCE, Destination = CW_SIDE_DESTINATION };

/// What to read. The views are valid while open() runs: copy what the stream keeps.
struct ReadRequest {
  ReadMode mode = ReadMode::Full;
  Side side = Side::Source;
  std::string_view entity;
  std::vector<std::string_view> columns;  ///< column k of every batch
  std::string_view token;                 ///< Delta: where to start
  std::string_view partition;             ///< a destination id within which to read; empty = all
  std::vector<std::string_view> ids;      ///< ById
  std::string_view id_column;             ///< ById: the column `ids` are values of; empty = the id
};

/// How a read ended.
struct ReadEnd {
  bool complete = false;  ///< every matching record was seen: absence means something
  std::uint64_t rows = 0;
  std::uint64_t refused = 0;
  std::string token;  ///< of the next Delta; may be empty
};

/// One read in progress.
class Stream {
 public:
  virtual ~Stream() = default;
  /// Writes rows until the writer is full. True: there may be more; false: that was the end.
  virtual Result<bool> next(BatchWriter& out) = 0;
  virtual Result<ReadEnd> finish() = 0;
};

/// A batch of changes to apply.
struct ApplyRequest {
  std::string_view entity;
  std::vector<std::string_view> columns;  ///< "id" first
  BatchView batch;
};

/// Where apply() reports. Whatever is not reported stays UNKNOWN: it may have happened.
class Outcomes {
 public:
  explicit Outcomes(cw_outcome_buf* buffer) : buffer_(buffer) {}

  void applied(std::uint32_t row, std::string_view remote_id = {}) {
    set(row, CW_OUT_APPLIED, CW_OK, 0, {}, remote_id);
  }
  void noop(std::uint32_t row, std::string_view remote_id = {}) {
    set(row, CW_OUT_NOOP, CW_OK, 0, {}, remote_id);
  }
  /// The destination refused it for good. `status`: CW_E_EXISTS, CW_E_INVALID, CW_E_NOT_FOUND, ...
  void rejected(std::uint32_t row, cw_status status, std::uint32_t http_status,
                std::string_view message, std::string_view remote_id = {}) {
    set(row, CW_OUT_REJECTED, status, http_status, message, remote_id);
  }
  /// It did not happen, and repeating it is safe.
  void retry(std::uint32_t row, std::uint32_t http_status, std::string_view message) {
    set(row, CW_OUT_RETRY, CW_E_TRANSIENT, http_status, message, {});
  }
  void skipped(std::uint32_t row, std::string_view message = {}) {
    set(row, CW_OUT_SKIPPED, CW_OK, 0, message, {});
  }

 private:
  void set(std::uint32_t row, std::uint32_t state, cw_status status, std::uint32_t http_status,
           std::string_view message, std::string_view remote_id) {
    if (row >= buffer_->count) return;
    cw_outcome& slot = buffer_->slots[row];
    slot.status = status;
    slot.http_status = http_status;
    keep(remote_id, slot.remote_id_off, slot.remote_id_len);
    keep(detail::cut(message, 512), slot.message_off, slot.message_len);
    __atomic_store_n(&slot.state, state, __ATOMIC_RELEASE);
  }
  void keep(std::string_view text, std::uint32_t& off, std::uint32_t& len) {
    off = len = 0;
    if (text.empty()) return;  // its data may be null
    if (text.size() > buffer_->arena_cap - buffer_->arena_used) return;
    off = buffer_->arena_used;
    len = static_cast<std::uint32_t>(text.size());
    std::memcpy(buffer_->arena + off, text.data(), text.size());
    buffer_->arena_used += len;
  }

  cw_outcome_buf* buffer_;
};

/// Every adapter.
class Adapter {
 public:
  virtual ~Adapter() = default;
  /// "Test connection": {"steps":[{"name","ok","detail","hint"}]}.
  virtual Result<std::string> check() { return std::string(R"({"steps":[]})"); }
  /// What this connection can do, if less than the manifest says.
  virtual Result<std::string> capabilities() { return std::string("{}"); }
};

/// Derive from it to be read from.
class Reader {
 public:
  virtual ~Reader() = default;
  virtual Result<std::unique_ptr<Stream>> open(const ReadRequest& request) = 0;
};

/// Derive from it to be written to.
class Applier {
 public:
  virtual ~Applier() = default;
  virtual Result<> apply(const ApplyRequest& request, Outcomes& outcomes) = 0;
};

namespace detail {

/// The wall: a Result goes through as a status, and no exception leaves the adapter.
template <class Body>
cw_status wall(cw_error* out, Body&& body) noexcept {
  try {
    return std::forward<Body>(body)();
  } catch (const std::bad_alloc&) {
    report(out, Error{ErrorCode::Internal, "the adapter ran out of memory"});
    return CW_E_RESOURCE;
  } catch (const std::exception& e) {
    return report(out, Error{ErrorCode::Internal, std::string("the adapter threw: ") + e.what()});
  } catch (...) {
    return report(out,
                  Error{ErrorCode::Internal, "the adapter threw something that is no exception"});
  }
}

inline cw_status put(cw_sink* sink, std::string_view text) {
  return sink->put(sink, text.data(), text.size());
}

struct OpenStream {
  std::unique_ptr<Stream> stream;
  std::uint32_t columns;
  std::uint32_t schema_id;
  std::vector<OpenStream*>* siblings;  // the instance's open streams, this one included
};

/// What a cw_instance is: streams that are still open end before the adapter does.
template <class A>
struct OpenInstance {
  std::unique_ptr<A> adapter;
  std::vector<OpenStream*> streams;
  explicit OpenInstance(std::unique_ptr<A> made) : adapter(std::move(made)) {}
  OpenInstance(const OpenInstance&) = delete;
  OpenInstance& operator=(const OpenInstance&) = delete;
  ~OpenInstance() {
    for (OpenStream* stream : streams) delete stream;
  }
};

/// The C tables of one adapter class.
template <class A>
struct Tables {
  static OpenInstance<A>& instance(cw_instance* p) {
    return *reinterpret_cast<OpenInstance<A>*>(p);
  }
  static A& self(cw_instance* p) { return *instance(p).adapter; }
  static OpenStream& open_stream(cw_stream* p) { return *reinterpret_cast<OpenStream*>(p); }

  static cw_status create(const cw_host* host, cw_str config, cw_instance** out,
                          cw_error* error) noexcept {
    return wall(error, [&]() -> cw_status {
      auto made = A::create(Host(host), view(config));
      if (!made) return report(error, made.error());
      *out = reinterpret_cast<cw_instance*>(new OpenInstance<A>(std::move(made).value()));
      return CW_OK;
    });
  }
  static void destroy(cw_instance* p) noexcept {
    wall(nullptr, [&]() -> cw_status {
      delete &instance(p);
      return CW_OK;
    });
  }
  static cw_status check(cw_instance* p, cw_sink* sink, cw_error* error) noexcept {
    return wall(error, [&]() -> cw_status {
      auto text = self(p).check();
      return text ? put(sink, *text) : report(error, text.error());
    });
  }
  static cw_status capabilities(cw_instance* p, cw_sink* sink, cw_error* error) noexcept {
    return wall(error, [&]() -> cw_status {
      auto text = self(p).capabilities();
      return text ? put(sink, *text) : report(error, text.error());
    });
  }

  static cw_status open(cw_instance* p, const cw_read_request* abi, cw_stream** out,
                        cw_error* error) noexcept {
    return wall(error, [&]() -> cw_status {
      ReadRequest request;
      request.mode = static_cast<ReadMode>(abi->mode);
      request.side = static_cast<Side>(abi->side);
      request.entity = view(abi->entity);
      for (std::uint32_t i = 0; i < abi->n_columns; ++i)
        request.columns.push_back(view(abi->columns[i]));
      request.token = {static_cast<const char*>(abi->token.ptr), abi->token.len};
      request.partition = view(abi->partition);
      for (std::uint64_t i = 0; i < abi->n_ids; ++i) request.ids.push_back(view(abi->ids[i]));
      request.id_column = view(abi->id_column);
      auto stream = self(p).open(request);
      if (!stream) return report(error, stream.error());
      auto& streams = instance(p).streams;
      auto opened = std::make_unique<OpenStream>(
          OpenStream{std::move(stream).value(), abi->n_columns, abi->schema_id, &streams});
      streams.push_back(opened.get());
      *out = reinterpret_cast<cw_stream*>(opened.release());
      return CW_OK;
    });
  }
  static cw_status next(cw_stream* p, cw_batch_buf* buffer, cw_error* error) noexcept {
    return wall(error, [&]() -> cw_status {
      OpenStream& open = open_stream(p);
      BatchWriter writer(buffer->base, buffer->capacity, open.columns, open.schema_id);
      auto more = open.stream->next(writer);
      if (!more) return report(error, more.error());
      if (*more && writer.rows() == 0 && writer.need() != 0) {
        buffer->need = writer.need();
        return CW_MORE_ROOM;
      }
      return *more ? CW_OK : CW_END;
    });
  }
  static cw_status finish(cw_stream* p, cw_read_end* end, cw_sink* token,
                          cw_error* error) noexcept {
    return wall(error, [&]() -> cw_status {
      auto ended = open_stream(p).stream->finish();
      if (!ended) return report(error, ended.error());
      end->flags = ended->complete ? CW_READ_COMPLETE : 0;
      end->rows = ended->rows;
      end->refused = ended->refused;
      return ended->token.empty() ? CW_OK : put(token, ended->token);
    });
  }
  static void close(cw_stream* p) noexcept {
    wall(nullptr, [&]() -> cw_status {
      OpenStream* stream = &open_stream(p);
      auto& streams = *stream->siblings;
      streams.erase(std::find(streams.begin(), streams.end(), stream));
      delete stream;
      return CW_OK;
    });
  }

  static cw_status apply(cw_instance* p, const cw_apply_request* abi, cw_outcome_buf* out,
                         cw_error* error) noexcept {
    return wall(error, [&]() -> cw_status {
      auto batch = BatchView::check(static_cast<const std::uint8_t*>(abi->batch.ptr),
                                    abi->batch.len, abi->n_columns, abi->schema_id);
      if (!batch) return report(error, batch.error());
      std::vector<std::string_view> columns;
      for (std::uint32_t i = 0; i < abi->n_columns; ++i) columns.push_back(view(abi->columns[i]));
      Outcomes outcomes(out);
      auto done =
          self(p).apply(ApplyRequest{view(abi->entity), std::move(columns), *batch}, outcomes);
      return done ? CW_OK : report(error, done.error());
    });
  }

  static cw_status manifest(cw_sink* sink, cw_error* error) noexcept {
    return wall(error, [&]() -> cw_status { return put(sink, A::manifest()); });
  }
  static const void* get_interface(cw_str id) noexcept {
    static constexpr cw_if_adapter kAdapter{sizeof(cw_if_adapter), 0, create, destroy, check,
                                            capabilities};
    if (view(id) == CW_IF_ADAPTER) return &kAdapter;
    if constexpr (std::is_base_of_v<Reader, A>) {
      static constexpr cw_if_read kRead{sizeof(cw_if_read), 0, open, next, finish, close};
      if (view(id) == CW_IF_READ) return &kRead;
    }
    if constexpr (std::is_base_of_v<Applier, A>) {
      static constexpr cw_if_apply kApply{sizeof(cw_if_apply), 0, apply};
      if (view(id) == CW_IF_APPLY) return &kApply;
    }
    return nullptr;
  }

  static const cw_module* entry(const cw_loader* loader) noexcept {
    static constexpr cw_module kModule{sizeof(cw_module), CW_ABI_MAJOR, CW_ABI_MINOR, manifest,
                                       get_interface};
    return loader != nullptr && loader->abi_major == CW_ABI_MAJOR ? &kModule : nullptr;
  }
};

}  // namespace detail
}  // namespace crosswalk

/// Makes the library an adapter. Once, at namespace scope, in one source file.
#define CW_ADAPTER(Class)                                                                        \
  extern "C" CW_EXPORT const cw_module* crosswalk_adapter_v1(const cw_loader* loader) noexcept { \
    return ::crosswalk::detail::Tables<Class>::entry(loader);                                    \
  }
