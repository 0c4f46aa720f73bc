/// \file
/// Who sits in a section of the active semester and who teaches it, a call for each section. Both
/// calls say what shall be, so that they may be repeated (contract 1.3, 4.5).

#include "back.hpp"
#include "forms.hpp"
#include "table.hpp"
#include "write.hpp"

#include "crosswalk/percent.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <utility>

namespace crosswalk::quickschools {
namespace {

struct Change {
  std::uint32_t row = 0;
  Seat seat;
};
using ChangeList = std::vector<Change>;

/// Sends some changes of one section in one call.
using Send = std::function<Result<Verdict>(const ChangeList&)>;

bool removes(std::uint16_t op) { return op == CW_ROW_DROP; }

/// Whose row it is: a new one by its fields, an old one by its id.
Seat seat_at(const Changes& changes, std::uint32_t row) {
  return changes.op(row) == CW_ROW_CREATE
             ? seat_of(changes.text(row, "class"), changes.text(row, "user"))
             : seat_of_id(changes.id(row));
}

/// Why a row cannot be sent; empty: it can.
std::string_view seat_fault(const Changes& changes, std::uint32_t row, const Seat& seat) {
  if (seat.section.empty() || seat.person.empty()) {
    return "the row does not say who is meant, and in which section";
  }
  const std::string_view role = changes.text(row, "role");
  if (changes.op(row) != CW_ROW_CREATE || role.empty()) return {};
  if (seat.teacher && role != "teacher") {
    return "is a teacher in QuickSchools, who cannot sit in a section";
  }
  if (!seat.teacher && role != "student") {
    return "is a student in QuickSchools, who cannot teach a section";
  }
  return {};
}

/// Whether a section that answered 404 to a write is not there any more: a path that a proxy does
/// not know, or one person whom QuickSchools does not, answers the same (contract 1.3).
/// \error as read_section(), but for what cannot be read of a section that is there
Result<bool> is_gone(const Client& client, const std::string& section) {
  const auto found = read_section(client, section);
  if (found || found.error().code == ErrorCode::BadData) return false;
  if (found.error().code == ErrorCode::NotFound) return true;
  return Error(found.error());
}

/// Nobody sits in a section that is gone, and nobody can be put there.
void tell_gone(Work& work, const std::string& section, const ChangeList& changes) {
  Verdict gone;
  gone.fate = Fate::Refused;
  gone.status = 404;
  gone.message = "section " + section + " is gone in QuickSchools; plan again";
  for (const Change& change : changes) {
    const std::string id = enrollment_id(change.seat);
    if (removes(work.changes.op(change.row))) {
      work.report.noop(change.row, id);
    } else {
      work.report.settle(change.row, gone, id);
    }
  }
}

void tell(Work& work, const ChangeList& changes, Verdict verdict) {
  if (verdict.fate == Fate::Refused && verdict.status == 404) {
    verdict.message =
        "QuickSchools does not know the person (404): the section is there; look for the person in "
        "QuickSchools, and plan again";
  }
  for (const Change& change : changes) {
    work.report.settle(change.row, verdict, enrollment_id(change.seat));
  }
}

/// The changes of one section. One person whom QuickSchools refuses must not keep the others out:
/// the refused list is halved until that one is alone.
class SectionWrite {
 public:
  SectionWrite(Work& work, const std::string& section, Send send)
      : work_(work), section_(section), send_(std::move(send)) {}

  Result<> send_apart(const ChangeList& changes) {
    CW_TRY(const Verdict verdict, send_(changes));
    if (verdict.fate == Fate::Refused && verdict.status == 404 && !is_there_) {
      CW_TRY(const bool gone, is_gone(work_.client, section_));
      if (gone) {
        tell_gone(work_, section_, changes);
        return {};
      }
      is_there_ = true;
    }
    if (verdict.fate != Fate::Refused || changes.size() == 1) {
      tell(work_, changes, verdict);
      return {};
    }
    const auto middle = changes.begin() + static_cast<std::ptrdiff_t>(changes.size() / 2);
    CW_CHECK(send_apart({changes.begin(), middle}));
    return send_apart({middle, changes.end()});
  }

 private:
  Work& work_;
  const std::string& section_;
  Send send_;
  bool is_there_ = false;  ///< by a second read
};

Result<> write_students(Work& work, const std::string& section, bool remove,
                        const ChangeList& changes) {
  const std::string path = std::string(table::kSectionEnrollments) + percent_encoded(section);
  SectionWrite write(work, section, [&](const ChangeList& some) {
    std::vector<std::string> ids;
    for (const Change& change : some) ids.push_back(change.seat.person);
    return send_write(work.client, remove ? "DELETE" : "POST", path,
                      ids_form(table::kStudentIds, ids), CW_RETRY_SAFE);
  });
  return write.send_apart(changes);
}

std::vector<std::string> changed(std::vector<std::string> teachers, bool remove,
                                 const ChangeList& changes) {
  for (const Change& change : changes) {
    const auto at = std::find(teachers.begin(), teachers.end(), change.seat.person);
    if (remove && at != teachers.end()) teachers.erase(at);
    if (!remove && at == teachers.end()) teachers.push_back(change.seat.person);
  }
  return teachers;
}

/// The list of teachers is written as a whole: those of others stay in it.
Result<> write_teachers(Work& work, const std::string& section, bool remove,
                        const ChangeList& changes) {
  const auto found = read_section(work.client, section);
  if (!found && found.error().code != ErrorCode::NotFound) return Error(found.error());
  if (!found) {
    tell_gone(work, section, changes);
    return {};
  }
  std::vector<std::string> teachers = found->teachers;
  const std::string path = std::string(table::kSections) + "/" + percent_encoded(section);
  SectionWrite write(work, section, [&](const ChangeList& some) -> Result<Verdict> {
    const auto wanted = changed(teachers, remove, some);
    if (wanted == teachers) {
      Verdict so_already;
      so_already.fate = Fate::Applied;
      return so_already;
    }
    CW_TRY(Verdict verdict, send_write(work.client, "POST", path,
                                       ids_form(table::kTeacherIds, wanted), CW_RETRY_SAFE));
    if (verdict.fate == Fate::Applied) teachers = wanted;
    return verdict;
  });
  return write.send_apart(changes);
}

/// Whether a section's rows may be sent: it is of the active semester. Otherwise they are told
/// here: it is gone, or of another semester, whose rosters an import leaves alone.
Result<bool> is_open(Work& work, const ActiveSemester& active, const std::string& section,
                     const ChangeList& changes) {
  const bool listed = std::any_of(active.sections.begin(), active.sections.end(),
                                  [&](const Section& one) { return one.id == section; });
  if (listed) return true;
  CW_TRY(const bool gone, is_gone(work.client, section));
  if (gone) {
    tell_gone(work, section, changes);
    return false;
  }
  const std::string fault = "section " + section + " is not of the active semester, " +
                            active.semester.name +
                            ": activate its semester in QuickSchools, and plan again";
  for (const Change& change : changes) work.report.refuse(change.row, fault);
  return false;
}

}  // namespace

Result<> write_enrollments(Work& work) {
  // By what is done, section and kind of person; additions before removals.
  std::map<std::tuple<bool, std::string, bool>, ChangeList> groups;
  for (std::uint32_t row = 0; row < work.changes.rows(); ++row) {
    const std::uint16_t op = work.changes.op(row);
    if (op != CW_ROW_CREATE && op != CW_ROW_RESTORE && !removes(op)) {
      work.report.unsupported(row);
      continue;
    }
    Seat seat = seat_at(work.changes, row);
    if (const auto fault = seat_fault(work.changes, row, seat); !fault.empty()) {
      work.report.refuse(row, fault);
      continue;
    }
    auto& group = groups[{removes(op), seat.section, seat.teacher}];
    group.push_back({row, std::move(seat)});
  }
  if (groups.empty()) return {};
  CW_TRY(const ActiveSemester active, read_active_semester(work.client));
  for (const auto& [what, changes] : groups) {
    const auto& [remove, section, teacher] = what;
    CW_TRY(const bool open, is_open(work, active, section, changes));
    if (!open) continue;
    CW_CHECK(teacher ? write_teachers(work, section, remove, changes)
                     : write_students(work, section, remove, changes));
  }
  return {};
}

}  // namespace crosswalk::quickschools
