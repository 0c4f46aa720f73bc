#pragma once

/// \file
/// A small OAuth 1.0a client for these tests: its signer is its own, not the sandbox's.

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "sandbox/schoology/server.hpp"

namespace crosswalk::sandbox::test {

using Json = nlohmann::json;

struct Answered {
  int status = 0;  ///< 0: the connection broke before a reply
  std::map<std::string, std::string> headers;
  std::string body;
  bool cut_short = false;  ///< less arrived than Content-Length promised
  Json json() const;       ///< null when the body is not JSON
};

struct Signer {
  std::string key = "sandbox-key";
  std::string secret = "sandbox-secret";
  std::string token;
  std::string token_secret;
  std::string method = "PLAINTEXT";
  /// The header for a request; `nonce` and `timestamp` as given.
  std::string header(const std::string& verb, const std::string& origin, const std::string& target,
                     const std::string& nonce, std::int64_t timestamp_s) const;
};

using HeaderList = std::vector<std::pair<std::string, std::string>>;

/// One request over a fresh connection, without following redirects.
Answered send(const std::string& base_url, const std::string& verb, const std::string& target,
              const HeaderList& headers, const std::string& body = {});

/// Signs and sends; takes the time from the sandbox's clock.
class Client {
 public:
  explicit Client(SchoologyServer& server, Signer signer = {})
      : server_(server), signer_(std::move(signer)) {}

  /// `path` below /v1/, with its query.
  Answered get(const std::string& path) { return call("GET", path); }
  Answered post(const std::string& path, const Json& body) { return call("POST", path, body); }
  Answered put(const std::string& path, const Json& body) { return call("PUT", path, body); }
  Answered remove(const std::string& path) { return call("DELETE", path); }
  Answered call(const std::string& verb, const std::string& path, const Json& body = nullptr,
                HeaderList more = {});

  Signer& signer() { return signer_; }
  /// Never twice, also not from another client of the same server.
  std::string next_nonce();
  std::int64_t now_s() const { return server_.clock().now_s(); }

 private:
  SchoologyServer& server_;
  Signer signer_;
};

/// A control endpoint, unsigned.
Answered control(const SchoologyServer& server, const std::string& verb, const std::string& name,
                 const Json& body = nullptr);

/// A server without rate limit, unless `settings` says otherwise.
std::unique_ptr<SchoologyServer> make_server(const Json& settings = {{"rate_credits", 0}},
                                             std::vector<SchoologyKey> more_keys = {});

/// A district with a building (500101), two periods (8101 running, 8102 later), a teacher (90002),
/// two students (90003 S-1, 90004 S-2), a course (700101 ALG) and its section (710201 SEC-1).
/// The clock stands at 2026-10-01.
Json small_district();
std::unique_ptr<SchoologyServer> make_district(Json settings = {{"rate_credits", 0}},
                                               std::vector<SchoologyKey> more_keys = {});

}  // namespace crosswalk::sandbox::test
