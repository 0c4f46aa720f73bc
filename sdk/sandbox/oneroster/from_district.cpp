#include "sandbox/oneroster/from_district.hpp"

namespace crosswalk::sandbox::oneroster {
namespace {

Json orgs(const District& d) {
  Json out = Json::array();
  out.push_back({{"sourcedId", d.sourced_id}, {"name", d.name}, {"type", "district"}});
  for (const School& s : d.schools) {
    out.push_back({{"sourcedId", s.sourced_id},
                   {"name", s.name},
                   {"type", "school"},
                   {"identifier", s.identifier},
                   {"parent", d.sourced_id}});
  }
  return out;
}

Json sessions(const District& d) {
  Json out = Json::array();
  for (const AcademicSession& s : d.sessions) {
    out.push_back({{"sourcedId", s.sourced_id},
                   {"title", s.title},
                   {"type", s.type},
                   {"startDate", s.start_date},
                   {"endDate", s.end_date},
                   {"parent", s.parent},
                   {"schoolYear", s.school_year}});
  }
  return out;
}

Json courses(const District& d) {
  Json out = Json::array();
  for (const Course& c : d.courses) {
    out.push_back({{"sourcedId", c.sourced_id},
                   {"title", c.title},
                   {"courseCode", c.code},
                   {"grades", c.grades},
                   {"subjects", c.subjects},
                   {"org", c.school.empty() ? d.sourced_id : c.school}});
  }
  return out;
}

Json classes(const District& d) {
  Json out = Json::array();
  for (const Class& c : d.classes) {
    out.push_back({{"sourcedId", c.sourced_id},
                   {"title", c.title},
                   {"classCode", c.code},
                   {"classType", c.type},
                   {"location", c.location},
                   {"course", c.course},
                   {"school", c.school},
                   {"terms", c.terms},
                   {"periods", c.periods}});
  }
  return out;
}

Json roles(const District& d, const User& user) {
  Json out = Json::array();
  const auto add = [&](const std::string& org) {
    std::string role = user.role;
    if (role == "administrator") {
      role = org == d.sourced_id ? "districtAdministrator" : "siteAdministrator";
    }
    out.push_back({{"roleType", "primary"}, {"role", std::move(role)}, {"org", org}});
  };
  add(user.school.empty() ? d.sourced_id : user.school);
  for (const std::string& school : user.other_schools) add(school);
  return out;
}

Json users(const District& d) {
  Json out = Json::array();
  for (const User& u : d.users) {
    out.push_back({{"sourcedId", u.sourced_id},
                   {"username", u.username},
                   {"enabledUser", u.enabled},
                   {"givenName", u.given_name},
                   {"middleName", u.middle_name},
                   {"familyName", u.family_name},
                   {"roles", roles(d, u)},
                   {"primaryOrg", u.school},
                   {"identifier", u.identifier},
                   {"email", u.email},
                   {"grades", u.grades}});
  }
  return out;
}

Json demographics(const District& d) {
  Json out = Json::array();
  for (const User& u : d.users) {
    if (u.birth_date.empty()) continue;
    out.push_back({{"sourcedId", u.sourced_id}, {"birthDate", u.birth_date}, {"sex", u.sex}});
  }
  return out;
}

Json enrollments(const District& d) {
  Json out = Json::array();
  for (const Enrollment& e : d.enrollments) {
    Json record{{"sourcedId", e.sourced_id}, {"user", e.user}, {"class", e.clazz},
                {"school", e.school},        {"role", e.role}, {"beginDate", e.begin_date},
                {"endDate", e.end_date}};
    if (e.role == "teacher") record["primary"] = e.primary;
    out.push_back(std::move(record));
  }
  return out;
}

}  // namespace

Json records_from(const District& d) {
  return {{"orgs", orgs(d)},
          {"academicSessions", sessions(d)},
          {"courses", courses(d)},
          {"classes", classes(d)},
          {"users", users(d)},
          {"enrollments", enrollments(d)},
          {"demographics", demographics(d)}};
}

}  // namespace crosswalk::sandbox::oneroster
