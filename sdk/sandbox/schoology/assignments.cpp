#include "sandbox/schoology/assignments.hpp"

#include <algorithm>
#include <array>

#include "sandbox/schoology/fields.hpp"
#include "sandbox/schoology/scales.hpp"

namespace crosswalk::sandbox::schoology {
namespace {

struct Flag {
  const char* key;
  int unset;
};
constexpr std::array kTextFlags{Flag{"is_final", 0}, Flag{"show_comments", 0},
                                Flag{"grade_stats", 0}, Flag{"allow_dropbox", 1},
                                Flag{"allow_discussion", 1}};
constexpr std::array kNumberFlags{Flag{"published", 1}, Flag{"count_in_grade", 1},
                                  Flag{"collected_only", 0}, Flag{"auto_publish_grades", 1}};

Result<void> take_flags(Json& fields, const Json& row) {
  const auto take = [&](const char* key) -> Result<void> {
    CW_TRY(const auto flag, flag_field(row, key));
    if (flag) fields[key] = *flag;
    return {};
  };
  for (const Flag& flag : kTextFlags) CW_CHECK(take(flag.key));
  for (const Flag& flag : kNumberFlags) CW_CHECK(take(flag.key));
  return {};
}

Result<void> take_links(const State& state, Assignment& item, const Json& row) {
  CW_TRY(const auto scale, id_field(row, "grading_scale"));
  if (scale && *scale != 0 && find_scale(state, *scale) == nullptr) {
    return bad_field("grading_scale", "is not valid for this course section");
  }
  if (scale) item.fields["grading_scale"] = *scale;
  CW_TRY(const auto period, id_field(row, "grading_period"));
  const Section& section = *state.section(item.section_id);
  if (period && *period != 0 &&
      std::find(section.periods.begin(), section.periods.end(), *period) == section.periods.end()) {
    return bad_field("grading_period", "is not one of this section");
  }
  if (period) item.fields["grading_period"] = *period;
  CW_TRY(const auto category, id_field(row, "grading_category"));
  if (category && *category != 0 && section.categories.count(*category) == 0) {
    return bad_field("grading_category", "is not one of this section");
  }
  if (category) item.fields["grading_category"] = *category;
  CW_TRY(const auto assignees, ids_field(row, "assignees"));
  for (const Id enrollment : assignees.value_or(std::vector<Id>{})) {
    if (section.enrollments.count(enrollment) == 0) {
      return bad_field("assignees", "names an enrollment of another section");
    }
  }
  if (assignees) item.fields["assignees"] = *assignees;
  CW_TRY(const auto groups, ids_field(row, "grading_group_ids"));
  if (groups) item.fields["grading_group_ids"] = *groups;
  return {};
}

std::string text_of(const Json& fields, const char* key, const char* otherwise) {
  const auto found = fields.find(key);
  return found == fields.end() ? otherwise : loose_text(*found);
}

/// 20 and not 20.0.
std::string short_number(double number) {
  const auto whole = static_cast<std::int64_t>(number);
  return static_cast<double>(whole) == number ? std::to_string(whole) : to_text(Json(number));
}

std::vector<Id> assignees_of(const Assignment& item) {
  return item.fields.value("assignees", std::vector<Id>{});
}

int scale_type(const State& state, const Assignment& item) {
  const Json* scale = find_scale(state, item.fields.value("grading_scale", Id{0}));
  return scale == nullptr ? 0 : scale->value("type", 0);
}

}  // namespace

Result<Assignment> with_row(const State& state, Assignment item, const Json& row) {
  Json& fields = item.fields;
  CW_TRY(const auto title, text_field(row, "title"));
  if (title) fields["title"] = *title;
  if (!has_value(fields, "title")) return bad_field("title", "is required");
  CW_TRY(const auto description, text_field(row, "description"));
  if (description) fields["description"] = *description;
  CW_TRY(const auto due, text_field(row, "due"));
  if (due && !due->empty() && !is_date_time(*due)) {
    return bad_field("due", "must be YYYY-MM-DD HH:MM:SS");
  }
  if (due) fields["due"] = *due;
  for (const char* key : {"max_points", "factor"}) {
    CW_TRY(const auto number, number_field(row, key));
    if (number && *number < 0) return bad_field(key, "may not be negative");
    if (number) fields[key] = *number;
  }
  CW_CHECK(take_flags(fields, row));
  CW_CHECK(take_links(state, item, row));
  return item;
}

Json assignment_json(const Call& call, const Assignment& item) {
  const Json& fields = item.fields;
  const auto assignees = assignees_of(item);
  Json out{{"id", item.id},
           {"title", text_of(fields, "title", "")},
           {"description", text_of(fields, "description", "")},
           {"due", text_of(fields, "due", "")},
           {"grading_scale", text_of(fields, "grading_scale", "0")},
           {"grading_period", text_of(fields, "grading_period", "0")},
           {"grading_category", text_of(fields, "grading_category", "0")},
           {"max_points", short_number(max_points_of(item))},
           {"factor", short_number(factor_of(item))},
           {"type", item.type},
           {"grade_item_id", fields.value("grade_item_id", item.id)},
           {"available", 1},
           {"completed", 0},
           {"dropbox_locked", 0},
           {"grading_scale_type", scale_type(call.state, item)},
           {"show_rubric", false},
           {"num_assignees", assignees.size()},
           {"assignees", assignees},
           {"grading_group_ids", fields.value("grading_group_ids", Json::array())},
           {"completion_status", ""},
           {"links", self_link(item_url(call, item))}};
  for (const Flag& flag : kTextFlags) {
    out[flag.key] = std::to_string(fields.value(flag.key, flag.unset));
  }
  for (const Flag& flag : kNumberFlags) {
    const int value = fields.value(flag.key, flag.unset);
    // The docs show these two only where they differ from the default.
    const bool rare = flag.key == std::string_view{"count_in_grade"} ||
                      flag.key == std::string_view{"collected_only"};
    if (!call.docs_types() || !rare || value != flag.unset) out[flag.key] = value;
  }
  if (call.docs_types()) return out;
  out.update({{"display_weight", "0"},
              {"folder_id", "0"},
              {"assignment_type", item.type == "assignment" ? "basic" : item.type},
              {"web_url", "https://app.schoology.example/assignment/" + std::to_string(item.id)},
              {"last_updated", std::to_string(item.updated_s)}});
  return out;
}

ItemLists items_of(const Call& call, const Section& section, bool all_types) {
  ItemLists lists;
  const bool sees_all = runs_section(call, section.id);
  for (const Id id : section.assignments) {
    const Assignment* item = call.state.assignment(id);
    if (!all_types && item->type != "assignment") continue;
    if (!sees_all && item->fields.value("published", 1) == 0) continue;
    (is_final(*item) ? lists.finals : lists.normal).push_back(item);
  }
  const auto by_due = [](const Assignment* a, const Assignment* b) {
    return text_of(a->fields, "due", "") < text_of(b->fields, "due", "");
  };
  std::stable_sort(lists.normal.begin(), lists.normal.end(), by_due);
  std::stable_sort(lists.finals.begin(), lists.finals.end(), by_due);
  return lists;
}

double max_points_of(const Assignment& item) { return item.fields.value("max_points", 100.0); }
double factor_of(const Assignment& item) { return item.fields.value("factor", 1.0); }
bool is_final(const Assignment& item) { return item.fields.value("is_final", 0) == 1; }

bool is_for(const Assignment& item, Id enrollment) {
  const auto assignees = assignees_of(item);
  return assignees.empty() ||
         std::find(assignees.begin(), assignees.end(), enrollment) != assignees.end();
}

std::string item_url(const Call& call, const Assignment& item) {
  return call.url("sections/" + std::to_string(item.section_id) + "/assignments/" +
                  std::to_string(item.id));
}

bool runs_section(const Call& call, Id section) {
  if (call.is_admin()) return true;
  const Enrollment* own = call.state.enrollment_of(section, call.actor.user);
  return own != nullptr && own->admin && own->status == kActive;
}

}  // namespace crosswalk::sandbox::schoology
