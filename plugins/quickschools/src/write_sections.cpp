/// \file
/// Sections: new ones in the active semester, one call each; old ones by id.

#include "back.hpp"
#include "forms.hpp"
#include "table.hpp"
#include "write.hpp"

#include "crosswalk/json.hpp"
#include "crosswalk/percent.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace crosswalk::quickschools {
namespace {

/// What tells two sections of a semester apart: name, code and grade level (contract 4.4: neither
/// name nor code does by itself).
using SectionKey = std::tuple<std::string, std::string, std::string>;
using Standing = std::map<SectionKey, std::string>;  // section ids

Standing standing_of(const ActiveSemester& active) {
  Standing standing;
  for (const Section& section : active.sections) {
    standing.emplace(SectionKey{section.name, tidy(section.code), section.class_id}, section.id);
  }
  return standing;
}

SectionKey key_of(const Changes& changes, std::uint32_t row) {
  return {tidy(changes.text(row, "title")), tidy(changes.text(row, "code")),
          std::string(changes.text(row, "gradeLevel"))};
}

/// Why a new section cannot be sent; empty: it can.
std::string fault_of(const Changes& changes, std::uint32_t row, const Semester& active) {
  const auto& [name, code, level] = key_of(changes, row);
  if (name.empty() || code.empty() || level.empty()) {
    return "a section needs a name, a code and a grade level";
  }
  const auto sessions = changes.list(row, "sessions");
  if (std::find(sessions.begin(), sessions.end(), active.id) == sessions.end()) {
    return "QuickSchools would make it in the active semester, " + active.name +
           ", and it is of another one: activate its semester in QuickSchools, and plan again";
  }
  return {};
}

class Creation {
 public:
  Creation(Work& work, const ActiveSemester& active)
      : work_(work), semester_(active.semester), standing_(standing_of(active)) {}

  Result<> create(std::uint32_t row) {
    if (const auto fault = fault_of(work_.changes, row, semester_); !fault.empty()) {
      work_.report.refuse(row, fault);
      return {};
    }
    const SectionKey key = key_of(work_.changes, row);
    if (sent_.count(key) != 0) {
      work_.report.refuse(row,
                          "another class of this plan has the same name, code and grade level; "
                          "choose a code that tells them apart with the setting codes.class");
      return {};
    }
    if (const auto there = standing_.find(key); there != standing_.end()) {
      work_.report.section_exists(row, there->second);
      return {};
    }
    CW_TRY(const Verdict verdict, send_write(work_.client, "POST", std::string(table::kSections),
                                             section_form(work_.changes, row), CW_RETRY_HOST));
    sent_.emplace(key, row);
    return report(row, key, verdict);
  }

 private:
  Result<> report(std::uint32_t row, const SectionKey& key, const Verdict& verdict) {
    if (verdict.fate == Fate::Applied) {
      // A yes without the id says too little to be linked: the host looks.
      const std::string id = text_at(verdict.body, table::kId).value_or("");
      if (id.empty()) {
        work_.report.leave_unknown(row);
      } else {
        work_.report.settle(row, verdict, id);
      }
      return {};
    }
    if (verdict.code != table::kDuplicate) {
      work_.report.settle(row, verdict, {});
      return {};
    }
    // Somebody made it since the list was read.
    const auto again = read_active_semester(work_.client);
    const Standing standing = again ? standing_of(*again) : Standing{};
    if (const auto there = standing.find(key); there != standing.end()) {
      work_.report.section_exists(row, there->second);
    } else {
      work_.report.settle(row, verdict, {});
    }
    return {};
  }

  Work& work_;
  const Semester& semester_;
  Standing standing_;
  std::map<SectionKey, std::uint32_t> sent_;
};

Result<> update_section(Work& work, std::uint32_t row) {
  const std::string_view id = work.changes.id(row);
  std::string form = section_form(work.changes, row);
  if (id.empty()) {
    work.report.refuse(row, "the row does not say which section it is of");
  } else if (form.empty()) {
    work.report.noop(row, id);
  } else {
    CW_TRY(
        const Verdict verdict,
        send_write(work.client, "POST", std::string(table::kSections) + "/" + percent_encoded(id),
                   std::move(form), CW_RETRY_HOST));
    work.report.settle(row, verdict, id);
  }
  return {};
}

}  // namespace

Result<> write_sections(Work& work) {
  for (std::uint32_t row = 0; row < work.changes.rows(); ++row) {
    const std::uint16_t op = work.changes.op(row);
    if (op != CW_ROW_CREATE && op != CW_ROW_PATCH) work.report.unsupported(row);
  }
  if (const RowList rows = work.changes.with_op(CW_ROW_CREATE); !rows.empty()) {
    // What an earlier, lost call made is found here, before a second one is sent.
    CW_TRY(const ActiveSemester active, read_active_semester(work.client));
    Creation creation(work, active);
    for (const std::uint32_t row : rows) CW_CHECK(creation.create(row));
  }
  for (const std::uint32_t row : work.changes.with_op(CW_ROW_PATCH)) {
    CW_CHECK(update_section(work, row));
  }
  return {};
}

}  // namespace crosswalk::quickschools
