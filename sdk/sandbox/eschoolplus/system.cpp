#include "sandbox/eschoolplus/system.hpp"

#include <algorithm>

#include "sandbox/core/json.hpp"
#include "sandbox/eschoolplus/downloads.hpp"
#include "sandbox/eschoolplus/kind.hpp"
#include "sandbox/eschoolplus/rows.hpp"

namespace crosswalk::sandbox::eschoolplus {
namespace {

constexpr std::string_view kBase = "/espws/v1/";
constexpr std::int64_t kMaintenance_s = 600;
constexpr std::int64_t kOneSecond = 1000;  // ms

Json default_settings() {
  return {{"site_code", "NORTHFORK"},
          {"version", "21.4.18.0"},
          {"school_year", 2027},
          {"summer_school", false},
          {"features", "jobs,customFields"},
          {"denied", ""},
          {"maintenance", ""},
          {"rate", 8},
          {"expire_token_after", 0},
          {"locked", false},
          {"birth_dates", false},
          {"utc_offset_minutes", -360},
          {"consumer_key", "OneRoster_DEMO_4102"}};
}

bool listed(const std::string& names, std::string_view name) {
  const auto all = split(names, ',');
  return std::find(all.begin(), all.end(), name) != all.end();
}

bool has_text(const Json& body, const char* key, std::size_t longest) {
  return body.contains(key) && body[key].is_string() && body[key] != "" &&
         body[key].get_ref<const std::string&>().size() <= longest;
}

}  // namespace

ESchoolPlusSystem::ESchoolPlusSystem(std::string login, std::string password, Clock& clock)
    : CollectionSystem(Collections(collection_specs()), default_settings(), clock),
      login_(std::move(login)),
      password_(std::move(password)) {}

Result<std::unique_ptr<System>> ESchoolPlusSystem::create(const SystemStart& start,
                                                          const std::string& /*base_url*/,
                                                          Clock& clock) {
  std::unique_ptr<ESchoolPlusSystem> system{new ESchoolPlusSystem{
      start.key.empty() ? std::string(kESchoolPlus.key) : start.key,
      start.secret.empty() ? std::string(kESchoolPlus.secret) : start.secret, clock}};
  const Json rows =
      start.district == nullptr ? small_district() : rows_of_district(*start.district);
  CW_CHECK(system->begin_with(rows, start));
  return std::unique_ptr<System>(std::move(system));
}

void ESchoolPlusSystem::forget() {
  logins_.forget();
  jobs_.forget();
  plus360_.forget();
  calls_.clear();
}

void ESchoolPlusSystem::describe(const Request& request, Trace& trace) const {
  trace.path_template = request.path;
  for (const std::string_view base : {kBase, Plus360::kBase}) {
    if (request.path.rfind(base, 0) == 0) trace.path_template = request.path.substr(base.size());
  }
  trace.is_write = false;  // a session is no change of the roster
}

Reply ESchoolPlusSystem::refusal(std::string_view why) const {
  return why == "expired" ? refuse(401, "AUTH_EXPIRED", "The session is over.")
                          : refuse(401, "AUTH_INVALID", "Login name or password is wrong.");
}

bool ESchoolPlusSystem::has_feature(std::string_view feature) const {
  return feature.empty() || listed(text("features"), feature);
}

bool ESchoolPlusSystem::too_fast() {
  const std::int64_t limit = number("rate");
  const std::int64_t now = clock_.now_ms();
  if (limit == 0) return false;
  while (!calls_.empty() && (calls_.front() + kOneSecond <= now || calls_.front() > now)) {
    calls_.pop_front();
  }
  if (static_cast<std::int64_t>(calls_.size()) >= limit) return true;
  calls_.push_back(now);
  return false;
}

Json ESchoolPlusSystem::info() const {
  const std::string words = text("maintenance");
  return {{"product", "eSchoolPlus"},
          {"version", text("version")},
          {"maintenance", words.empty() ? Json() : Json(words)}};
}

Reply ESchoolPlusSystem::log_in(const Request& request, Trace& trace) {
  const auto body = parse_json(request.body);
  if (!body || !body->is_object()) return refuse(400, "BAD_REQUEST", "The body is no JSON object.");
  for (const auto& [key, value] : body->items()) {
    if (key != "siteCode" && key != "loginName" && key != "password" && key != "client") {
      return invalid(key, "UNKNOWN_KEY", "");
    }
  }
  if (!has_text(*body, "siteCode", 16)) return invalid("siteCode", "REQUIRED", "");
  if (!has_text(*body, "loginName", 100)) return invalid("loginName", "REQUIRED", "");
  if (!has_text(*body, "password", 255)) return invalid("password", "REQUIRED", "");
  const std::int64_t now = clock_.now_ms();
  if (flag("locked") || logins_.locked(now)) {
    trace.verdict = "locked";
    return refuse(423, "AUTH_LOCKED", "The account is locked.", LoginRules::kLock_s);
  }
  if (!same_ignoring_case((*body)["siteCode"].get<std::string>(), text("site_code"))) {
    trace.verdict = "unknown site";
    logins_.failed(now);
    return refuse(401, "AUTH_SITE_UNKNOWN", "There is no such site.");
  }
  if ((*body)["loginName"] != login_ || (*body)["password"] != password_) {
    trace.verdict = "wrong login";
    logins_.failed(now);
    return refusal("login");
  }
  trace.verdict = "ok";
  Json features = Json::array();
  for (const std::string& feature : split(text("features"), ',')) features.push_back(feature);
  return ok({{"token", logins_.open(now)},
             {"idleTimeoutSeconds", LoginRules::kIdle_s},
             {"absoluteTimeoutSeconds", LoginRules::kAbsolute_s},
             {"site",
              {{"siteCode", text("site_code")},
               {"district", 4102},
               {"name", "North Fork Public Schools"},
               {"timeZone", "America/Chicago"}}},
             {"product", {{"name", "eSchoolPlus"}, {"version", text("version")}}},
             {"environment",
              {{"schoolYear", number("school_year")}, {"summerSchool", flag("summer_school")}}},
             {"permissions", {"roster.read"}},
             {"features", std::move(features)}});
}

std::optional<Reply> ESchoolPlusSystem::not_let_in(const Request& request, Trace& trace,
                                                   std::string& token) {
  constexpr std::string_view kScheme = "ESP-Session ";
  const std::string_view given = request.header("Authorization").value_or("");
  token = given.rfind(kScheme, 0) == 0 ? std::string(given.substr(kScheme.size())) : "";
  if (!logins_.use(token, clock_.now_ms(), number("expire_token_after"))) {
    trace.verdict = token.empty() ? "no token" : "dead token";
    return refusal("expired");
  }
  const std::string_view site = request.header("X-ESP-Site-Code").value_or("");
  if (!same_ignoring_case(site, text("site_code"))) {
    trace.verdict = "wrong site";
    return refuse(401, "AUTH_SITE_UNKNOWN", "X-ESP-Site-Code is missing or another site's.");
  }
  if (!request.header("X-Request-Id")) {
    return refuse(400, "BAD_REQUEST", "X-Request-Id is missing.");
  }
  trace.verdict = "ok";
  trace.key = login_;
  return std::nullopt;
}

Reply ESchoolPlusSystem::change_environment(const Request& request) {
  const auto body = parse_json(request.body);
  if (!body || !body->is_object() || !body->contains("schoolYear") ||
      !(*body)["schoolYear"].is_number_integer()) {
    return invalid("schoolYear", "REQUIRED", "");
  }
  for (const auto& [key, value] : body->items()) {
    if (key != "schoolYear" && key != "summerSchool") return invalid(key, "UNKNOWN_KEY", "");
  }
  settings_["school_year"] = (*body)["schoolYear"];
  return ok({{"environment", *body}});
}

Reply ESchoolPlusSystem::route(const Request& request, const std::string& path,
                               const Tampering& tampering, Trace& trace) {
  const std::string& method = request.method;
  if (path == "info" && method == "GET") return ok(info());
  if (!text("maintenance").empty()) {
    return refuse(503, "MAINTENANCE", text("maintenance"), kMaintenance_s);
  }
  if (too_fast()) return refuse(429, "RATE_LIMITED", "Too many calls.", 1);
  if (path == "session" && method == "POST") return log_in(request, trace);
  std::string token;
  if (auto refused = not_let_in(request, trace, token)) return std::move(*refused);
  if (path == "session" && method == "DELETE") {
    logins_.close(token);
    return {204, "", {}, "", Delivery::Whole};
  }
  if (path == "session/environment" && method == "POST") return change_environment(request);
  const ListSpec* spec = find_list(path);
  if (spec == nullptr || method != "GET" || !has_feature(spec->feature)) {
    return refuse(404, "NOT_FOUND", "There is no " + path + ".");
  }
  if (listed(text("denied"), path)) {
    return refuse(403, "FORBIDDEN", "The permission roster.read." + path + " is missing.");
  }
  return jobs_.list(*spec, rows_, parse_form(request.query),
                    {has_feature("jobs"), flag("birth_dates"), number("school_year"),
                     number("utc_offset_minutes"), clock_.now_ms(), tampering.page_shift});
}

Reply ESchoolPlusSystem::answer_plus360(const Request& request, const Tampering& tampering,
                                        Trace& trace) {
  if (!text("maintenance").empty()) return {503, "text/plain", {}, "closed", Delivery::Whole};
  if (too_fast()) return {429, "text/plain", {{"Retry-After", "1"}}, "", Delivery::Whole};
  return plus360_.answer(request, rows_,
                         {text("consumer_key"), password_, text("version"), text("denied"),
                          clock_.now_ms(), tampering.page_shift},
                         trace);
}

Reply ESchoolPlusSystem::answer(const Request& request, const Tampering& tampering, Trace& trace) {
  const std::lock_guard lock{mutex_};
  if (request.path.rfind(Plus360::kBase, 0) == 0) {
    return answer_plus360(request, tampering, trace);
  }
  if (request.path.rfind(kBase, 0) != 0) {
    return {404, "text/html", {}, "<html><body><h1>Not Found</h1></body></html>", Delivery::Whole};
  }
  Reply reply = route(request, request.path.substr(kBase.size()), tampering, trace);
  if (const auto id = request.header("X-Request-Id")) {
    reply.headers.emplace_back("X-Request-Id", std::string(*id));
    if (reply.status >= 400) {
      auto body = parse_json(reply.body).value_or(Json::object());
      body["requestId"] = *id;
      reply.body = to_text(body);
    }
  }
  return reply;
}

Result<Json> ESchoolPlusSystem::deed(std::string_view name, const Json& body) {
  const std::lock_guard lock{mutex_};
  if (name == "sessions") return Json{{"open", logins_.open_sessions()}};
  if (name == "files") {
    const bool brief = body.is_object() && body.value("short_dates", Json()) == Json(true);
    return Json(download_files(rows_, brief ? DateForm::Short : DateForm::Padded));
  }
  if (name == "end_sessions") {
    logins_.end_all();
    return Json{{"open", 0}};
  }
  if (name == "expire_jobs") {
    jobs_.forget();
    return Json{{"jobs", 0}};
  }
  return Error{ErrorCode::NotFound, "eSchoolPlus has no deed " + std::string(name)};
}

}  // namespace crosswalk::sandbox::eschoolplus
