#pragma once

/// \file
/// The host's HTTP as a value in and a Result out; and as a queue for several requests at once.

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crosswalk/abi/http.h"
#include "crosswalk/status.hpp"

namespace crosswalk {

/// One request. Nothing but method and url is required.
struct HttpRequest {
  std::string method = "GET";
  std::string url;  ///< absolute, percent-encoded
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::string auth_profile;  ///< of the manifest; the host signs
  std::string rate_bucket;   ///< of the manifest; empty = the first
  std::uint32_t rate_cost = 1;
  std::uint32_t retry = CW_RETRY_HOST;
  std::uint32_t timeout_ms = 0;  ///< 0 = the host's default
  std::uint64_t max_body = 0;    ///< bytes; 0 = the host's default
};

/// One answer, whatever its status.
struct HttpResponse {
  std::uint32_t status = 0;
  std::string body;
  std::string location;     ///< of a redirect, which the host never follows
  std::string date;         ///< the server's clock
  std::string link;         ///< RFC 8288
  std::string total_count;  ///< X-Total-Count
  std::string content_type;
  bool ok() const { return status >= 200 && status < 300; }
};

/// The service; a handle that is copied freely, valid during a call only.
class Http {
 public:
  Http(const cw_host* host, const cw_if_http* table) : host_(host), table_(table) {}

  explicit operator bool() const { return table_ != nullptr; }

  /// Sends and waits.
  /// \error Unavailable     no answer, and nothing was changed
  /// \error OutcomeUnknown  a write was sent and its answer was lost
  /// \error Cancelled, Forbidden (egress), BadConfig  as the host says
  Result<HttpResponse> send(const HttpRequest& request) const {
    CW_TRY(const cw_ticket ticket, submit(request));
    return take(ticket);
  }

  /// Queues a request; the host runs as many at once as the manifest's rate allows.
  Result<cw_ticket> submit(const HttpRequest& request) const {
    if (table_ == nullptr)
      return Error{ErrorCode::Unsupported, "the host lends no HTTP (cw.http/1)"};
    std::vector<cw_http_header> headers;
    headers.reserve(request.headers.size());
    for (const auto& [name, value] : request.headers)
      headers.push_back({to_abi(name), to_abi(value)});
    cw_http_request abi{};
    abi.struct_size = sizeof abi;
    abi.method = to_abi(request.method);
    abi.url = to_abi(request.url);
    abi.headers = headers.data();
    abi.n_headers = static_cast<std::uint32_t>(headers.size());
    abi.timeout_ms = request.timeout_ms;
    abi.body = {request.body.data(), request.body.size()};
    abi.auth_profile = to_abi(request.auth_profile);
    abi.rate_bucket = to_abi(request.rate_bucket);
    abi.rate_cost = request.rate_cost;
    abi.retry = request.retry;
    abi.max_body = request.max_body;
    cw_ticket ticket = 0;
    cw_error error = empty_error();
    const cw_status status = table_->submit(host_, &abi, &ticket, &error);
    if (status != CW_OK) return to_error(status, error, "http submit");
    return ticket;
  }

  /// Waits for one of `tickets`; returns it. Its answer is taken with take().
  Result<cw_ticket> wait_any(const std::vector<cw_ticket>& tickets) const {
    cw_ticket done = 0;
    cw_error error = empty_error();
    const cw_status status =
        table_->wait(host_, tickets.data(), static_cast<std::uint32_t>(tickets.size()), UINT32_MAX,
                     &done, &error);
    if (status != CW_OK) return to_error(status, error, "http wait");
    return done;
  }

  /// The answer of a ticket (waits for it); the ticket is gone afterwards.
  Result<HttpResponse> take(cw_ticket ticket) const {
    struct Release {
      const Http& http;
      cw_ticket ticket;
      ~Release() { http.table_->release(http.host_, ticket); }
    } release{*this, ticket};
    cw_ticket done = 0;
    cw_error error = empty_error();
    cw_status status = table_->wait(host_, &ticket, 1, UINT32_MAX, &done, &error);
    if (status != CW_OK) return to_error(status, error, "http wait");
    cw_http_head head{};
    head.struct_size = sizeof head;
    status = table_->head(host_, ticket, &head, &error);
    if (status != CW_OK) return to_error(status, error, "http");
    HttpResponse response;
    response.status = head.status;
    response.location = header(ticket, "Location");
    response.date = header(ticket, "Date");
    response.link = header(ticket, "Link");
    response.total_count = header(ticket, "X-Total-Count");
    response.content_type = header(ticket, "Content-Type");
    if (head.body_len != UINT64_MAX) response.body.reserve(head.body_len + 64);
    char chunk[16384];
    for (;;) {
      std::uint64_t got = 0;
      status = table_->read(host_, ticket, chunk, sizeof chunk, &got, &error);
      if (status != CW_OK) return to_error(status, error, "http read");
      if (got == 0) return response;
      response.body.append(chunk, got);
    }
  }

  /// A header of a finished request; empty if there is none.
  std::string header(cw_ticket ticket, std::string_view name) const {
    StringSink sink(64 << 10);
    cw_error error = empty_error();
    table_->header(host_, ticket, to_abi(name), sink.abi(), &error);
    return sink.take();
  }

  void abandon(cw_ticket ticket) const { table_->release(host_, ticket); }

 private:
  const cw_host* host_;
  const cw_if_http* table_;
};

}  // namespace crosswalk
