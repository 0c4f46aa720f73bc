#include "testing/kit/tap.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "crosswalk/status.hpp"

namespace crosswalk::kit {
namespace {

constexpr std::size_t kTail = 64;                 // bytes behind a table that 1.0 does not know
constexpr cw_ticket kOurs = cw_ticket{1} << 63U;  // a ticket of a request that was not sent

cw_status answer_with(cw_error* error, cw_status status, const char* why) {
  if (error != nullptr) {
    error->status = status;
    error->retry_after_ms = status == CW_E_THROTTLED ? 1000 : 0;
    detail::copy_cut(error->message, sizeof error->message, why);
  }
  return status;
}

}  // namespace

/// The tables' functions.
struct Tap::Services {
  static Tap& self(const cw_host* host) { return *static_cast<Tap*>(host->impl); }
  static const cw_host* real(const cw_host* host) { return self(host).inner_->abi(); }
  template <class T>
  static const T& inner(const cw_host* host, const char* id) {
    return *static_cast<const T*>(real(host)->get_interface(real(host), to_abi(id)));
  }
  static const cw_if_core& core(const cw_host* h) { return inner<cw_if_core>(h, CW_IF_CORE); }
  static const cw_if_http& http(const cw_host* h) { return inner<cw_if_http>(h, CW_IF_HTTP); }
  static const cw_if_files& files(const cw_host* h) { return inner<cw_if_files>(h, CW_IF_FILES); }
  static const cw_if_state& state(const cw_host* h) { return inner<cw_if_state>(h, CW_IF_STATE); }

  // cw.core/1
  static void log(const cw_host* h, std::uint32_t level, cw_str code, cw_str text) CW_NX {
    self(h).seen_.log.push_back(std::string(view(code)) + ": " + std::string(view(text)));
    core(h).log(real(h), level, code, text);
  }
  static std::uint32_t is_cancelled(const cw_host* h) CW_NX {
    return self(h).cancelled() || core(h).cancelled(real(h)) != 0 ? 1 : 0;
  }
  static std::uint64_t now_ms(const cw_host* h) CW_NX { return core(h).now_ms(real(h)); }
  static std::uint64_t monotonic_ms(const cw_host* h) CW_NX {
    return core(h).monotonic_ms(real(h));
  }
  static cw_status sleep_ms(const cw_host* h, std::uint64_t ms) CW_NX {
    if (const cw_status struck = self(h).strike(nullptr)) return struck;
    return core(h).sleep_ms(real(h), ms);
  }
  static void progress(const cw_host* h, std::uint64_t done, std::uint64_t total,
                       cw_str phase) CW_NX {
    self(h).seen_.progress.emplace_back(view(phase));
    core(h).progress(real(h), done, total, phase);
  }
  static void random(const cw_host* h, void* out, std::uint64_t len) CW_NX {
    core(h).random(real(h), out, len);
  }

  // cw.http/1
  static cw_status submit(const cw_host* h, const cw_http_request* request, cw_ticket* out,
                          cw_error* error) CW_NX {
    Tap& tap = self(h);
    if (const cw_status struck = tap.strike(error)) return struck;
    tap.seen_.requests.push_back(
        {std::string(view(request->method)), std::string(view(request->url)),
         std::string(view(request->rate_bucket)), std::string(view(request->auth_profile))});
    const bool write = view(request->method) != "GET" && view(request->method) != "HEAD";
    if (tap.options_.fault.kind == Fault::Kind::WriteRefused && write) {
      tap.seen_.struck = true;
      *out = kOurs | ++tap.last_ours_;
      Answer& answer = tap.answers_[*out];
      answer.counted = answer.replaced = true;
      answer.http_status = tap.options_.fault.http_status;
      return CW_OK;
    }
    const cw_status status = http(h).submit(real(h), request, out, error);
    if (status == CW_OK) tap.answers_[*out].write = write;
    return status;
  }
  static cw_status wait(const cw_host* h, const cw_ticket* set, std::uint32_t n,
                        std::uint32_t timeout_ms, cw_ticket* done, cw_error* error) CW_NX {
    if (const cw_status struck = self(h).strike(error)) return struck;
    for (std::uint32_t i = 0; i < n; ++i) {
      if ((set[i] & kOurs) == 0) continue;
      *done = set[i];
      return CW_OK;
    }
    return http(h).wait(real(h), set, n, timeout_ms, done, error);
  }
  static cw_status head(const cw_host* h, cw_ticket ticket, cw_http_head* out,
                        cw_error* error) CW_NX {
    Tap& tap = self(h);
    if (const cw_status struck = tap.strike(error)) return struck;
    Answer& answer = tap.answers_[ticket];
    if ((ticket & kOurs) == 0) {
      if (const cw_status status = http(h).head(real(h), ticket, out, error)) return status;
    }
    if (!answer.counted) tap.strike_answer(answer, ticket, *out);
    if (answer.failure != CW_OK) return answer_with(error, answer.failure, "the answer was lost");
    if (answer.http_status != 0) out->status = answer.http_status;
    if (answer.replaced) out->body_len = answer.body.size();
    return CW_OK;
  }
  static cw_status header(const cw_host* h, cw_ticket ticket, cw_str name, cw_sink* sink,
                          cw_error* error) CW_NX {
    if ((ticket & kOurs) != 0) return CW_E_NOT_FOUND;
    return http(h).header(real(h), ticket, name, sink, error);
  }
  static cw_status read(const cw_host* h, cw_ticket ticket, void* buf, std::uint64_t cap,
                        std::uint64_t* got, cw_error* error) CW_NX {
    Tap& tap = self(h);
    if (const cw_status struck = tap.strike(error)) return struck;
    Answer& answer = tap.answers_[ticket];
    if (!answer.replaced) return http(h).read(real(h), ticket, buf, cap, got, error);
    *got = std::min<std::uint64_t>(cap, answer.body.size() - answer.read);
    std::memcpy(buf, answer.body.data() + answer.read, *got);
    answer.read += *got;
    return CW_OK;
  }
  static void release(const cw_host* h, cw_ticket ticket) CW_NX {
    self(h).answers_.erase(ticket);
    if ((ticket & kOurs) != 0) return;
    http(h).release(real(h), ticket);
  }

  // cw.auth/1
  static cw_status invalidate(const cw_host* h, cw_str profile, cw_error* error) CW_NX {
    if (const cw_status struck = self(h).strike(error)) return struck;
    return inner<cw_if_auth>(h, CW_IF_AUTH).invalidate(real(h), profile, error);
  }

  // cw.files/1
  static cw_status list(const cw_host* h, cw_str root, cw_sink* json, cw_error* error) CW_NX {
    if (const cw_status struck = self(h).strike(error)) return struck;
    return files(h).list(real(h), root, json, error);
  }
  static cw_status open(const cw_host* h, cw_str root, cw_str name, cw_file* out,
                        std::uint64_t* size, cw_error* error) CW_NX {
    if (const cw_status struck = self(h).strike(error)) return struck;
    return files(h).open(real(h), root, name, out, size, error);
  }
  static cw_status read_file(const cw_host* h, cw_file file, std::uint64_t offset, void* buf,
                             std::uint64_t cap, std::uint64_t* got, cw_error* error) CW_NX {
    if (const cw_status struck = self(h).strike(error)) return struck;
    return files(h).read(real(h), file, offset, buf, cap, got, error);
  }
  static void close(const cw_host* h, cw_file file) CW_NX { files(h).close(real(h), file); }
  static cw_status create(const cw_host* h, cw_str root, cw_str name, cw_file* out,
                          cw_error* error) CW_NX {
    if (const cw_status struck = self(h).strike(error)) return struck;
    return files(h).create(real(h), root, name, out, error);
  }
  static cw_status write(const cw_host* h, cw_file file, const void* data, std::uint64_t len,
                         cw_error* error) CW_NX {
    if (const cw_status struck = self(h).strike(error)) return struck;
    return files(h).write(real(h), file, data, len, error);
  }
  static cw_status commit(const cw_host* h, cw_file file, cw_error* error) CW_NX {
    if (const cw_status struck = self(h).strike(error)) return struck;
    return files(h).commit(real(h), file, error);
  }

  // cw.file_set/1
  static const cw_if_file_set& sets(const cw_host* h) {
    return inner<cw_if_file_set>(h, CW_IF_FILE_SET);
  }
  static cw_status begin_set(const cw_host* h, cw_str root, cw_str folder, cw_file_set* out,
                             cw_error* error) CW_NX {
    if (const cw_status struck = self(h).strike(error)) return struck;
    return sets(h).begin(real(h), root, folder, out, error);
  }
  static cw_status create_in_set(const cw_host* h, cw_file_set set, cw_str name, cw_file* out,
                                 cw_error* error) CW_NX {
    if (const cw_status struck = self(h).strike(error)) return struck;
    return sets(h).create(real(h), set, name, out, error);
  }
  static cw_status remove_from_set(const cw_host* h, cw_file_set set, cw_str name,
                                   cw_error* error) CW_NX {
    if (const cw_status struck = self(h).strike(error)) return struck;
    return sets(h).remove(real(h), set, name, error);
  }
  static cw_status commit_set(const cw_host* h, cw_file_set set, cw_error* error) CW_NX {
    if (const cw_status struck = self(h).strike(error)) return struck;
    return sets(h).commit(real(h), set, error);
  }
  static void close_set(const cw_host* h, cw_file_set set) CW_NX { sets(h).close(real(h), set); }

  // cw.state/1
  static cw_status get(const cw_host* h, cw_str key, cw_sink* value, cw_error* error) CW_NX {
    if (const cw_status struck = self(h).strike(error)) return struck;
    return state(h).get(real(h), key, value, error);
  }
  static cw_status put(const cw_host* h, cw_str key, cw_bytes value, cw_error* error) CW_NX {
    if (const cw_status struck = self(h).strike(error)) return struck;
    self(h).seen_.state.push_back(std::string(view(key)) + "=" +
                                  std::string(static_cast<const char*>(value.ptr), value.len));
    return state(h).put(real(h), key, value, error);
  }
  static cw_status erase(const cw_host* h, cw_str key, cw_error* error) CW_NX {
    if (const cw_status struck = self(h).strike(error)) return struck;
    return state(h).erase(real(h), key, error);
  }
};

Tap::Tap(std::unique_ptr<LentHost> inner, TapOptions options)
    : inner_(std::move(inner)), options_(std::move(options)) {
  using S = Services;
  const cw_if_core core{sizeof core,     0,           S::log,      S::is_cancelled, S::now_ms,
                        S::monotonic_ms, S::sleep_ms, S::progress, S::random};
  const cw_if_http http{sizeof http, 0,         S::submit, S::wait,
                        S::head,     S::header, S::read,   S::release};
  const cw_if_auth auth{sizeof auth, 0, S::invalidate};
  const cw_if_files files{sizeof files, 0,         S::list,  S::open,  S::read_file,
                          S::close,     S::create, S::write, S::commit};
  const cw_if_file_set sets{
      sizeof sets,   0,           S::begin_set, S::create_in_set, S::remove_from_set,
      S::commit_set, S::close_set};
  const cw_if_state state{sizeof state, 0, S::get, S::put, S::erase};
  const auto lend = [&](const char* id, const auto& table) {
    const cw_host* real = inner_->abi();
    const bool there = real->get_interface(real, to_abi(id)) != nullptr;
    if (there && !options_.hidden.contains(id)) tables_[id] = place(&table, sizeof table);
  };
  lend(CW_IF_CORE, core);
  lend(CW_IF_HTTP, http);
  lend(CW_IF_AUTH, auth);
  lend(CW_IF_FILES, files);
  lend(CW_IF_FILE_SET, sets);
  lend(CW_IF_STATE, state);
  cw_host host = *inner_->abi();
  host.struct_size = sizeof host;
  host.impl = this;
  host.get_interface = &Tap::get_interface;
  host_ = static_cast<cw_host*>(place(&host, sizeof host));
}

Tap::~Tap() {
  for (const auto& [at, size] : pages_) ::munmap(at, size);
}

/// Copies a table to where it is lent from; its first field is its size.
void* Tap::place(const void* table, std::size_t size) {
  const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  void* at = ::mmap(nullptr, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (at == MAP_FAILED) std::abort();  // no memory for two pages: nothing can be tested any more
  pages_.emplace_back(at, 2 * page);
  auto* begin = static_cast<std::uint8_t*>(at);
  if (options_.shape == TableShape::Guarded) begin += page - size;
  std::memcpy(begin, table, size);
  if (options_.shape == TableShape::LongTail) {
    const auto longer = static_cast<std::uint32_t>(size + kTail);
    std::memcpy(begin, &longer, sizeof longer);
    std::memset(begin + size, 0xEE, kTail);
  }
  ::mprotect(at, page, PROT_READ);
  ::mprotect(static_cast<std::uint8_t*>(at) + page, page, PROT_NONE);
  return begin;
}

const void* Tap::get_interface(const cw_host* host, cw_str id) CW_NX {
  const Tap& tap = Services::self(host);
  const auto at = tap.tables_.find(std::string(view(id)));
  return at == tap.tables_.end() ? nullptr : at->second;
}

bool Tap::cancelled() const { return cancelled_at_ != std::chrono::steady_clock::time_point{}; }

std::chrono::milliseconds Tap::since_cancelled() const {
  if (!cancelled()) return std::chrono::milliseconds{0};
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() -
                                                               cancelled_at_);
}

cw_status Tap::strike(cw_error* error) {
  if (std::this_thread::get_id() != caller_) {
    seen_.off_thread = true;
    return answer_with(error, CW_E_STATE, "used outside of a call, or on another thread");
  }
  ++seen_.calls;
  const Fault& fault = options_.fault;
  if (fault.kind == Fault::Kind::Cancel && seen_.calls >= fault.at) {
    if (!cancelled()) cancelled_at_ = std::chrono::steady_clock::now();
    seen_.struck = true;
    return answer_with(error, CW_E_CANCELLED, "cancelled");
  }
  if (fault.kind == Fault::Kind::Status && seen_.calls == fault.at) {
    seen_.struck = true;
    return answer_with(error, fault.status, "the kit let this call fail");
  }
  return CW_OK;
}

void Tap::strike_answer(Answer& answer, cw_ticket ticket, const cw_http_head& head) {
  answer.counted = true;
  const Fault& fault = options_.fault;
  if (fault.kind == Fault::Kind::AnswerLost && !answer.write) return;
  ++seen_.answers;
  if (seen_.answers != fault.at) return;
  switch (fault.kind) {
    case Fault::Kind::HttpStatus:
      answer.http_status = fault.http_status;
      answer.replaced = true;
      break;
    case Fault::Kind::HttpBody:
      answer.replaced = true;
      answer.body = fault.body;
      break;
    case Fault::Kind::HttpCut: {
      answer.replaced = true;
      answer.body.resize(head.body_len / 2);
      std::uint64_t got = 0;
      for (std::uint64_t at = 0; at < answer.body.size(); at += got) {
        const cw_host* real = inner_->abi();
        const auto* http =
            static_cast<const cw_if_http*>(real->get_interface(real, to_abi(CW_IF_HTTP)));
        if (http->read(real, ticket, answer.body.data() + at, answer.body.size() - at, &got,
                       nullptr) != CW_OK ||
            got == 0) {
          break;
        }
      }
      break;
    }
    case Fault::Kind::AnswerLost:
      answer.failure = CW_E_UNKNOWN;
      break;
    default:
      return;
  }
  seen_.struck = true;
}

void Tap::arm(Fault fault) {
  options_.fault = std::move(fault);
  seen_ = {};
  cancelled_at_ = {};
}

void Tap::begin_call() {
  caller_ = std::this_thread::get_id();
  inner_->begin_call();
}

void Tap::end_call() {
  inner_->end_call();
  caller_ = {};
}

}  // namespace crosswalk::kit
