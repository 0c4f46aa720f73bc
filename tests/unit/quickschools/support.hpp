#pragma once

/// \file
/// The adapter on a scripted host.

#include "adapter.hpp"

#include "support/change_batch.hpp"
#include "support/fake_http_host.hpp"
#include "support/roster_reading.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>

namespace crosswalk::quickschools {

inline constexpr std::string_view kConfig =
    R"({"api_key": true, "school_code": "birch", "base_url": "http://127.0.0.1:8080/sms/v1/"})";

class QuickSchoolsTest : public ::testing::Test {
 protected:
  static constexpr const char* kSemesters = "/sms/v1/semesters?itemsPerPage=500";
  static constexpr const char* kClasses = "/sms/v1/classes?itemsPerPage=500";
  static constexpr const char* kSections1 =
      "/sms/v1/sections?semesterId=330021&itemsPerPage=500&fields=smsAcademicSemesterId,smsClassId";
  static constexpr const char* kSections2 =
      "/sms/v1/sections?semesterId=330022&itemsPerPage=500&fields=smsAcademicSemesterId,smsClassId";
  static constexpr const char* kStudents =
      "/sms/v1/students?itemsPerPage=500&fields=firstName,middleName,lastName,email,studentNumber,"
      "classId,hasLeft,deleted,smsClassSubjectSetIdList";
  static constexpr const char* kTeachers =
      "/sms/v1/teachers?itemsPerPage=500&fields=firstName,lastName,email,active";

  QuickSchoolsAdapter& adapter(std::string_view config = kConfig) {
    auto made = QuickSchoolsAdapter::create(fake_.host(), config);
    EXPECT_TRUE(made.has_value()) << made.error().message;
    adapter_ = std::move(made).value();
    return *adapter_;
  }
  testing::RosterRead read(std::string_view entity, std::string_view config = kConfig) {
    auto result = testing::read_roster(adapter(config), entity);
    EXPECT_TRUE(result.has_value()) << result.error().message;
    EXPECT_TRUE(fake_.exhausted());
    EXPECT_EQ(fake_.open_tickets(), 0U);
    return result ? std::move(result).value() : testing::RosterRead{};
  }
  /// Applies rows; the error of the call, if it failed as a whole, is kept in call_error_.
  std::vector<testing::Told> apply(std::string entity,
                                   const std::vector<testing::Change>& changes) {
    auto told = testing::apply_changes(adapter(), std::move(entity), changes, call_error_);
    EXPECT_TRUE(fake_.exhausted());
    EXPECT_EQ(fake_.open_tickets(), 0U);
    return told;
  }
  Error failure(std::string_view entity) {
    const auto result = testing::read_roster(adapter(), entity);
    EXPECT_FALSE(result.has_value());
    return result ? Error{} : result.error();
  }
  /// Two semesters of the active year, one of the year before.
  void semesters() {
    fake_.on_get(kSemesters, R"([
      {"id": "330011", "semesterName": "Semester 2", "yearId": "329000", "yearName": "2024-2025",
       "isActive": false, "startDate": "2025-01-06", "endDate": "2025-05-30"},
      {"id": "330021", "semesterName": "Semester 1", "yearId": "330000", "yearName": "2025-2026",
       "isActive": true, "startDate": "2025-08-18", "endDate": "2025-12-19"},
      {"id": 330022, "semesterName": "Semester 2", "yearId": "330000", "yearName": "2025-2026",
       "isActive": false, "startDate": "2026-01-05", "endDate": "2026-05-29"}])");
  }
  void sections() {
    fake_.on_get(kSections1, R"([
      {"id": "900010", "sectionName": "Science 6", "sectionCode": "SCI6-A", "classId": "440006",
       "className": "Grade 6", "teachers": [{"id": "610007", "fullName": "Rosa Amadi"},
                                            {"id": "610008", "fullName": "Joris O'Neill"}]},
      {"id": "900011", "sectionName": " Science  6 ", "sectionCode": " SCI6-B", "classId": "440006",
       "className": "Grade 6", "teachers": []}])");
    fake_.on_get(kSections2, R"([
      {"id": "900020", "sectionName": "Art", "sectionCode": "", "classId": "440009",
       "className": "Grade 9"}])");
  }
  void classes() {
    fake_.on_get(kClasses,
                 R"([{"id": "440006", "name": "Grade 6", "sortOrder": 7, "code": "06"}])");
  }
  void one_page(const char* path, const std::string& rows) {
    fake_.on_get(path,
                 R"({"page": 1, "itemsPerPage": 500, "numberOfPages": 1, "list": )" + rows + "}");
  }

  testing::FakeHttpHost fake_;
  std::unique_ptr<QuickSchoolsAdapter> adapter_;
  Result<> call_error_;
};

}  // namespace crosswalk::quickschools
