/// A sound adapter that uses every service: the round trips go through it.

#include "crosswalk/adapter.hpp"

#include <charconv>

namespace crosswalk::good {

constexpr std::string_view kManifest = R"json({
  "manifest_version": 1, "id": "good", "name": "Good", "version": "1.0.0", "vendor": "Crosswalk",
  "abi": {"major": 1, "needs_minor": 0},
  "needs": ["cw.core/1", "cw.http/1", "cw.files/1"], "wants": ["cw.state/1"],
  "config_schema": {"type": "object", "required": ["url", "key", "path"], "properties": {
    "url": {"type": "string", "format": "uri", "examples": ["https://sample.invalid"]},
    "key": {"type": "string", "minLength": 1, "x-secret": true},
    "path": {"type": "string", "x-path": true},
    "rows": {"type": "integer", "minimum": 0, "default": 3}}},
  "auth_profiles": [{"name": "api", "kind": "api_key", "in": "header", "key_name": "X-Api-Key", "value": "{key}"}],
  "egress": ["{url}"],
  "rate": [{"bucket": "api", "requests": 100, "per_ms": 1000}],
  "source": {"entities": {"org": {"modes": ["full", "delta"]}, "user": {"modes": ["by_id"]}}},
  "destination": {"entities": {"user": {
    "operations": ["create", "update", "delete"], "reversible": ["update"], "batch": 100, "read": ["full"],
    "fields": [{"name": "username", "type": "text", "required": true}]}}}
})json";

/// The value of `"name":` in flat JSON, without quotes.
std::string_view setting(std::string_view json, std::string_view name) {
  const std::string key = "\"" + std::string(name) + "\":";
  const auto at = json.find(key);
  if (at == std::string_view::npos) return {};
  std::string_view value = json.substr(at + key.size());
  if (value[0] == '"') return value.substr(1, value.find('"', 1) - 1);
  return value.substr(0, value.find_first_of(",}"));
}

/// `count` orgs, the fifth of which is refused; the third is a large one.
class Orgs final : public Stream {
 public:
  Orgs(Host host, std::uint64_t count, std::string token)
      : host_(host), count_(count), token_(std::move(token)) {}

  Result<bool> next(BatchWriter& out) override {
    for (; next_ < count_; ++next_) {
      if (host_.cancelled()) return Error{ErrorCode::Cancelled, "stopped"};
      if (!out.begin(CW_ROW_UPSERT, static_cast<std::uint32_t>(next_ + 1))) return true;
      if (next_ == 4) {
        out.bad();
        out.text(1, "orgs.csv line 5: too many cells");
      } else {
        out.text(0, token_ + "org-" + std::to_string(next_));
        out.text(1, next_ == 2 ? std::string(100'000, 'n') : "Name");
      }
      if (!out.commit()) return true;
    }
    host_.progress(next_, count_, "orgs");
    return false;
  }
  Result<ReadEnd> finish() override {
    return ReadEnd{true, count_, count_ > 4 ? std::uint64_t{1} : 0,
                   "after-" + std::to_string(count_)};
  }

 private:
  Host host_;
  std::uint64_t count_;
  std::uint64_t next_ = 0;
  std::string token_;
};

class Good final : public Adapter, public Reader, public Applier {
 public:
  static std::string_view manifest() { return kManifest; }
  static Result<std::unique_ptr<Good>> create(Host host, std::string_view config) {
    std::uint64_t rows = 0;
    const std::string_view text = setting(config, "rows");
    std::from_chars(text.data(), text.data() + text.size(), rows);
    return std::unique_ptr<Good>(new Good(host, std::string(setting(config, "url")),
                                          std::string(setting(config, "key")), rows));
  }

  Result<std::string> check() override {
    host_.log(CW_LOG_INFO, "good.check", "checking, key " + key_);
    CW_CHECK(host_.state_put("last", "seen"));
    CW_TRY(const std::string state, host_.state_get("last"));
    CW_TRY(const std::string files, host_.files().list("path"));
    CW_TRY(File file, host_.files().open("path", "hello.txt"));
    char bytes[64];
    CW_TRY(const std::uint64_t got, file.read(bytes, sizeof bytes));
    HttpRequest request;
    request.url = url_ + "/ping";
    request.auth_profile = "api";
    CW_TRY(const HttpResponse answer, host_.http().send(request));
    host_.invalidate_auth("api");
    return R"({"steps":[{"name":"state","ok":true,"detail":")" + state +
           R"("},{"name":"files","ok":true,"detail":")" + std::string(bytes, got) +
           R"("},{"name":"http","ok":true,"detail":")" + std::to_string(answer.status) + " " +
           answer.body + R"("},{"name":"key","ok":false,"detail":")" + key_ +
           R"(","hint":"ask"}]})";
  }

  Result<std::string> capabilities() override {
    return std::string(R"({"destination":{"entities":{"user":{"operations":["create"]}}}})");
  }

  Result<std::unique_ptr<Stream>> open(const ReadRequest& request) override {
    if (request.token == "old") return Error{ErrorCode::NotFound, "the token is too old"};
    return std::unique_ptr<Stream>(new Orgs(host_, rows_, std::string(request.token)));
  }

  Result<> apply(const ApplyRequest& request, Outcomes& outcomes) override {
    const BatchView& batch = request.batch;
    for (std::uint32_t r = 0; r < batch.rows(); ++r) {
      const std::string_view name = batch.text(batch.cell(r, 1));
      if (name == "stop") return Error{ErrorCode::Unauthenticated, "signed out while sending"};
      if (batch.row(r).op == CW_ROW_CREATE)
        outcomes.applied(r, "remote-" + std::string(name));
      else if (batch.row(r).op == CW_ROW_PATCH)
        outcomes.noop(r);
      else
        outcomes.rejected(r, CW_E_NOT_FOUND, 404, "no such user");
    }
    return {};
  }

 private:
  Good(Host host, std::string url, std::string key, std::uint64_t rows)
      : host_(host), url_(std::move(url)), key_(std::move(key)), rows_(rows) {}

  Host host_;
  std::string url_;
  std::string key_;
  std::uint64_t rows_;
};

}  // namespace crosswalk::good

CW_ADAPTER(crosswalk::good::Good)
