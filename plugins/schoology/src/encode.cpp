#include "encode.hpp"

#include "crosswalk/json.hpp"
#include "grades.hpp"

namespace crosswalk::schoology {
namespace {

/// Builds the object of one row.
class Entry {
 public:
  Entry(const Changes& changes, std::uint32_t row)
      : changes_(changes), row_(row), creates_(changes.op(row) == CW_ROW_CREATE) {}

  bool creates() const { return creates_; }

  /// An empty text is left out of a new object, and clears a field of an old one.
  Entry& text(const char* key, std::string_view field) {
    const std::string_view value = changes_.text(row_, field);
    if (!value.empty() || (!creates_ && changes_.given(row_, field))) json_[key] = value;
    return *this;
  }
  /// An object cannot be without it, so nothing is sent for an empty one.
  Entry& reference(const char* key, std::string_view field) {
    const std::string_view value = changes_.text(row_, field);
    if (!value.empty()) json_[key] = id_json(value);
    return *this;
  }
  Entry& date(const char* key, std::string_view field) {
    const std::string value = changes_.date(row_, field);
    if (!value.empty()) json_[key] = value;
    return *this;
  }
  /// Bulk updates name their object inside the row.
  Entry& id_on_update() {
    if (!creates_) json_["id"] = changes_.id(row_);
    return *this;
  }
  Entry& on_create(const char* key, const Json& value) {
    if (creates_) json_[key] = value;
    return *this;
  }
  Entry& set(const char* key, Json value) {
    json_[key] = std::move(value);
    return *this;
  }

  Json take() { return std::move(json_); }

 private:
  const Changes& changes_;
  std::uint32_t row_;
  bool creates_;
  Json json_ = Json::object();
};

void add_grades(Entry& entry, const Changes& changes, std::uint32_t row) {
  if (!changes.given(row, "grades")) return;
  const auto range = grade_range(changes.list(row, "grades"));
  if (!range || (entry.creates() && range->start == 0)) return;
  entry.set("grade_level_range_start", range->start);
  entry.set("grade_level_range_end", range->end);
}

Json course_entry(const Changes& changes, std::uint32_t row) {
  Entry entry(changes, row);
  entry.id_on_update()
      .text("title", "title")
      .reference("building_id", "org")
      .on_create("synced", 1);
  if (entry.creates()) entry.text("course_code", "code");
  add_grades(entry, changes, row);
  return entry.take();
}

Json section_entry(const Changes& changes, std::uint32_t row) {
  Entry entry(changes, row);
  entry.id_on_update().text("title", "title").text("location", "location").on_create("synced", 1);
  if (entry.creates()) entry.text("section_school_code", "code");
  Json periods = Json::array();
  for (const std::string_view id : changes.list(row, "sessions")) periods.push_back(id_json(id));
  if (!periods.empty()) entry.set("grading_periods", std::move(periods));
  return entry.take();
}

Json user_entry(const Changes& changes, std::uint32_t row) {
  Entry entry(changes, row);
  entry.id_on_update()
      .text("name_first", "givenName")
      .text("name_last", "familyName")
      .text("name_middle", "middleName")
      .text("name_first_preferred", "preferredFirstName")
      .text("username", "username")
      .text("primary_email", "email")
      .text("grad_year", "gradYear")
      .reference("role_id", "role")
      .reference("building_id", "org")
      .on_create("email_login_info", 0)
      .on_create("synced", 1);
  if (entry.creates()) entry.text("school_uid", "code").text("password", "password");
  if (changes.given(row, "additionalOrgs")) {
    std::string ids;
    for (const std::string_view id : changes.list(row, "additionalOrgs")) {
      if (!ids.empty()) ids += ',';
      ids += id;
    }
    if (!ids.empty() || !entry.creates()) entry.set("additional_buildings", ids);
  }
  return entry.take();
}

/// "1" for who runs the class, "0" for everybody else in it.
const char* admin_of(std::string_view role) { return role == "teacher" ? "1" : "0"; }

Json import_entry(const Changes& changes, std::uint32_t row) {
  Json entry = {{"section_school_code", changes.text(row, "classCode")},
                {"school_uid", changes.text(row, "userCode")}};
  entry["admin"] = admin_of(changes.text(row, "role"));
  return entry;
}

Json enrollment_entry(const Changes& changes, std::uint32_t row, int status) {
  Json entry = {{"realm", "section"},
                {"section_id", changes.text(row, "class")},
                {"uid", changes.text(row, "user")},
                {"status", std::to_string(status)}};
  if (const auto role = changes.text(row, "role"); !role.empty()) entry["admin"] = admin_of(role);
  return entry;
}

template <class Make>
std::string wrap(const char* outer, const char* inner, const RowList& rows, const Make& make) {
  Json list = Json::array();
  for (const std::uint32_t row : rows) list.push_back(make(row));
  return dump_json({{outer, {{inner, std::move(list)}}}});
}

}  // namespace

std::string encode_building(const Changes& changes, std::uint32_t row) {
  Entry entry(changes, row);
  return dump_json(entry.text("title", "title").text("building_code", "code").take());
}

std::string encode_period(const Changes& changes, std::uint32_t row) {
  Entry entry(changes, row);
  return dump_json(
      entry.text("title", "title").date("start", "startDate").date("end", "endDate").take());
}

std::string encode_courses(const Changes& changes, const RowList& rows) {
  return wrap("courses", "course", rows, [&](auto row) { return course_entry(changes, row); });
}

std::string encode_sections(const Changes& changes, const RowList& rows) {
  return wrap("sections", "section", rows, [&](auto row) { return section_entry(changes, row); });
}

std::string encode_nested_sections(const Changes& changes,
                                   const std::vector<CourseSections>& courses) {
  Json list = Json::array();
  for (const CourseSections& course : courses) {
    Json sections = Json::array();
    for (const std::uint32_t row : course.rows) sections.push_back(section_entry(changes, row));
    list.push_back(
        {{"course_code", course.code}, {"sections", {{"section", std::move(sections)}}}});
  }
  return dump_json({{"courses", {{"course", std::move(list)}}}});
}

std::string encode_users(const Changes& changes, const RowList& rows) {
  return wrap("users", "user", rows, [&](auto row) { return user_entry(changes, row); });
}

std::string encode_reactivations(const Changes& changes, const RowList& rows) {
  Json list = Json::array();
  for (const std::uint32_t row : rows) {
    list.push_back({{"uid", changes.id(row)}, {"option_reenroll", "1"}});
  }
  return dump_json({{"user", std::move(list)}});
}

std::string encode_enrollment_import(const Changes& changes, const RowList& rows) {
  return wrap("enrollments", "enrollment", rows,
              [&](auto row) { return import_entry(changes, row); });
}

std::string encode_enrollments(const Changes& changes, const RowList& rows, int status) {
  return wrap("enrollments", "enrollment", rows,
              [&](auto row) { return enrollment_entry(changes, row, status); });
}

}  // namespace crosswalk::schoology
