#pragma once

/// \file
/// A host for an adapter's own unit tests: a scripted HTTP (no socket, no wait), a clock that
/// stands still. Needs no test framework: a request that nobody scripted is told to
/// `on_unexpected`.

#include "crosswalk/host.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace crosswalk::testing {

/// What a scripted request gets: an answer, or a failure instead of one.
struct FakeAnswer {
  std::uint32_t status = 200;
  std::string body{};
  std::map<std::string, std::string> headers{};
  cw_status failure = CW_OK;  ///< of head(): CW_E_TRANSIENT, CW_E_UNKNOWN, CW_E_CANCELLED, ...
};

struct SeenRequest {
  std::string method;
  std::string path;  ///< with the query
  std::string origin;
  std::string body;
  std::map<std::string, std::string> headers;
  std::string auth_profile;
  std::uint32_t retry = 0;
};

/// Give it what it is to answer, then hand host() to the adapter. A request that nothing was
/// scripted for is cancelled. Not thread-safe; must not move.
class ScriptedHost {
 public:
  ScriptedHost() {
    abi_.struct_size = sizeof abi_;
    abi_.abi_major = CW_ABI_MAJOR;
    abi_.abi_minor = CW_ABI_MINOR;
    abi_.impl = this;
    abi_.get_interface = &ScriptedHost::get_interface;
  }
  ScriptedHost(const ScriptedHost&) = delete;
  ScriptedHost& operator=(const ScriptedHost&) = delete;

  Host host() const { return Host(&abi_); }
  const cw_host* abi() const { return &abi_; }

  /// The first request with this method and exactly this path and query gets the answer, once.
  ScriptedHost& on(std::string method, std::string path, FakeAnswer answer) {
    script_.push_back({std::move(method), std::move(path), std::move(answer), false});
    return *this;
  }
  ScriptedHost& on_get(std::string path, std::string body) {
    return on("GET", std::move(path), {200, std::move(body)});
  }

  const std::vector<SeenRequest>& seen() const { return seen_; }
  /// "METHOD path" of every request, in order.
  std::vector<std::string> lines() const {
    std::vector<std::string> out;
    for (const SeenRequest& request : seen_) out.push_back(request.method + " " + request.path);
    return out;
  }
  const std::string& body(std::size_t request) const { return seen_.at(request).body; }

  /// Whether every scripted answer was asked for.
  bool exhausted() const {
    return std::all_of(script_.begin(), script_.end(), [](const auto& s) { return s.used; });
  }
  std::size_t open_tickets() const { return tickets_.size(); }
  std::size_t most_in_flight() const { return most_in_flight_; }
  const std::vector<std::string>& log() const { return log_; }

  /// Requests that nothing was scripted for.
  std::size_t unexpected() const { return unexpected_; }

  /// Hears a sentence about each of them; prints it unless a test says otherwise.
  std::function<void(const std::string&)> on_unexpected = [](const std::string& sentence) {
    std::fprintf(stderr, "%s\n", sentence.c_str());
  };
  bool newest_first = false;  ///< whether wait() finishes the request that was submitted last
  std::uint64_t now_ms = 1795000000000;

 private:
  struct Scripted {
    std::string method;
    std::string path;
    FakeAnswer answer;
    bool used;
  };
  struct Flying {
    FakeAnswer answer;
    std::size_t read = 0;
  };

  static ScriptedHost& self(const cw_host* host) { return *static_cast<ScriptedHost*>(host->impl); }

  FakeAnswer answer_for(const SeenRequest& request) {
    for (Scripted& scripted : script_) {
      if (scripted.used || scripted.method != request.method || scripted.path != request.path) {
        continue;
      }
      scripted.used = true;
      return scripted.answer;
    }
    ++unexpected_;
    on_unexpected("nothing is scripted for " + request.method + ' ' + request.path);
    FakeAnswer none;
    none.failure = CW_E_CANCELLED;
    return none;
  }

  static cw_status submit(const cw_host* host, const cw_http_request* abi, cw_ticket* out,
                          cw_error*) noexcept {
    SeenRequest request;
    request.method = view(abi->method);
    const std::string url(view(abi->url));
    const std::size_t slash = url.find('/', url.find("://") + 3);
    request.origin = url.substr(0, slash);
    request.path = slash == std::string::npos ? "" : url.substr(slash);
    request.body.assign(static_cast<const char*>(abi->body.ptr), abi->body.len);
    for (std::uint32_t i = 0; i < abi->n_headers; ++i) {
      request.headers[std::string(view(abi->headers[i].name))] = view(abi->headers[i].value);
    }
    request.auth_profile = view(abi->auth_profile);
    request.retry = abi->retry;
    ScriptedHost& me = self(host);
    FakeAnswer answer = me.answer_for(request);
    me.seen_.push_back(std::move(request));
    *out = ++me.last_ticket_;
    me.tickets_[*out] = {std::move(answer), 0};
    me.most_in_flight_ = std::max(me.most_in_flight_, me.tickets_.size());
    return CW_OK;
  }

  static cw_status wait(const cw_host* host, const cw_ticket* set, std::uint32_t n, std::uint32_t,
                        cw_ticket* done, cw_error*) noexcept {
    if (n == 0) return CW_E_ARGUMENT;
    *done =
        self(host).newest_first ? *std::max_element(set, set + n) : *std::min_element(set, set + n);
    return CW_OK;
  }

  static cw_status head(const cw_host* host, cw_ticket ticket, cw_http_head* out,
                        cw_error*) noexcept {
    const FakeAnswer& answer = self(host).tickets_.at(ticket).answer;
    out->status = answer.status;
    out->body_len = answer.body.size();
    out->attempts = 1;
    return answer.failure;
  }

  static cw_status header(const cw_host* host, cw_ticket ticket, cw_str name, cw_sink* sink,
                          cw_error*) noexcept {
    const auto& headers = self(host).tickets_.at(ticket).answer.headers;
    const auto found = headers.find(std::string(view(name)));
    if (found == headers.end()) return CW_E_NOT_FOUND;
    return sink->put(sink, found->second.data(), found->second.size());
  }

  static cw_status read(const cw_host* host, cw_ticket ticket, void* buf, std::uint64_t cap,
                        std::uint64_t* got, cw_error*) noexcept {
    Flying& flying = self(host).tickets_.at(ticket);
    *got = std::min<std::uint64_t>(cap, flying.answer.body.size() - flying.read);
    std::memcpy(buf, flying.answer.body.data() + flying.read, *got);
    flying.read += *got;
    return CW_OK;
  }

  static void release(const cw_host* host, cw_ticket ticket) noexcept {
    self(host).tickets_.erase(ticket);
  }

  static void log(const cw_host* host, std::uint32_t, cw_str code, cw_str text) noexcept {
    self(host).log_.push_back(std::string(view(code)) + ": " + std::string(view(text)));
  }
  static std::uint32_t cancelled(const cw_host*) noexcept { return 0; }
  static std::uint64_t now(const cw_host* host) noexcept { return self(host).now_ms; }
  static cw_status sleep(const cw_host* host, std::uint64_t ms) noexcept {
    self(host).now_ms += ms;
    return CW_OK;
  }
  static void progress(const cw_host*, std::uint64_t, std::uint64_t, cw_str) noexcept {}
  static void random(const cw_host*, void* out, std::uint64_t len) noexcept {
    std::memset(out, 7, len);
  }

  static const void* get_interface(const cw_host*, cw_str id) noexcept {
    static constexpr cw_if_http kHttp{
        sizeof(cw_if_http), 0, submit, wait, head, header, read, release};
    static constexpr cw_if_core kCore{sizeof(cw_if_core), 0,     log, cancelled, now, now, sleep,
                                      progress,           random};
    if (view(id) == CW_IF_HTTP) return &kHttp;
    if (view(id) == CW_IF_CORE) return &kCore;
    return nullptr;
  }

  cw_host abi_{};
  std::vector<Scripted> script_;
  std::vector<SeenRequest> seen_;
  std::map<cw_ticket, Flying> tickets_;
  cw_ticket last_ticket_ = 0;
  std::size_t most_in_flight_ = 0;
  std::size_t unexpected_ = 0;
  std::vector<std::string> log_;
};

}  // namespace crosswalk::testing
