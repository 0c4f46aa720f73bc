#include <string>
#include <vector>

#include "sandbox/core/json.hpp"
#include "sandbox/eschoolplus/rows.hpp"

namespace crosswalk::sandbox::eschoolplus {
namespace {

constexpr int kYear = 2027;

Json building(int number, const char* name, const char* code) {
  return {{"id", std::to_string(number)},
          {"building", number},
          {"name", name},
          {"abbreviation", code},
          {"stateCode", "4102" + std::to_string(number)},
          {"defaultCalendar", "R"},
          {"grades", {"06", "07"}}};
}

Json marking_period(int number, const char* code, int order, const char* title, Json dates) {
  return {{"id", std::to_string(number) + "-2027-" + code},
          {"building", number},
          {"schoolYear", kYear},
          {"markingPeriod", code},
          {"order", order},
          {"description", title},
          {"durationType", "S"},
          {"dates", std::move(dates)}};
}

Json days(const char* track, const char* start, const char* end) {
  return {{"track", track}, {"startDate", start}, {"endDate", end}};
}

Json student(const char* id, const char* first, const char* last, int at, const char* login) {
  Json out{{"id", id},       {"studentId", id}, {"firstName", first}, {"lastName", last},
           {"building", at}, {"grade", "06"},   {"loginId", login}};
  out["email"] = std::string(login) + "@nf.example";
  return out;
}

Json staff(const char* id, const char* first, const char* last, int at) {
  return {{"id", id},
          {"staffId", id},
          {"firstName", first},
          {"lastName", last},
          {"loginId", last},
          {"email", std::string(last) + "@nf.example"},
          {"buildings", Json::array({{{"building", at},
                                      {"isTeacher", true},
                                      {"isCounselor", false},
                                      {"isAdvisor", false},
                                      {"isPrimary", true},
                                      {"active", true}}})}};
}

Json session(int number, const char* teacher, std::vector<const char*> terms) {
  return {{"session", number},
          {"description", "Session " + std::to_string(number)},
          {"startPeriod", "02 "},
          {"endPeriod", "02 "},
          {"room", "B12 "},
          {"primaryStaffId", teacher},
          {"additionalStaffIds", Json::array()},
          {"takeAttendance", true},
          {"receiveMark", true},
          {"markingPeriods", terms}};
}

Json course(int at, const char* code, const char* title) {
  return {{"id", std::to_string(at) + ":" + code},
          {"building", at},
          {"course", code},
          {"description", title},
          {"department", "SCI  "},
          {"minGrade", "06"},
          {"maxGrade", "07"}};
}

Json section(int key, int at, const char* code, int number, const char* title, Json sessions) {
  return {{"id", std::to_string(key)},
          {"sectionKey", key},
          {"schoolYear", kYear},
          {"building", at},
          {"course", code},
          {"sectionNumber", number},
          {"description", title},
          {"sessions", std::move(sessions)}};
}

Json enrollment(int key, const char* who, int range, const char* added, Json dropped = nullptr) {
  return {{"id", std::to_string(key) + ":" + who + ":" + std::to_string(range)},
          {"sectionKey", key},
          {"studentId", who},
          {"dateRangeKey", range},
          {"dateAdded", added},
          {"dateDropped", std::move(dropped)}};
}

}  // namespace

Json small_district() {
  Json out;
  out["buildings"] = {building(14, "Alder Middle School", "AMS"),
                      building(15, "Birch Middle School", "BMS"),
                      building(90, "Central Office", "CO"), building(91, "Elsewhere", "OUT")};
  out["buildings"][2]["defaultCalendar"] = nullptr;
  out["buildings"][3]["outOfDistrict"] = true;
  const Json autumn = days("R", "2026-08-13", "2026-12-18");
  const Json spring = days("R", "2027-01-04", "2027-05-28");
  out["marking_periods"] = {
      marking_period(14, "M1", 1, "Semester 1", {days("B", "2026-09-01", "2026-12-18"), autumn}),
      marking_period(14, "M2", 2, "Semester 2", Json::array({spring})),
      marking_period(15, "M1", 1, "Semester 1", Json::array({autumn}))};
  out["grade_levels"] = {
      {{"id", "06"},
       {"code", "06"},
       {"description", "Sixth grade"},
       {"order", 9},
       {"nextGrade", "07"}},
      {{"id", "07"}, {"code", "07"}, {"description", "Seventh grade"}, {"order", 10}}};
  out["students"] = {student("300412", "Mina", "Castellan", 14, "castellanm"),
                     student("300413", "Teo", "Lind", 14, "lind t"),
                     student("300414", "Teo", "Lind", 14, "lindt2"),
                     student("300415", "Ola", "Berg", 14, "bergo"),
                     student("300416", "Uma", "Frost", 15, "frostu")};
  out["students"][0]["grade"] = "06 ";
  out["students"][0]["nickname"] = "Min";
  out["students"][0]["birthDate"] = "2015-03-02";
  out["students"][2]["email"] = nullptr;
  out["students"][2]["track"] = "B";
  out["students"][3]["status"] = "I";
  out["staff"] = {staff("T0457", "Hollis", "Brandt", 14), staff("T0460", "Ida", "Moss", 14),
                  staff("T0470", "Jo", "Reed", 15)};
  out["staff"][1]["buildings"][0]["isCounselor"] = true;
  out["guardians"] = Json::array({{{"id", "88120"},
                                   {"contactId", 88120},
                                   {"firstName", "Lena"},
                                   {"lastName", "Castellan"},
                                   {"email", "lena@mail.example"}}});
  out["student_contacts"] = Json::array(
      {{{"id", "1"}, {"studentId", "300412"}, {"contactId", 88120}, {"relation", "M"}}});
  out["courses"] = {course(14, "SCI600", "Science 6"), course(14, "STUDY", "Study hall"),
                    course(14, "OLD", "Retired"), course(15, "SCI600", "Science 6")};
  out["courses"][0]["longDescription"] = "Integrated Science,\nGrade 6";
  out["courses"][1]["studyHall"] = true;
  out["courses"][2]["active"] = false;
  Json shared = session(1, "T0457", {"M1", "M2"});
  shared["additionalStaffIds"] = Json::array({"T0460"});
  out["sections"] = {
      section(771204, 14, "SCI600", 3, "Science 6", {shared, session(2, "T0460", {"M2"})}),
      section(771205, 14, "SCI600", 4, "Science 6", Json::array({session(1, "T0457", {"M1"})})),
      section(771206, 14, "STUDY", 1, "Study hall", Json::array({session(1, "T0457", {"M1"})})),
      section(771207, 15, "SCI600", 1, "Science 6", Json::array({session(1, "T0470", {"M1"})})),
      section(771208, 14, "OLD", 1, "Retired", Json::array({session(1, "T0457", {"M1"})}))};
  out["enrollments"] = {enrollment(771204, "300412", 1, "2026-08-13", "2026-09-10"),
                        enrollment(771204, "300412", 2, "2026-10-01"),
                        enrollment(771204, "300413", 1, "2026-08-13"),
                        enrollment(771205, "300414", 1, "2026-08-13"),
                        enrollment(771205, "300413", 1, "2026-08-13", "2026-09-01"),
                        enrollment(771206, "300412", 1, "2026-08-13"),
                        enrollment(771207, "300416", 1, "2026-08-13"),
                        enrollment(771207, "300412", 1, "2026-08-13")};
  out["enrollments"][2]["markingPeriods"] = Json::array({"M2"});
  out["enrollments"][7]["courseStatus"] = "D";
  out["custom_fields"] = Json::array({{{"id", "1"},
                                       {"studentId", "300412"},
                                       {"screen", 5020},
                                       {"field", 3},
                                       {"label", "Laptop Tag"},
                                       {"value", "NF-20931"}}});
  return out;
}

}  // namespace crosswalk::sandbox::eschoolplus
