/// \file
/// State to JSON.

#include "sandbox/schoology/snapshot.hpp"

namespace crosswalk::sandbox::schoology {
namespace {

const char* name_of(Access access) {
  switch (access) {
    case Access::Administrator:
      return "administrator";
    case Access::Teacher:
      return "teacher";
    case Access::Member:
      break;
  }
  return "member";
}

/// The free fields with the typed ones over them.
Json over(Json fields, const Json& typed) {
  fields.update(typed);
  return fields;
}

Json to_json(const School& school) {
  return over(school.fields, {{"id", school.id}, {"district", school.district}});
}

Json to_json(const Role& role) {
  return {{"id", role.id},
          {"title", role.title},
          {"faculty", role.faculty},
          {"access", name_of(role.access)},
          {"impersonation", role.impersonation},
          {"building", role.building}};
}

Json to_json(const Period& period) {
  return {{"id", period.id}, {"title", period.title}, {"start", period.start}, {"end", period.end}};
}

Json to_json(const User& user) {
  Json out = over(user.fields, {{"id", user.id},
                                {"school_uid", user.school_uid},
                                {"username", user.username},
                                {"primary_email", user.email},
                                {"role_id", user.role_id},
                                {"building_id", user.building_id},
                                {"parents", user.parents},
                                {"children", user.children},
                                {"advisors", user.advisors}});
  if (user.inactive_since_s == 0) return out;
  Json places = Json::array();
  for (const FormerPlace& place : user.former_places) {
    places.push_back({{"section_id", place.section_id}, {"admin", place.admin}});
  }
  out.update({{"inactive_since_s", user.inactive_since_s},
              {"inactive_by", user.inactive_by},
              {"inactive_comment", user.inactive_comment},
              {"former_places", std::move(places)}});
  return out;
}

Json to_json(const Course& course) {
  return over(
      course.fields,
      {{"id", course.id}, {"course_code", course.code}, {"building_id", course.building_id}});
}

Json to_json(const Section& section) {
  return over(section.fields, {{"id", section.id},
                               {"course_id", section.course_id},
                               {"section_school_code", section.school_code},
                               {"section_code", section.code},
                               {"grading_periods", section.periods},
                               {"options", section.options}});
}

Json to_json(const Enrollment& enrollment) {
  return {{"id", enrollment.id},
          {"section_id", enrollment.section_id},
          {"uid", enrollment.uid},
          {"admin", enrollment.admin ? 1 : 0},
          {"status", enrollment.status}};
}

Json to_json(const Category& category) {
  return over(category.fields,
              {{"id", category.id}, {"section_id", category.section_id}, {"uid", category.uid}});
}

Json to_json(const Assignment& item) {
  return over(item.fields, {{"id", item.id},
                            {"section_id", item.section_id},
                            {"type", item.type},
                            {"updated_s", item.updated_s}});
}

template <class Map>
Json all_of(const Map& map) {
  Json out = Json::array();
  for (const auto& [id, thing] : map) out.push_back(to_json(thing));
  return out;
}

/// With the codes a reader knows the two places by.
Json enrollments_json(const State& state) {
  Json out = Json::array();
  for (const auto& [id, enrollment] : state.enrollments()) {
    Json row = to_json(enrollment);
    const auto active = state.users().find(enrollment.uid);
    const auto gone = state.inactive().find(enrollment.uid);
    if (active != state.users().end()) row["school_uid"] = active->second.school_uid;
    if (gone != state.inactive().end()) row["school_uid"] = gone->second.school_uid;
    if (const Section* section = state.section(enrollment.section_id)) {
      row["section_school_code"] = section->school_code;
    }
    out.push_back(std::move(row));
  }
  return out;
}

Json grades_json(const State& state) {
  Json out = Json::array();
  for (const auto& [id, section] : state.sections()) {
    for (const auto& [cell, grade] : section.grades) {
      out.push_back({{"section_id", id},
                     {"enrollment_id", cell.first},
                     {"assignment_id", cell.second},
                     {"grade", grade.grade},
                     {"exception", grade.exception},
                     {"comment", grade.comment},
                     {"comment_status", grade.comment_status},
                     {"timestamp_s", grade.timestamp_s}});
    }
  }
  return out;
}

Json final_comments_json(const State& state) {
  Json out = Json::array();
  for (const auto& [id, section] : state.sections()) {
    for (const auto& [cell, comment] : section.final_comments) {
      out.push_back(
          over(comment,
               {{"section_id", id}, {"enrollment_id", cell.first}, {"period_id", cell.second}}));
    }
  }
  return out;
}

Json mails_json(const State& state) {
  Json out = Json::array();
  for (const Mail& mail : state.mails) out.push_back({{"uid", mail.uid}, {"kind", mail.kind}});
  return out;
}

Json counters_json(const Counters& next) {
  return {{"school", next.school},
          {"role", next.role},
          {"period", next.period},
          {"user", next.user},
          {"course", next.course},
          {"section", next.section},
          {"enrollment", next.enrollment},
          {"category", next.category},
          {"item", next.item}};
}

}  // namespace

Json dump(const State& state) {
  const Bin& bin = state.bin();
  return {{"district", state.district},
          {"schools", all_of(state.schools)},
          {"roles", all_of(state.roles)},
          {"periods", all_of(state.periods)},
          {"users", all_of(state.users())},
          {"inactive", all_of(state.inactive())},
          {"courses", all_of(state.courses())},
          {"sections", all_of(state.sections())},
          {"enrollments", enrollments_json(state)},
          {"categories", all_of(state.categories())},
          {"assignments", all_of(state.assignments())},
          {"grades", grades_json(state)},
          {"final_comments", final_comments_json(state)},
          {"scales", state.scales},
          {"mails", mails_json(state)},
          {"foreign_emails", state.foreign_emails},
          {"verified_domains", state.verified_domains},
          {"bin",
           {{"courses", all_of(bin.courses)},
            {"sections", all_of(bin.sections)},
            {"enrollments", all_of(bin.enrollments)},
            {"assignments", all_of(bin.assignments)}}},
          {"counters", counters_json(state.next)}};
}

}  // namespace crosswalk::sandbox::schoology
