#include "adapter.hpp"

#include "crosswalk/json.hpp"
#include "crosswalk/record.hpp"

namespace my_system_adapter {
namespace {

using namespace crosswalk;

// What the host needs to know about your system; it signs, limits and retries by this.
constexpr std::string_view kManifest = R"json({
  "manifest_version": 1, "id": "my_system", "name": "my_system", "version": "0.1.0", "vendor": "You",
  "abi": {"major": 1, "needs_minor": 0}, "needs": ["cw.core/1", "cw.http/1"],
  "config_schema": {"type": "object", "required": ["base_url", "key"], "properties": {
    "base_url": {"type": "string", "format": "uri", "title": "Address", "x-order": 1,
                 "examples": ["https://directory.example"]},
    "key": {"type": "string", "minLength": 1, "x-secret": true, "title": "API key", "x-order": 2}}},
  "auth_profiles": [{"name": "api", "kind": "api_key", "in": "header", "key_name": "X-Api-Key",
                     "value": "{key}"}],
  "egress": ["{base_url}"],
  "rate": [{"bucket": "api", "requests": 10, "per_ms": 1000}],
  "source": {"entities": {"org": {"modes": ["full"]}, "user": {"modes": ["full"]}}}
})json";

/// The answer's JSON, or an error whose kind tells the host what to do.
Result<Json> get(const Host& host, const std::string& url) {
  HttpRequest request;
  request.url = url;
  request.auth_profile = "api";
  CW_TRY(const HttpResponse answer, host.http().send(request));
  if (answer.ok()) return parse_json(answer.body);
  const std::string what = "the directory answered " + std::to_string(answer.status);
  if (answer.status == 401) return Error{ErrorCode::Unauthenticated, what + ": check 'key'"};
  if (answer.status == 403) return Error{ErrorCode::Forbidden, what + ": the key may not read"};
  if (answer.status == 429) return Error{ErrorCode::RateLimited, what, std::chrono::seconds{5}};
  if (answer.status >= 500) return Error{ErrorCode::Unavailable, what + ": try again later"};
  return Error{ErrorCode::BadData, what + " where it should answer 200"};
}

/// One item as a record. What the system got wrong is refused with a reason, never dropped.
Record to_record(const Json& item, bool person) {
  Record record;
  record.id = text_at(item, "id").value_or("");
  record.fields.emplace_back("sourcedId", record.id);
  const auto take = [&](std::string_view field, const char* key) {
    if (const auto text = text_at(item, key)) record.fields.emplace_back(field, *text);
  };
  if (person) {
    take("givenName", "first_name");
    take("familyName", "last_name");
    take("email", "email");
    take("primaryOrg", "school_id");
  } else {
    take("name", "name");
    take("type", "type");
  }
  if (record.id.empty()) record.refused = "an item without an id";
  return record;
}

/// A list of the system, page by page, as the batches ask for it.
class List final : public Stream {
 public:
  List(Host host, std::string url, bool person, std::vector<std::string> columns)
      : host_(host), url_(std::move(url)), person_(person), columns_(std::move(columns)) {}

  Result<bool> next(BatchWriter& out) override {
    while (true) {
      for (; at_ < page_.size(); ++at_, ++end_.rows) {
        if (!write_record(page_[at_], columns_, out)) return true;  // full; this one comes next
        if (!page_[at_].refused.empty()) ++end_.refused;
      }
      if (end_.complete) return false;
      CW_CHECK(fetch());
    }
  }
  Result<ReadEnd> finish() override {
    if (at_ < page_.size()) end_.complete = false;  // stopped early
    return end_;
  }

 private:
  Result<> fetch() {
    CW_TRY(const Json answer, get(host_, url_ + "?page=" + std::to_string(number_)));
    const Json* items = member(answer, "items");
    const Json* pages = member(answer, "pages");
    if (items == nullptr || !items->is_array() || pages == nullptr || !pages->is_number_integer()) {
      return Error{ErrorCode::BadData, "page " + std::to_string(number_) + " is no list"};
    }
    page_.clear();
    at_ = 0;
    for (const Json& item : *items) page_.push_back(to_record(item, person_));
    end_.complete = number_++ >= pages->get<int>();  // only now: an error must not look complete
    return {};
  }

  Host host_;
  std::string url_;
  bool person_;
  std::vector<std::string> columns_;
  std::vector<Record> page_;
  std::size_t at_ = 0;
  int number_ = 1;
  ReadEnd end_;
};

}  // namespace

std::string_view Adapter::manifest() { return kManifest; }

Result<std::unique_ptr<Adapter>> Adapter::create(Host host, std::string_view config) {
  const Json settings = Json::parse(config, nullptr, /*allow_exceptions=*/false);
  const auto base_url = text_at(settings, "base_url");
  if (!base_url || base_url->empty()) return Error{ErrorCode::BadConfig, "'base_url' is missing"};
  if (text_at(settings, "key").value_or("").empty()) {
    return Error{ErrorCode::BadConfig, "'key' is missing"};
  }
  return std::unique_ptr<Adapter>(new Adapter(host, *base_url));
}

Result<std::string> Adapter::check() {
  const auto orgs = get(host_, base_url_ + "/api/orgs?page=1");
  if (!orgs && orgs.error().code == ErrorCode::Cancelled) return orgs.error();
  Json step{{"name", "sign in and read schools"}, {"ok", orgs.has_value()}};
  if (!orgs) step["detail"] = orgs.error().message;
  return dump_json(Json{{"steps", Json::array({std::move(step)})}});
}

Result<std::unique_ptr<Stream>> Adapter::open(const ReadRequest& request) {
  const bool person = request.entity == "user";
  const bool known = request.side == Side::Source && (person || request.entity == "org");
  if (!known || request.mode != ReadMode::Full) {
    return Error{ErrorCode::Unsupported, "only org and user are read, in full"};
  }
  return std::unique_ptr<Stream>(new List(host_, base_url_ + (person ? "/api/users" : "/api/orgs"),
                                          person,
                                          {request.columns.begin(), request.columns.end()}));
}

}  // namespace my_system_adapter

CW_ADAPTER(my_system_adapter::Adapter)
