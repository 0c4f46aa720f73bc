#include "sandbox/eschoolplus/lists.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include "sandbox/core/json.hpp"

namespace crosswalk::sandbox::eschoolplus {
namespace {

constexpr std::int64_t kDefaultPage = 100;
constexpr std::int64_t kLargestPage = 500;
constexpr std::int64_t kJobLife_ms = 30 * 60 * 1000;

/// A value of a row as a query writes it.
std::string as_text(const Json& value) {
  return value.is_string() ? value.get<std::string>() : value.is_null() ? "" : value.dump();
}

bool at_building(const Json& row, const std::string& building) {
  if (row.contains("building")) return as_text(row["building"]) == building;
  return std::any_of(row.at("buildings").begin(), row.at("buildings").end(),
                     [&](const Json& one) { return as_text(one.at("building")) == building; });
}

bool in_marking_period(const Json& section, const std::string& period) {
  for (const Json& session : section.at("sessions")) {
    for (const Json& one : session.at("markingPeriods")) {
      if (one == period) return true;
    }
  }
  return false;
}

/// Whether the row passes one filter. An enrollment has its section's building and year.
bool passes(const ListSpec& spec, const Collections& rows, const Json& row, std::string_view filter,
            const std::string& value) {
  const Json* of = &row;
  if (spec.collection == "enrollments" && filter != "studentId") {
    of = rows.find("sections", as_text(row.at("sectionKey")));
    if (of == nullptr) return false;
  }
  if (filter == "building") return at_building(*of, value);
  if (filter == "markingPeriod" && spec.collection == "sections") {
    return in_marking_period(*of, value);
  }
  return as_text(of->at(std::string(filter))) == value;
}

/// A row as it is sent.
Json sent(const ListSpec& spec, Json row, const ListRules& rules) {
  row.erase("id");
  if (spec.collection == "students" && !rules.birth_dates) row.erase("birthDate");
  if (row.contains("changedAt") && row["changedAt"] == "") row.erase("changedAt");
  row["recordStatus"] = "A";
  return row;
}

bool key_before(const Json* a, const Json* b) {
  const auto& left = a->at("id").get_ref<const std::string&>();
  const auto& right = b->at("id").get_ref<const std::string&>();
  return left.size() != right.size() ? left.size() < right.size() : left < right;
}

std::vector<Json> matching(const ListSpec& spec, const Collections& rows, const Parameters& query,
                           const ListRules& rules) {
  std::vector<const Json*> found;
  for (const Json& row : rows.rows(spec.collection)) {
    bool fits = true;
    for (const std::string_view filter : spec.filters) {
      auto value = find_parameter(query, filter);
      if (!value && filter == "status") value = "A";
      if (!value && filter == "schoolYear") value = std::to_string(rules.school_year);
      fits = fits && (!value || passes(spec, rows, row, filter, *value));
    }
    if (fits) found.push_back(&row);
  }
  std::sort(found.begin(), found.end(), key_before);
  std::vector<Json> out;
  out.reserve(found.size());
  for (const Json* row : found) out.push_back(sent(spec, *row, rules));
  return out;
}

std::string guid(std::uint64_t number) {
  std::array<char, 40> out{};
  std::snprintf(out.data(), out.size(), "9f2c4b7e0d1a4c55%016llx",
                static_cast<unsigned long long>(number));
  return out.data();
}

}  // namespace

const ListSpec* find_list(std::string_view path) {
  static const std::vector<ListSpec> kLists{
      {"buildings", "buildings", "BUILDINGS", {}, ""},
      {"marking-periods", "marking_periods", "MARKING_PERIODS", {"building", "schoolYear"}, ""},
      {"grade-levels", "grade_levels", "GRADE_LEVELS", {}, ""},
      {"students", "students", "STUDENTS", {"building", "status"}, ""},
      {"staff", "staff", "STAFF", {"building"}, ""},
      {"guardians", "guardians", "GUARDIANS", {}, ""},
      {"student-contacts", "student_contacts", "STUDENT_CONTACTS", {"studentId"}, ""},
      {"courses", "courses", "COURSES", {"building"}, ""},
      {"sections", "sections", "SECTIONS", {"building", "schoolYear", "markingPeriod"}, ""},
      {"enrollments", "enrollments", "ENROLLMENTS", {"building", "schoolYear", "studentId"}, ""},
      {"custom-fields/students",
       "custom_fields",
       "CUSTOM_FIELDS",
       {"screen", "field"},
       "customFields"}};
  const auto at = std::find_if(kLists.begin(), kLists.end(),
                               [&](const ListSpec& one) { return one.path == path; });
  return at == kLists.end() ? nullptr : &*at;
}

Reply Jobs::list(const ListSpec& spec, const Collections& rows, const Parameters& query,
                 const ListRules& rules) {
  for (const auto& [name, value] : query) {
    const bool paging = name == "page" || name == "perPage" || (name == "job" && rules.jobs);
    const bool filter =
        std::find(spec.filters.begin(), spec.filters.end(), name) != spec.filters.end();
    if (!paging && !filter) return invalid(name, "UNKNOWN_KEY", value);
  }
  const auto figure = [&](std::string_view name, std::int64_t otherwise) {
    const auto value = find_parameter(query, name);
    return value ? to_number(*value).value_or(-1) : otherwise;
  };
  const std::int64_t per_page = figure("perPage", kDefaultPage);
  const std::int64_t page = figure("page", 1);
  if (per_page < 1 || per_page > kLargestPage)
    return invalid("perPage", "RANGE", std::to_string(per_page));
  if (page < 1) return invalid("page", "RANGE", std::to_string(page));

  const auto named = find_parameter(query, "job");
  std::string id = named.value_or("");
  Job fresh;
  Job* job = &fresh;
  if (named) {
    const auto at = jobs_.find(id);
    if (at == jobs_.end() || at->second.last_read + kJobLife_ms <= rules.now_ms) {
      return refuse(410, "JOB_EXPIRED", "The job is over; read the list again.");
    }
    job = &at->second;
  } else if (rules.jobs && page > 1) {
    return refuse(400, "BAD_REQUEST", "Pages after the first need the job of the first.");
  } else {
    fresh.rows = matching(spec, rows, query, rules);
    fresh.as_of = rules.now_ms;
    if (rules.jobs) {
      std::erase_if(jobs_, [&](const auto& one) {
        return one.second.last_read + kJobLife_ms <= rules.now_ms;
      });
      id = guid(++made_);
      job = &(jobs_[id] = std::move(fresh));
    }
  }
  job->last_read = rules.now_ms;
  // Without a job rows may move between two pages: the first ones are gone.
  const auto all = static_cast<std::int64_t>(job->rows.size());
  const std::int64_t gone =
      page > 1 && !rules.jobs ? std::clamp<std::int64_t>(rules.page_shift, 0, all) : 0;
  const std::int64_t total = all - gone;
  const std::int64_t begin = std::min(total, (page - 1) * per_page);
  const std::int64_t end = std::min(total, begin + per_page);
  const auto first = job->rows.begin() + gone;
  Json out{{"callType", spec.call_type},
           {"asOf", instant(job->as_of, rules.utc_offset_minutes)},
           {"page", page},
           {"perPage", per_page},
           {"pageTotal", (total + per_page - 1) / per_page},
           {"recordTotal", total},
           {"records", std::vector<Json>(first + begin, first + end)}};
  if (rules.jobs) out["jobGuid"] = id;
  return ok(out);
}

}  // namespace crosswalk::sandbox::eschoolplus
