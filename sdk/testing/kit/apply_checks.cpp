/// A: what is written. Only ever to a played system.

#include <algorithm>
#include <nlohmann/json.hpp>

#include "testing/kit/groups.hpp"
#include "testing/kit/guest.hpp"
#include "testing/kit/scribe.hpp"

namespace crosswalk::kit {
namespace {

constexpr std::uint32_t kLargestBatch = 50;

std::string why_no_writes(Bench& bench) {
  if (bench.applying() == nullptr) return "it is no destination";
  if (!bench.lender().why_no_data().empty()) return bench.lender().why_no_data();
  if (!bench.lender().writable()) return "nothing is written to a system that is not played";
  return {};
}

/// Serial numbers of an entity's own: what it refers to is made under the same ones.
int serials_of(const Scribe& scribe, const std::string& entity, int first) {
  const auto all = scribe.creatable();
  const auto at = std::find(all.begin(), all.end(), entity);
  return first + static_cast<int>(at - all.begin()) * static_cast<int>(kLargestBatch);
}

/// Runs a body for every entity that can be created; it returns a complaint, or nothing.
template <class Body>
Finding each_entity(Bench& bench, Body&& body) {
  if (const auto why = why_no_writes(bench); !why.empty()) return skipped(why);
  Guest guest(bench);
  if (!guest) return failed("create() failed: " + guest.created().message);
  Scribe scribe(guest);
  std::string tried;
  for (const std::string& entity : scribe.creatable()) {
    const Result<std::string> complaint = body(guest, scribe, entity);
    if (!complaint) return failed(entity + ": " + complaint.error().message);
    if (*complaint == "-") continue;
    if (!complaint->empty()) return failed(entity + ": " + *complaint);
    tried += (tried.empty() ? "" : ", ") + entity;
  }
  return tried.empty() ? skipped("no entity allows it") : passed(tried);
}

Result<std::vector<ScribeRow>> fresh_rows(Scribe& scribe, const std::string& entity, int first,
                                          std::uint32_t count) {
  std::vector<ScribeRow> rows;
  for (std::uint32_t i = 0; i < count; ++i) {
    CW_TRY(ScribeRow row, scribe.record(entity, first + static_cast<int>(i)));
    rows.push_back(std::move(row));
  }
  return rows;
}

Finding a1(Bench& bench) {
  return each_entity(
      bench, [](Guest&, Scribe& scribe, const std::string& entity) -> Result<std::string> {
        CW_TRY(const auto rows, fresh_rows(scribe, entity, serials_of(scribe, entity, 100),
                                           std::min(3U, scribe.batch_size(entity))));
        const Written written = scribe.write(entity, rows);
        if (!written.call.broken.empty()) return written.call.broken;
        if (!written.call.ok() || !written.all(CW_OUT_APPLIED)) return written.words();
        for (const ChangeOutcome& each : written.outcomes) {
          if (each.remote_id.empty()) return std::string("a record was created without an id");
        }
        return std::string();
      });
}

Finding a2(Bench& bench) {
  return each_entity(bench,
                     [](Guest&, Scribe& scribe, const std::string& entity) -> Result<std::string> {
                       const std::string field = scribe.changeable_text(entity);
                       CW_TRY(const ScribeRow made, scribe.record(entity, 200));
                       CW_TRY(const std::string id, scribe.existing(entity, 200));
                       const std::string within = scribe.partition_of(entity, made);
                       const auto before = scribe.read_back(entity, id, within);
                       if (before.readable && !before.found)
                         return "what was created is not read back: " + id;
                       if (field.empty() || !scribe.can(entity, "update")) return std::string();
                       ScribeRow change;
                       change.op = CW_ROW_PATCH;
                       change.id = id;
                       change.fields[field].text = "Kit changed";
                       const Written written = scribe.write(entity, {change});
                       if (!written.call.ok() || !written.all(CW_OUT_APPLIED))
                         return written.words();
                       if (!before.readable) return std::string();
                       auto after = scribe.read_back(entity, id, within);
                       if (after.cells[field].find("Kit changed") == std::string::npos) {
                         return "a change of " + field + " is not read back";
                       }
                       for (const auto& [name, cell] : before.cells) {
                         if (name != field && after.cells[name] != cell) {
                           return "a change of " + field + " changed " + name + " too";
                         }
                       }
                       return std::string();
                     });
}

Finding a3(Bench& bench) {
  return each_entity(
      bench, [](Guest&, Scribe& scribe, const std::string& entity) -> Result<std::string> {
        CW_TRY(const ScribeRow row, scribe.record(entity, 300));
        CW_TRY(const std::string id, scribe.existing(entity, 300));
        const std::string within = scribe.partition_of(entity, row);
        const auto before = scribe.read_back(entity, id, within);
        const Written again = scribe.write(entity, {row});
        if (!again.call.ok()) return again.words();
        const ChangeOutcome& outcome = again.outcomes[0];
        const bool same = outcome.state == CW_OUT_NOOP || outcome.state == CW_OUT_APPLIED;
        const bool refused = outcome.state == CW_OUT_REJECTED;
        if (!same && !refused) return "the second time: " + again.words();
        if (same && !outcome.remote_id.empty() && outcome.remote_id != id) {
          return std::string("creating the same record twice gives two ids");
        }
        const auto after = scribe.read_back(entity, id, within);
        if (before.readable && after.readable && after.rows != before.rows) {
          return std::string("creating the same record twice makes two");
        }
        return std::string();
      });
}

Finding a4(Bench& bench) {
  return each_entity(
      bench, [](Guest&, Scribe& scribe, const std::string& entity) -> Result<std::string> {
        const std::string field = scribe.changeable_text(entity);
        if (field.empty() || !scribe.can(entity, "update") || scribe.batch_size(entity) < 3) {
          return std::string("-");
        }
        std::vector<ScribeRow> rows;
        for (const int serial : {400, 0, 401}) {
          CW_TRY(ScribeRow row, scribe.change_of(entity, serial == 0 ? 400 : serial));
          if (serial == 0) row.id = "999999999";  // nobody has it
          row.fields[field].text = "Kit " + std::to_string(serial);
          rows.push_back(std::move(row));
        }
        const Written written = scribe.write(entity, rows);
        if (!written.call.ok()) return written.words();
        const auto done = [](const ChangeOutcome& each) {
          return each.state == CW_OUT_APPLIED || each.state == CW_OUT_NOOP;
        };
        if (!done(written.outcomes[0]) || !done(written.outcomes[2])) {
          return "beside a rejected change the others are " + written.words();
        }
        if (written.outcomes[1].state != CW_OUT_REJECTED) {
          return "a change of a record that is not there is " +
                 outcome_word(written.outcomes[1].state);
        }
        return std::string();
      });
}

Finding a5(Bench&) { return skipped("version 1.0 has no dry run"); }

/// One create with a fault armed for it.
Result<Written> create_under(Guest& guest, Scribe& scribe, const std::string& entity, int serial,
                             const Fault& fault, bool& struck) {
  CW_TRY(const ScribeRow row, scribe.record(entity, serials_of(scribe, entity, serial)));
  guest.tap().arm(fault);
  Written written = scribe.write(entity, {row});
  struck = guest.tap().seen().struck;
  guest.tap().arm({});
  return written;
}

Finding a6(Bench& bench) {
  return each_entity(
      bench, [](Guest& guest, Scribe& scribe, const std::string& entity) -> Result<std::string> {
        bool struck = false;
        CW_TRY(const Written written,
               create_under(guest, scribe, entity, 600, {Fault::Kind::AnswerLost, 1, CW_OK, 0, ""},
                            struck));
        if (!struck) return std::string("-");
        const std::uint32_t state = written.outcomes[0].state;
        if (state == CW_OUT_UNKNOWN || state == CW_OUT_APPLIED) return std::string();
        return "a write whose answer was lost is " + written.words();
      });
}

Finding a8(Bench& bench) {
  return each_entity(
      bench, [](Guest& guest, Scribe& scribe, const std::string& entity) -> Result<std::string> {
        bool struck = false;
        CW_TRY(const Written written,
               create_under(guest, scribe, entity, 800,
                            {Fault::Kind::WriteRefused, 0, CW_OK, 429, ""}, struck));
        if (!struck) return std::string("-");
        const std::uint32_t state = written.outcomes[0].state;
        const bool later = state == CW_OUT_RETRY || state == CW_OUT_SKIPPED;
        const bool told =
            written.call.status == CW_E_THROTTLED || written.call.status == CW_E_TRANSIENT;
        if (later || (state == CW_OUT_UNKNOWN && told)) return std::string();
        return "a write that was throttled is " + written.words();
      });
}

Finding a9(Bench& bench) {
  return each_entity(
      bench, [](Guest&, Scribe& scribe, const std::string& entity) -> Result<std::string> {
        const std::uint32_t size = std::min(kLargestBatch, scribe.batch_size(entity));
        if (size < 2) return std::string("-");
        CW_TRY(const auto rows, fresh_rows(scribe, entity, serials_of(scribe, entity, 900), size));
        const Written written = scribe.write(entity, rows);
        if (!written.call.broken.empty()) return written.call.broken;
        if (written.call.ok() && written.all(CW_OUT_APPLIED)) return std::string();
        return std::to_string(size) + " rows: " + written.words();
      });
}

constexpr Check kApplyChecks[] = {
    {"A1", "Every change of a batch has its outcome, and what was created has an id.", a1},
    {"A2", "What is written is read back, and a change leaves other fields alone.", a2},
    {"A3", "The same create twice makes one record.", a3},
    {"A4", "One rejected change does not hide the others.", a4},
    {"A5", "A dry run sends nothing.", a5},
    {"A6", "A write whose answer was lost is UNKNOWN, never RETRY.", a6},
    {"A8", "A write that was throttled is RETRY.", a8},
    {"A9", "A batch of the declared size is carried out.", a9},
};

}  // namespace

std::span<const Check> apply_checks() { return kApplyChecks; }

}  // namespace crosswalk::kit
