#include "files/files_binding.hpp"

#include "files/decode.hpp"
#include "files/tables.hpp"

#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace crosswalk::eschoolplus {
namespace {

using files::RowReader;
using files::Tables;

/// Section and session, or student and section.
using Pair = std::pair<std::string, std::string>;

/// A student in a section, without the dates.
struct Seat {
  bool real = false;     ///< not of a schedule that is only tried out
  bool dropped = false;  ///< in each of its rows
  bool dated = false;
};

class FilesBinding final : public Binding {
 public:
  explicit FilesBinding(Host host) : host_(host) {}

  /// Files say no version.
  Result<std::optional<Info>> info() override { return std::optional<Info>(); }

  Result<Listed<Building>> buildings() override {
    return one_table<Building>(files::kBuildings, files::decode_building);
  }

  Result<Listed<MarkingPeriod>> marking_periods(std::string_view year) override {
    Tables tables(host_);
    Listed<MarkingPeriod> out;
    std::map<std::string, std::size_t> places;
    std::set<std::string> known;  // of every year
    const auto key = [](const RowReader& row) {
      return row.at(files::kBuilding) + "|" + row.at(files::kMarkingPeriod);
    };
    const auto key_of_year = [&](const RowReader& row) {
      return key(row) + "|" + row.at(files::kSchoolYear);
    };
    CW_CHECK(tables.each(files::kPeriods, [&](const RowReader& row) {
      known.insert(key_of_year(row));
      MarkingPeriod period = files::decode_period(row);
      if (period.refused.empty() && period.school_year != year) return;
      places[key(row)] = out.rows.size();
      out.rows.push_back(std::move(period));
    }));
    CW_CHECK(tables.each(files::kPeriodDates, [&](const RowReader& row) {
      if (known.count(key_of_year(row)) == 0) tables.orphan(files::kPeriodDates, files::kPeriods);
      const auto at = places.find(key(row));
      if (at == places.end() || row.at(files::kSchoolYear) != year) return;
      files::PeriodDates dates = files::decode_period_dates(row);
      MarkingPeriod& period = out.rows[at->second];
      if (period.refused.empty()) period.refused = std::move(dates.refused);
      period.dates.push_back(std::move(dates.dates));
    }));
    for (MarkingPeriod& period : out.rows) {
      if (period.dates.empty() && period.refused.empty()) {
        period.refused = "marking period " + period.code + " of building " + period.building +
                         " has no dates in reg_mp_dates.csv";
      }
    }
    return tables.finish(std::move(out));
  }

  Result<Listed<GradeLevel>> grade_levels() override {
    return one_table<GradeLevel>(files::kGrades, files::decode_grade_level);
  }

  Result<Listed<Student>> students() override {
    Tables tables(host_);
    Listed<Student> out;
    std::unordered_map<std::string, std::size_t> places;
    std::unordered_set<std::string> known;  // inactive ones too
    const auto is_known = [&](const RowReader& row, const files::Table& table) {
      const bool found = known.count(row.at(files::kStudentId)) != 0;
      if (!found) tables.orphan(table, files::kStudents);
      return found;
    };
    CW_CHECK(tables.each(files::kStudents, [&](const RowReader& row) {
      known.insert(row.at(files::kStudentId));
      if (row.at(files::kCurrentStatus) != files::kActiveStudent) return;
      Student student = files::decode_student(row);
      places[student.id] = out.rows.size();
      out.rows.push_back(std::move(student));
    }));
    CW_CHECK(tables.each(files::kPersonal, [&](const RowReader& row) {
      if (!is_known(row, files::kPersonal)) return;
      const auto at = places.find(row.at(files::kStudentId));
      if (at != places.end()) out.rows[at->second].state_id = row.at(files::kStateReportId);
    }));
    // E-mail and user name of a student stand on the mailing contact (contract 1.3).
    std::unordered_multimap<std::string, std::size_t> by_contact;
    CW_CHECK(tables.each(files::kStudentContacts, [&](const RowReader& row) {
      if (!is_known(row, files::kStudentContacts)) return;
      const auto at = places.find(row.at(files::kStudentId));
      if (at == places.end() || row.at(files::kContactType) != files::kMailingContact) return;
      by_contact.emplace(row.at(files::kContactId), at->second);
    }));
    CW_CHECK(tables.each(files::kContacts, [&](const RowReader& row) {
      const auto [begin, end] = by_contact.equal_range(row.at(files::kContactId));
      for (auto at = begin; at != end; ++at) {
        out.rows[at->second].email = row.at(files::kEmail);
        out.rows[at->second].login = row.at(files::kLoginId);
      }
    }));
    return tables.finish(std::move(out));
  }

  Result<Listed<Staff>> staff() override {
    Tables tables(host_);
    Listed<Staff> out;
    std::unordered_map<std::string, std::size_t> places;
    CW_CHECK(tables.each(files::kStaff, [&](const RowReader& row) {
      Staff one = files::decode_staff(row);
      places[one.id] = out.rows.size();
      out.rows.push_back(std::move(one));
    }));
    CW_CHECK(tables.each(files::kStaffPlaces, [&](const RowReader& row) {
      const auto at = places.find(row.at(files::kStaffId));
      if (at == places.end()) return tables.orphan(files::kStaffPlaces, files::kStaff);
      StaffPlace place = files::decode_place(row);
      const bool active = row.at(files::kActive) != "N";
      if (place.building.empty() || !active) return;
      out.rows[at->second].places.push_back(std::move(place));
    }));
    return tables.finish(std::move(out));
  }

  Result<Listed<Guardian>> guardians() override {
    Tables tables(host_);
    Listed<Guardian> out;
    std::map<std::string, std::uint64_t> wanted;  // rows that want it; 0: it was found
    CW_CHECK(tables.each(files::kStudentContacts, [&](const RowReader& row) {
      if (is_guardian(row) && !row.at(files::kContactId).empty()) {
        ++wanted[row.at(files::kContactId)];
      }
    }));
    CW_CHECK(tables.each(files::kContacts, [&](const RowReader& row) {
      const auto at = wanted.find(row.at(files::kContactId));
      if (at == wanted.end()) return;
      at->second = 0;
      out.rows.push_back(files::decode_guardian(row));
    }));
    for (const auto& [contact, rows] : wanted) {
      if (rows != 0) tables.orphan(files::kStudentContacts, files::kContacts, rows);
    }
    return tables.finish(std::move(out));
  }

  Result<Listed<Contact>> contacts() override {
    Tables tables(host_);
    Listed<Contact> out;
    CW_CHECK(tables.each(files::kStudentContacts, [&](const RowReader& row) {
      Contact contact{row.at(files::kStudentId), row.at(files::kContactId)};
      const bool named = !contact.student.empty() && !contact.guardian.empty();
      if (named && is_guardian(row)) out.rows.push_back(std::move(contact));
    }));
    return tables.finish(std::move(out));
  }

  Result<Listed<Course>> courses() override {
    return one_table<Course>(files::kCourses, files::decode_course);
  }

  Result<Listed<Section>> sections(std::string_view year) override {
    Tables tables(host_);
    Listed<Section> out;
    std::unordered_map<std::string, std::size_t> places;
    std::unordered_set<std::string> known;  // of every year
    CW_CHECK(tables.each(files::kSections, [&](const RowReader& row) {
      known.insert(row.at(files::kSectionKey));
      Section section = files::decode_section(row);
      if (section.refused.empty() && section.school_year != year) return;
      places[section.key] = out.rows.size();
      out.rows.push_back(std::move(section));
    }));
    std::map<Pair, CourseSession> sessions;
    std::set<Pair> known_sessions;
    CW_CHECK(tables.each(files::kSessions, [&](const RowReader& row) {
      known_sessions.insert(session_key(row));
      if (known.count(row.at(files::kSectionKey)) == 0) {
        tables.orphan(files::kSessions, files::kSections);
      }
      if (places.count(row.at(files::kSectionKey)) != 0) {
        sessions.emplace(session_key(row), files::decode_session(row));
      }
    }));
    const auto session_of = [&](const RowReader& row, const files::Table& table) -> CourseSession* {
      if (known_sessions.count(session_key(row)) == 0) tables.orphan(table, files::kSessions);
      const auto at = sessions.find(session_key(row));
      return at == sessions.end() ? nullptr : &at->second;
    };
    CW_CHECK(tables.each(files::kSessionPeriods, [&](const RowReader& row) {
      CourseSession* session = session_of(row, files::kSessionPeriods);
      if (session != nullptr) session->marking_periods.push_back(row.at(files::kMarkingPeriod));
    }));
    CW_CHECK(tables.each(files::kSessionStaff, [&](const RowReader& row) {
      CourseSession* session = session_of(row, files::kSessionStaff);
      if (session != nullptr) session->other_staff.push_back(row.at(files::kStaffId));
    }));
    for (auto& [key, session] : sessions) {
      out.rows[places.at(key.first)].sessions.push_back(std::move(session));
    }
    for (Section& section : out.rows) files::settle_sessions(section);
    return tables.finish(std::move(out));
  }

  Result<Listed<Enrollment>> enrollments(std::string_view /*year*/) override {
    Tables tables(host_);
    Listed<Enrollment> out;
    std::map<Pair, Seat> seats;
    const auto key = [](const RowReader& row) {
      return Pair(row.at(files::kSectionKey), row.at(files::kStudentId));
    };
    CW_CHECK(tables.each(files::kSeats, [&](const RowReader& row) {
      Seat& seat = seats[key(row)];
      // A modelled seat is one of a schedule that is only tried out.
      if (row.at(files::kModeled) == "Y") return;
      // Of several rows one that is not dropped is enough.
      const bool dropped = row.at(files::kCourseStatus) == files::kDropped;
      seat.dropped = dropped && (seat.dropped || !seat.real);
      seat.real = true;
    }));
    CW_CHECK(tables.each(files::kSeatDates, [&](const RowReader& row) {
      const auto seat = seats.find(key(row));
      if (seat == seats.end()) return tables.orphan(files::kSeatDates, files::kSeats);
      if (!seat->second.real) return;
      seat->second.dated = true;
      Enrollment one = files::decode_enrollment(row);
      one.dropped = seat->second.dropped;
      out.rows.push_back(std::move(one));
    }));
    for (const auto& [who, seat] : seats) {
      if (!seat.real || seat.dated || seat.dropped) continue;
      Enrollment one;
      one.refused = "the enrollment of student " + who.second + " in section " + who.first +
                    " has no dates in schd_stu_crs_dates.csv";
      out.rows.push_back(std::move(one));
    }
    return tables.finish(std::move(out));
  }

 private:
  static bool is_guardian(const RowReader& row) {
    return row.at(files::kContactType) == files::kGuardianContact;
  }
  static Pair session_key(const RowReader& row) {
    return {row.at(files::kSectionKey), row.at(files::kCourseSession)};
  }

  template <class Row, class Decode>
  Result<Listed<Row>> one_table(const files::Table& table, Decode decode) {
    Tables tables(host_);
    Listed<Row> out;
    CW_CHECK(tables.each(table, [&](const RowReader& row) { out.rows.push_back(decode(row)); }));
    return tables.finish(std::move(out));
  }

  Host host_;
};

}  // namespace

std::unique_ptr<Binding> files_binding(Host host) { return std::make_unique<FilesBinding>(host); }

}  // namespace crosswalk::eschoolplus
