#include "sandbox/quickschools/system.hpp"

#include <algorithm>

#include "crosswalk/dates.hpp"
#include "sandbox/core/json.hpp"
#include "sandbox/quickschools/rows.hpp"

namespace crosswalk::sandbox::quickschools {
namespace {

constexpr std::size_t kCallsInASecond = 5;
constexpr std::int64_t kSecond = 1000;  // ms

Json default_settings() {
  return {{"rate_limit", true},
          {"first_page", 1},
          {"stringy_paging", false},
          {"hidden_fields", ""},
          {"denied", ""},
          {"modified_since", false},
          {"school", 1},
          {"refuse_duplicates", true}};
}

/// The segments behind /sms/v1; nothing when the path is another one.
std::optional<std::vector<std::string>> segments(const std::string& path) {
  constexpr std::string_view kPrefix = "/sms/v1/";
  if (path.rfind(kPrefix, 0) != 0) return std::nullopt;
  std::vector<std::string> out;
  for (const std::string& part : split(std::string_view(path).substr(kPrefix.size()), '/')) {
    out.push_back(percent_decode(part));
  }
  return out;
}

/// The query with the key hidden.
std::string without_key(const std::string& query) {
  std::string out;
  for (const std::string& part : split(query, '&')) {
    out += out.empty() ? "?" : "&";
    out += same_ignoring_case(part.substr(0, 7), "apikey=") ? "apiKey=*" : part;
  }
  return out;
}

}  // namespace

QuickSchoolsSystem::QuickSchoolsSystem(std::string key, Clock& clock)
    : CollectionSystem(Collections(collection_specs()), default_settings(), clock),
      key_(std::move(key)) {}

Result<std::unique_ptr<System>> QuickSchoolsSystem::create(const SystemStart& start,
                                                           const std::string& /*base_url*/,
                                                           Clock& clock) {
  constexpr std::string_view kKey = "demo.6f1c2a9e-0b7d-4c55-9a41-3d8e7f20b6c1";
  std::unique_ptr<QuickSchoolsSystem> system{
      new QuickSchoolsSystem{start.key.empty() ? std::string(kKey) : start.key, clock}};
  Json rows = small_school();
  if (start.district != nullptr) {
    const auto settings = parse_json(start.settings_json.empty() ? "{}" : start.settings_json);
    const bool named = settings && settings->is_object() && settings->contains("school") &&
                       (*settings)["school"].is_number_integer();
    CW_TRY(rows,
           rows_of_school(*start.district, named ? (*settings)["school"].get<std::int64_t>() : 1));
  }
  CW_CHECK(system->begin_with(rows, start));
  return std::unique_ptr<System>(std::move(system));
}

void QuickSchoolsSystem::describe(const Request& request, Trace& trace) const {
  trace.is_write = request.method != "GET";
  trace.shown_target = request.path + without_key(request.query);
  const auto path = segments(request.path);
  if (!path) {
    trace.path_template = request.path;
    return;
  }
  for (const std::string& part : *path) {
    if (!trace.path_template.empty()) trace.path_template += '/';
    trace.path_template += to_number(part) ? "{id}" : part;
  }
}

Reply QuickSchoolsSystem::refusal(std::string_view /*why*/) const {
  return refuse(401, "INVALID_API_KEY", "The API key is missing, unknown or revoked.");
}

std::optional<Reply> QuickSchoolsSystem::not_let_in(const Request& request, const Bag& bag,
                                                    Trace& trace) {
  const auto key = find_parameter(parse_form(request.query), "apiKey");
  trace.verdict = key == key_ ? "ok" : key ? "unknown key" : "no key";
  if (key != key_) return refusal("key");
  const auto dot = key_.find('.');
  trace.key = dot == std::string::npos ? "" : key_.substr(0, dot);
  if (flag("rate_limit")) {
    const std::int64_t now = clock_.now_ms();
    while (!calls_.empty() && (calls_.front() + kSecond <= now || calls_.front() > now)) {
      calls_.pop_front();
    }
    if (calls_.size() >= kCallsInASecond) {
      return refuse(429, "RATE_LIMITED", "More than 5 calls in a second.");
    }
    calls_.push_back(now);
  }
  const auto type = request.header("Content-Type").value_or("");
  if (!request.body.empty() &&
      type.substr(0, type.find(';')) != "application/x-www-form-urlencoded") {
    return bad_parameter("Content-Type", "must be application/x-www-form-urlencoded");
  }
  const auto since = bag.text("modifiedSince");
  if (since && flag("modified_since") && !parse_date(*since)) {
    return bad_parameter("modifiedSince", "must be a date and time");
  }
  return std::nullopt;
}

Reply QuickSchoolsSystem::answer(const Request& request, const Tampering& tampering, Trace& trace) {
  const std::lock_guard lock{mutex_};
  const auto path = segments(request.path);
  if (!path || path->empty()) {
    return {404, "text/html", {}, "<html><body><h1>Not Found</h1></body></html>", Delivery::Whole};
  }
  const Bag bag(request);
  if (auto refused = not_let_in(request, bag, trace)) return std::move(*refused);
  const auto areas = split(text("denied"), ',');
  if (std::find(areas.begin(), areas.end(), path->front()) != areas.end()) {
    return refuse(403, "NOT_PERMITTED", "The key may not use " + path->front() + ".");
  }
  Reply reply = route(request, *path, bag, tampering);
  const bool done = reply.status == 200;
  if (trace.is_write) (done ? trace.rows_ok : trace.rows_failed) = 1;
  return reply;
}

Reply QuickSchoolsSystem::route(const Request& request, const std::vector<std::string>& path,
                                const Bag& bag, const Tampering& tampering) {
  const PagingRules rules{number("first_page"), flag("stringy_paging"), tampering.page_shift};
  const std::string& area = path.front();
  const std::string id = path.size() > 1 ? path[1] : "";
  if (path.size() > 2) return not_found("such path");
  if (request.method == "GET") {
    if (area == "semesters") return semesters(id, bag);
    if (area == "classes") return classes(id, bag);
    if (area == "homerooms") return homerooms(id, bag);
    if (area == "students") return students(id, bag, rules);
    if (area == "teachers") return teachers(id, bag, rules);
    if (area == "parents") return parents(id, bag, rules);
    if (area == "sections") return sections(id, bag);
    if (area == "sectionenrollments" && !id.empty()) return section_enrollments(id);
    return not_found("such path");
  }
  const bool post = request.method == "POST";
  if (area == "sections" && post && id.empty()) return create_section(bag);
  if (area == "sections" && post) return update_section(id, bag);
  if (area == "sections" && request.method == "DELETE" && !id.empty()) return delete_section(id);
  if (area == "sectionenrollments" && (post || request.method == "DELETE") && !id.empty()) {
    return enroll(id, bag, !post);
  }
  return not_found("such path");
}

std::string QuickSchoolsSystem::active_semester() const {
  for (const Json& row : rows_.rows("semesters")) {
    if (row.at("isActive").get<bool>()) return row.at("id").get<std::string>();
  }
  return {};
}

Result<Json> QuickSchoolsSystem::deed(std::string_view name, const Json& /*body*/) {
  const std::lock_guard lock{mutex_};
  if (name != "advance_semester") {
    return Error{ErrorCode::NotFound, "QuickSchools has no deed " + std::string(name)};
  }
  const std::string before = active_semester();
  const std::vector<Json> all = rows_.rows("semesters");
  for (std::size_t i = 0; i + 1 < all.size(); ++i) {
    if (all[i].at("id") != before) continue;
    CW_CHECK(rows_.change("semesters", before, {{"isActive", false}}));
    const auto after = all[i + 1].at("id").get<std::string>();
    CW_CHECK(rows_.change("semesters", after, {{"isActive", true}}));
    return Json{{"active", after}};
  }
  return Error{ErrorCode::NotFound, "no semester follows the active one"};
}

}  // namespace crosswalk::sandbox::quickschools
