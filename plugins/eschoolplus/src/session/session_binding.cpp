#include "session/session_binding.hpp"

#include "decoded.hpp"
#include "session/decode.hpp"
#include "session/lists.hpp"
#include "session/table.hpp"
#include "values.hpp"

#include "crosswalk/json.hpp"

namespace crosswalk::eschoolplus {
namespace {

class SessionBinding final : public Binding {
 public:
  SessionBinding(Host host, std::string base_url, std::string site_code)
      : client_(host, std::move(base_url), std::move(site_code)) {}
  ~SessionBinding() override { client_.close(table::kClose.path); }

  Result<std::optional<Info>> info() override {
    constexpr std::string_view kWhat = "asking for the version";
    CW_TRY(const HttpResponse answer, client_.get_open(table::kInfo.path, kWhat));
    if (answer.status != 200) return refusal(answer, kWhat);
    auto document = parse_json(answer.body);
    if (!document) return in_context(std::move(document).error(), std::string(kWhat));
    return std::optional(Info{text_at(*document, table::kVersion).value_or(""),
                              text_at(*document, table::kMaintenance).value_or("")});
  }

  Result<Listed<Building>> buildings() override {
    return all<Building>(table::kBuildings, {}, decode_building);
  }
  Result<Listed<MarkingPeriod>> marking_periods(std::string_view year) override {
    return all<MarkingPeriod>(table::kMarkingPeriods, of_year(year), decode_marking_period);
  }
  Result<Listed<GradeLevel>> grade_levels() override {
    return all<GradeLevel>(table::kGradeLevels, {}, decode_grade_level);
  }
  Result<Listed<Student>> students() override {
    return all<Student>(table::kStudents,
                        {{table::kStatusFilter, std::string(table::kActiveStudent)}},
                        decode_student);
  }
  Result<Listed<Staff>> staff() override { return all<Staff>(table::kStaff, {}, decode_staff); }
  Result<Listed<Guardian>> guardians() override {
    return all<Guardian>(table::kGuardians, {}, decode_guardian);
  }
  Result<Listed<Contact>> contacts() override {
    return all<Contact>(table::kContacts, {}, decode_contact);
  }
  Result<Listed<Course>> courses() override {
    return all<Course>(table::kCourses, {}, decode_course);
  }
  Result<Listed<Section>> sections(std::string_view year) override {
    return all<Section>(table::kSections, of_year(year), decode_section);
  }
  Result<Listed<Enrollment>> enrollments(std::string_view year) override {
    return all<Enrollment>(table::kEnrollments, of_year(year), decode_enrollment);
  }

 private:
  static Filters of_year(std::string_view year) {
    return {{table::kSchoolYearFilter, std::string(year)}};
  }

  template <class Row, class Decode>
  Result<Listed<Row>> all(const table::Operation& operation, const Filters& filters,
                          Decode decode) {
    const std::string what = "reading " + std::string(operation.name);
    CW_TRY(const Listing listing,
           list_all(client_, operation.path, filters, what, table::kPageSize));
    Listed<Row> out;
    out.complete = listing.complete;
    out.as_of = parse_day(listing.as_of);
    for (const Json& json : listing.rows) keep(out.rows, decode(json));
    return out;
  }

  Client client_;
};

}  // namespace

std::unique_ptr<Binding> session_binding(Host host, std::string base_url, std::string site_code) {
  return std::make_unique<SessionBinding>(host, std::move(base_url), std::move(site_code));
}

}  // namespace crosswalk::eschoolplus
