#include "client.hpp"

#include <Poco/DigestEngine.h>
#include <Poco/Exception.h>
#include <Poco/HMACEngine.h>
#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/SHA1Engine.h>
#include <Poco/URI.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <atomic>
#include <sstream>

namespace crosswalk::sandbox::test {
namespace {

std::string encode(const std::string& text) {
  std::ostringstream out;
  for (const char c : text) {
    const auto u = static_cast<unsigned char>(c);
    if (std::isalnum(u) != 0 || std::string{"-._~"}.find(c) != std::string::npos) {
      out << c;
    } else {
      out << '%' << std::uppercase << std::hex << (u >> 4U) << (u & 15U) << std::dec;
    }
  }
  return out.str();
}

std::string to_base64(const std::vector<unsigned char>& bytes) {
  std::vector<unsigned char> out(bytes.size() * 2 + 4);
  const int size = EVP_EncodeBlock(out.data(), bytes.data(), static_cast<int>(bytes.size()));
  return {out.begin(), out.begin() + size};
}

std::string hmac_sha1(const std::string& key, const std::string& text) {
  Poco::HMACEngine<Poco::SHA1Engine> engine{key};
  engine.update(text);
  const Poco::DigestEngine::Digest& digest = engine.digest();
  return to_base64({digest.begin(), digest.end()});
}

std::string hmac_sha256(const std::string& key, const std::string& text) {
  std::vector<unsigned char> digest(32);
  unsigned int size = 32;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
       reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data(), &size);
  return to_base64(digest);
}

}  // namespace

Json Answered::json() const {
  Json value = Json::parse(body, nullptr, false);
  return value.is_discarded() ? Json{} : value;
}

std::string Signer::header(const std::string& verb, const std::string& origin,
                           const std::string& target, const std::string& nonce,
                           std::int64_t timestamp_s) const {
  std::vector<std::pair<std::string, std::string>> oauth{
      {"oauth_consumer_key", key},
      {"oauth_nonce", nonce},
      {"oauth_signature_method", method},
      {"oauth_timestamp", std::to_string(timestamp_s)},
      {"oauth_token", token},
      {"oauth_version", "1.0"}};
  const std::string signing_key = encode(secret) + "&" + encode(token_secret);
  std::string signature = signing_key;
  if (method != "PLAINTEXT") {
    const Poco::URI uri{target};
    std::vector<std::string> pairs;
    for (const auto& [name, value] : oauth) pairs.push_back(encode(name) + "=" + encode(value));
    for (const auto& [name, value] : uri.getQueryParameters()) {
      pairs.push_back(encode(name) + "=" + encode(value));
    }
    std::sort(pairs.begin(), pairs.end());
    std::string joined;
    for (const std::string& pair : pairs) joined += (joined.empty() ? "" : "&") + pair;
    const std::string path = target.substr(0, target.find('?'));
    const std::string base = verb + "&" + encode(origin + path) + "&" + encode(joined);
    signature =
        method == "HMAC-SHA256" ? hmac_sha256(signing_key, base) : hmac_sha1(signing_key, base);
  }
  std::string out = "OAuth realm=\"Schoology API\"";
  for (const auto& [name, value] : oauth) out += ", " + name + "=\"" + encode(value) + "\"";
  return out + ", oauth_signature=\"" + encode(signature) + "\"";
}

Answered send(const std::string& base_url, const std::string& verb, const std::string& target,
              const HeaderList& headers, const std::string& body) {
  Answered out;
  const Poco::URI uri{base_url};
  Poco::Net::HTTPClientSession session{uri.getHost(), uri.getPort()};
  Poco::Net::HTTPRequest request{verb, target, Poco::Net::HTTPMessage::HTTP_1_1};
  for (const auto& [name, value] : headers) request.set(name, value);
  try {
    if (request.getChunkedTransferEncoding()) {
      session.sendRequest(request) << body;
    } else {
      const bool carries = !body.empty() || verb == "POST" || verb == "PUT";
      if (carries) request.setContentLength(static_cast<std::streamsize>(body.size()));
      session.sendRequest(request) << body;
    }
    Poco::Net::HTTPResponse response;
    std::istream& stream = session.receiveResponse(response);
    out.status = response.getStatus();
    for (const auto& [name, value] : response) out.headers[name] = value;
    std::ostringstream text;
    text << stream.rdbuf();
    out.body = text.str();
    out.cut_short = response.hasContentLength() &&
                    response.getContentLength() > static_cast<std::streamsize>(out.body.size());
  } catch (const Poco::Exception&) {
    if (out.status != 0) out.cut_short = true;
  }
  return out;
}

std::string Client::next_nonce() {
  static std::atomic<int> count{0};
  return "n" + std::to_string(++count);
}

Answered Client::call(const std::string& verb, const std::string& path, const Json& body,
                      HeaderList more) {
  const std::string target = "/v1/" + path;
  more.emplace_back("Authorization",
                    signer_.header(verb, server_.base_url(), target, next_nonce(), now_s()));
  more.emplace_back("Accept", "application/json");
  if (body.is_null()) return send(server_.base_url(), verb, target, more);
  more.emplace_back("Content-Type", "application/json");
  return send(server_.base_url(), verb, target, more, body.dump());
}

Answered control(const SchoologyServer& server, const std::string& verb, const std::string& name,
                 const Json& body) {
  return send(server.base_url(), verb, "/_sandbox/" + name, {},
              body.is_null() ? std::string{} : body.dump());
}

std::unique_ptr<SchoologyServer> make_server(const Json& settings,
                                             std::vector<SchoologyKey> more_keys) {
  SchoologyOptions options;
  options.settings_json = settings.dump();
  for (SchoologyKey& key : more_keys) options.keys.push_back(std::move(key));
  auto server = SchoologyServer::create(options);
  return server ? std::move(*server) : nullptr;
}

Json small_district() {
  const auto user = [](int id, const char* code, const char* name, int role) {
    return Json{
        {"id", id},          {"school_uid", code}, {"username", code},     {"name_first", "Given"},
        {"name_last", name}, {"role_id", role},    {"building_id", 500101}};
  };
  return {
      {"schools", {{{"id", 500101}, {"title", "Sample North"}, {"building_code", "N-01"}}}},
      {"periods",
       {{{"id", 8101}, {"title", "Fall"}, {"start", "2026-08-17"}, {"end", "2026-12-18"}},
        {{"id", 8102}, {"title", "Spring"}, {"start", "2027-01-11"}, {"end", "2027-05-28"}}}},
      {"users",
       {user(90002, "T-1", "Teach", 9002), user(90003, "S-1", "One", 9001),
        user(90004, "S-2", "Two", 9001)}},
      {"courses",
       {{{"id", 700101}, {"course_code", "ALG"}, {"title", "Algebra"}, {"building_id", 500101}}}},
      {"sections",
       {{{"id", 710201},
         {"course_id", 700101},
         {"section_school_code", "SEC-1"},
         {"title", "Period 1"},
         {"grading_periods", {8101}}}}}};
}

std::unique_ptr<SchoologyServer> make_district(Json settings, std::vector<SchoologyKey> more_keys) {
  auto server = make_server(settings, std::move(more_keys));
  if (server == nullptr || !server->seed(small_district())) return nullptr;
  server->clock().set(1'790'812'800'000);  // 2026-10-01
  return server;
}

}  // namespace crosswalk::sandbox::test
