/// cw.http/1 and cw.auth/1 over the connector's http::Client.

#include "adapters/service_parts.hpp"
#include "adapters/sizes_1_0.hpp"

#include <algorithm>
#include <chrono>
#include <cstring>
#include <vector>

namespace crosswalk::adapters {
namespace {

using Parts = HostServices::Parts;

constexpr std::size_t kMostRequests = 1024;  // open at a time
constexpr std::uint32_t kMostHeaders = 256;

Result<OpenRequest*> open_request(Parts& parts, cw_ticket ticket) {
  const auto at = parts.requests.find(ticket);
  if (at == parts.requests.end()) {
    return argument("a ticket that the host did not give, or that was released");
  }
  return &at->second;
}

/// The answer of a request that is done.
Result<const http::Response*> answer(Parts& parts, cw_ticket ticket) {
  CW_TRY(const OpenRequest* request, open_request(parts, ticket));
  if (!request->answer) return argument("wait for the ticket before you look at its answer");
  if (!*request->answer) return Error(request->answer->error());
  return &request->answer->value();
}

Result<http::Request> to_request(const Parts& parts, const cw_http_request& abi) {
  if (abi.struct_size < kSize10<cw_http_request>)
    return argument("cw_http_request is shorter than in 1.0");
  if (abi.n_headers > kMostHeaders) return argument("more than 256 headers");
  http::Request request;
  request.method = view(abi.method);
  request.url = view(abi.url);
  for (std::uint32_t i = 0; i < abi.n_headers; ++i) {
    request.headers.push_back(
        {std::string(view(abi.headers[i].name)), std::string(view(abi.headers[i].value))});
  }
  request.body.assign(static_cast<const char*>(abi.body.ptr), abi.body.len);
  request.timeout = std::chrono::milliseconds{abi.timeout_ms};
  request.auth_profile = view(abi.auth_profile);
  request.rate_bucket =
      abi.rate_bucket.len == 0 ? parts.configured.first_bucket : std::string(view(abi.rate_bucket));
  request.rate_cost = std::max<std::uint32_t>(1, abi.rate_cost);
  request.max_body = abi.max_body;
  switch (abi.retry) {
    case CW_RETRY_HOST:
      break;
    case CW_RETRY_NEVER:
      request.retry = http::Retry::Never;
      break;
    case CW_RETRY_SAFE:
      request.effect = http::Effect::IdempotentWrite;
      break;
    default:
      return argument("an unknown value of cw_http_request.retry");
  }
  return request;
}

cw_status submit(const cw_host* host, const cw_http_request* abi, cw_ticket* out,
                 cw_error* error) noexcept {
  return lend(host, error, [&](Parts& parts) -> Result<> {
    *out = 0;
    if (parts.requests.size() >= kMostRequests) {
      return argument("1024 requests are open: take or release their answers first");
    }
    CW_TRY(http::Request request, to_request(parts, *abi));
    OpenRequest open;
    open.ticket = parts.services.http->submit(std::move(request), parts.services.cancel);
    *out = ++parts.last_ticket;
    parts.requests.emplace(*out, std::move(open));
    return {};
  });
}

/// One of `set` that is done already, or 0.
Result<cw_ticket> done_already(Parts& parts, std::span<const cw_ticket> set) {
  for (const cw_ticket ticket : set) {
    CW_TRY(const OpenRequest* request, open_request(parts, ticket));
    if (request->answer) return ticket;
  }
  return cw_ticket{0};
}

Result<> wait_for_one(Parts& parts, std::span<const cw_ticket> set, std::uint32_t timeout_ms,
                      cw_ticket& done) {
  CW_TRY(done, done_already(parts, set));
  if (done != 0) return {};
  std::vector<http::Ticket> tickets;
  for (const cw_ticket ticket : set) tickets.push_back(parts.requests.at(ticket).ticket);
  CW_TRY(const http::Ticket first,
         parts.services.http->wait(tickets, std::chrono::milliseconds{timeout_ms},
                                   parts.services.cancel));
  for (const cw_ticket ticket : set) {
    OpenRequest& request = parts.requests.at(ticket);
    if (first == 0 || request.ticket != first) continue;
    request.answer = parts.services.http->take(first);
    request.ticket = 0;
    done = ticket;
    break;
  }
  return {};
}

cw_status wait(const cw_host* host, const cw_ticket* set, std::uint32_t n, std::uint32_t timeout_ms,
               cw_ticket* done, cw_error* error) noexcept {
  const cw_status status = lend(host, error, [&](Parts& parts) -> Result<> {
    *done = 0;
    if (n == 0) return argument("no ticket to wait for");
    return wait_for_one(parts, {set, n}, timeout_ms, *done);
  });
  if (status != CW_OK || *done != 0) return status;
  report(error, Error{ErrorCode::Unavailable, "no answer within the time given"});
  return CW_E_DEADLINE;
}

cw_status head(const cw_host* host, cw_ticket ticket, cw_http_head* out, cw_error* error) noexcept {
  return lend(host, error, [&](Parts& parts) -> Result<> {
    if (out->struct_size < kSize10<cw_http_head>)
      return argument("cw_http_head is shorter than in 1.0");
    CW_TRY(const http::Response* response, answer(parts, ticket));
    out->status = static_cast<std::uint32_t>(response->status);
    out->body_len = response->body.size();
    out->attempts = response->attempts;
    out->from_recording = response->from_recording ? 1 : 0;
    return {};
  });
}

cw_status header(const cw_host* host, cw_ticket ticket, cw_str name, cw_sink* sink,
                 cw_error* error) noexcept {
  cw_status put = CW_OK;
  const cw_status status = lend(host, error, [&](Parts& parts) -> Result<> {
    CW_TRY(const http::Response* response, answer(parts, ticket));
    const std::string* value = http::find_header(response->headers, view(name));
    if (value == nullptr) return Error{ErrorCode::NotFound, "no such header"};
    put = sink->put(sink, value->data(), value->size());
    return {};
  });
  return status == CW_OK ? put : status;
}

cw_status read(const cw_host* host, cw_ticket ticket, void* buf, std::uint64_t cap,
               std::uint64_t* got, cw_error* error) noexcept {
  return lend(host, error, [&](Parts& parts) -> Result<> {
    *got = 0;
    CW_TRY(const http::Response* response, answer(parts, ticket));
    OpenRequest& request = parts.requests.at(ticket);
    *got = std::min<std::uint64_t>(cap, response->body.size() - request.read);
    std::memcpy(buf, response->body.data() + request.read, *got);
    request.read += *got;
    return {};
  });
}

void release(const cw_host* host, cw_ticket ticket) noexcept {
  lend(host, nullptr, [&](Parts& parts) -> Result<> {
    CW_TRY(const OpenRequest* request, open_request(parts, ticket));
    if (request->ticket != 0) parts.services.http->release(request->ticket);
    parts.requests.erase(ticket);
    return {};
  });
}

cw_status invalidate(const cw_host* host, cw_str profile, cw_error* error) noexcept {
  return lend(host, error, [&](Parts& parts) {
    return parts.services.http->invalidate(std::string(view(profile)));
  });
}

}  // namespace

const cw_if_http& http_table() {
  static constexpr cw_if_http kTable{
      sizeof(cw_if_http), 0, submit, wait, head, header, read, release};
  return kTable;
}

const cw_if_auth& auth_table() {
  static constexpr cw_if_auth kTable{sizeof(cw_if_auth), 0, invalidate};
  return kTable;
}

}  // namespace crosswalk::adapters
