#include "sandbox/district/to_files.hpp"

#include <system_error>

#include "sandbox/core/state_file.hpp"
#include "sandbox/district/csv.hpp"

namespace crosswalk::sandbox {
namespace {

std::string manifest() {
  CsvFile file("propertyName,value");
  file.row({"manifest.version", "1.0"});
  file.row({"oneroster.version", "1.1"});
  for (const char* bulk :
       {"academicSessions", "classes", "courses", "demographics", "enrollments", "orgs", "users"}) {
    file.row({std::string("file.") + bulk, "bulk"});
  }
  for (const char* absent :
       {"categories", "classResources", "courseResources", "lineItems", "resources", "results"}) {
    file.row({std::string("file.") + absent, "absent"});
  }
  file.row({"source.systemName", "Crosswalk sandbox"});
  return file.text();
}

std::string orgs(const District& d) {
  CsvFile file("sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId");
  file.row({d.sourced_id, "", "", d.name, "district", "", ""});
  for (const School& s : d.schools) {
    file.row({s.sourced_id, "", "", s.name, "school", s.identifier, d.sourced_id});
  }
  return file.text();
}

std::string sessions(const District& d) {
  CsvFile file(
      "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear");
  for (const AcademicSession& s : d.sessions) {
    file.row(
        {s.sourced_id, "", "", s.title, s.type, s.start_date, s.end_date, s.parent, s.school_year});
  }
  return file.text();
}

std::string courses(const District& d) {
  CsvFile file(
      "sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,"
      "subjects,subjectCodes");
  for (const Course& c : d.courses) {
    file.row({c.sourced_id, "", "", "", c.title, c.code, csv_list(c.grades),
              c.school.empty() ? d.sourced_id : c.school, csv_list(c.subjects), ""});
  }
  return file.text();
}

std::string classes(const District& d) {
  CsvFile file(
      "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,"
      "schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods");
  for (const Class& c : d.classes) {
    file.row({c.sourced_id, "", "", c.title, "", c.course, c.code, c.type, c.location, c.school,
              csv_list(c.terms), "", "", csv_list(c.periods)});
  }
  return file.text();
}

std::string users(const District& d) {
  CsvFile file(
      "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,"
      "familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password");
  for (const User& u : d.users) {
    std::vector<std::string> orgs{u.school.empty() ? d.sourced_id : u.school};
    orgs.insert(orgs.end(), u.other_schools.begin(), u.other_schools.end());
    file.row({u.sourced_id, "", "", u.enabled ? "true" : "false", csv_list(orgs), u.role,
              u.username, "", u.given_name, u.family_name, u.middle_name, u.identifier, u.email, "",
              "", "", csv_list(u.grades), ""});
  }
  return file.text();
}

std::string enrollments(const District& d) {
  CsvFile file(
      "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,"
      "beginDate,endDate");
  for (const Enrollment& e : d.enrollments) {
    const char* primary = e.role != "teacher" ? "" : (e.primary ? "true" : "false");
    file.row({e.sourced_id, "", "", e.clazz, e.school, e.user, e.role, primary, e.begin_date,
              e.end_date});
  }
  return file.text();
}

std::string demographics(const District& d) {
  CsvFile file(
      "sourcedId,status,dateLastModified,birthDate,sex,americanIndianOrAlaskaNative,asian,"
      "blackOrAfricanAmerican,nativeHawaiianOrOtherPacificIslander,white,"
      "demographicRaceTwoOrMoreRaces,hispanicOrLatinoEthnicity,countryOfBirthCode,"
      "stateOfBirthAbbreviation,cityOfBirth,publicSchoolResidenceStatus");
  for (const User& u : d.users) {
    if (u.birth_date.empty()) continue;
    file.row(
        {u.sourced_id, "", "", u.birth_date, u.sex, "", "", "", "", "", "", "", "", "", "", ""});
  }
  return file.text();
}

}  // namespace

Result<void> district_to_files(const District& d, const std::filesystem::path& folder) {
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed) {
    return Error{ErrorCode::Unavailable,
                 "cannot make the folder " + folder.string() + ": " + failed.message()};
  }
  const auto write = [&](const char* name, const std::string& text) {
    return write_file((folder / name).string(), text);
  };
  CW_CHECK(write("manifest.csv", manifest()));
  CW_CHECK(write("orgs.csv", orgs(d)));
  CW_CHECK(write("academicSessions.csv", sessions(d)));
  CW_CHECK(write("courses.csv", courses(d)));
  CW_CHECK(write("classes.csv", classes(d)));
  CW_CHECK(write("users.csv", users(d)));
  CW_CHECK(write("enrollments.csv", enrollments(d)));
  return write("demographics.csv", demographics(d));
}

}  // namespace crosswalk::sandbox
