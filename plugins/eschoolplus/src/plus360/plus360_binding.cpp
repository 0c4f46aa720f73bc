#include "plus360/plus360_binding.hpp"

#include "decoded.hpp"
#include "plus360/decode.hpp"
#include "plus360/lists.hpp"
#include "plus360/table.hpp"

#include "crosswalk/json.hpp"

namespace crosswalk::eschoolplus {
namespace {

class Plus360Binding final : public Binding {
 public:
  Plus360Binding(Host host, std::string base_url) : host_(host), base_url_(std::move(base_url)) {}

  /// OneRoster has no word for it.
  Result<std::optional<Info>> info() override { return std::optional<Info>(); }

  Result<Listed<Building>> buildings() override {
    return all<Building>(plus360::kBuildings, {}, plus360::decode_building);
  }
  Result<Listed<MarkingPeriod>> marking_periods(std::string_view year) override {
    const auto of_year = [&](const Json& record) {
      auto period = plus360::decode_period(record);
      const bool other = period && period->refused.empty() && period->school_year != year;
      return other ? std::nullopt : period;
    };
    CW_TRY(auto out, all<MarkingPeriod>(plus360::kTerms, {}, of_year));
    CW_TRY(auto more, all<MarkingPeriod>(plus360::kGradingPeriods, {}, of_year));
    out.complete = out.complete && more.complete;
    for (MarkingPeriod& period : more.rows) out.rows.push_back(std::move(period));
    return out;
  }
  /// Courses say their grades one by one.
  Result<Listed<GradeLevel>> grade_levels() override { return Listed<GradeLevel>(); }
  Result<Listed<Student>> students() override {
    return all<Student>(plus360::kStudents, {}, plus360::decode_student);
  }
  Result<Listed<Staff>> staff() override {
    return all<Staff>(plus360::kStaff, {}, plus360::decode_teacher);
  }
  Result<Listed<Guardian>> guardians() override {
    return all<Guardian>(plus360::kGuardians, plus360::kGuardianFilter, plus360::decode_guardian);
  }
  Result<Listed<Contact>> contacts() override {
    return all<Contact>(plus360::kStudents, {}, plus360::decode_contacts);
  }
  Result<Listed<Course>> courses() override {
    return all<Course>(plus360::kCourses, {}, plus360::decode_course);
  }
  Result<Listed<Section>> sections(std::string_view year) override {
    CW_TRY(auto out, all<Section>(plus360::kSections, {}, [&](const Json& record) {
             return plus360::decode_section(record, year);
           }));
    CW_TRY(const auto teachings,
           all<plus360::Teaching>(plus360::kEnrollments, plus360::kTeacherFilter,
                                  plus360::decode_teaching));
    out.complete = out.complete && teachings.complete;
    plus360::add_teachers(teachings.rows, out.rows);
    return out;
  }
  Result<Listed<Enrollment>> enrollments(std::string_view /*year*/) override {
    return all<Enrollment>(plus360::kEnrollments, plus360::kStudentFilter,
                           plus360::decode_enrollment);
  }

 private:
  template <class Row, class Decode>
  Result<Listed<Row>> all(const plus360::Source& source, std::string_view filter, Decode decode) {
    CW_TRY(const plus360::Listing listing, plus360::list_all(host_, base_url_, source, filter));
    Listed<Row> out;
    out.complete = listing.complete;
    for (const Json& record : listing.records) keep(out.rows, decode(record));
    return out;
  }

  Host host_;
  std::string base_url_;
};

}  // namespace

std::unique_ptr<Binding> plus360_binding(Host host, std::string base_url) {
  return std::make_unique<Plus360Binding>(host, std::move(base_url));
}

}  // namespace crosswalk::eschoolplus
