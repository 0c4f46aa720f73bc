/// R: what is read, however it is asked for.

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "crosswalk/batch_view.hpp"
#include "testing/kit/groups.hpp"
#include "testing/kit/guest.hpp"
#include "testing/kit/reading.hpp"

namespace crosswalk::kit {
namespace {

using Json = nlohmann::json;

constexpr std::uint64_t kSmallest = 4096;  // bytes of a batch buffer

/// Runs a body on every offered read, and stops at its first complaint (not empty).
template <class Body>
Finding each_read(Bench& bench, Body&& body) {
  if (const std::string why = why_no_reads(bench); !why.empty()) return skipped(why);
  Guest guest(bench);
  if (!guest) return failed("create() failed: " + guest.created().message);
  std::string evidence;
  for (const ReadAsk& ask : offered_reads(guest)) {
    const ReadDone whole = guest.read(ask);
    if (!whole.whole()) return failed("reading " + ask.entity + ": " + whole.words());
    const std::string complaint = body(guest, ask, whole);
    if (!complaint.empty()) return failed(ask.entity + ": " + complaint);
    evidence += (evidence.empty() ? "" : ", ") + std::to_string(whole.rows.size()) + " " +
                ask.entity + (ask.side == CW_SIDE_DESTINATION ? " back" : "");
  }
  return evidence.empty() ? skipped("it offers no full read") : passed(evidence);
}

Finding r1(Bench& bench) {
  return each_read(bench, [](Guest&, const ReadAsk&, const ReadDone&) { return std::string(); });
}

Finding r2(Bench& bench) {
  return each_read(bench, [](Guest& guest, const ReadAsk& ask, const ReadDone& whole) {
    const auto expected = sorted(whole.rows);
    std::uint64_t seed = 88172645463325252ULL;
    const auto any = [&](std::uint64_t) {
      seed ^= seed << 13U;
      seed ^= seed >> 7U;
      seed ^= seed << 17U;
      return kSmallest + seed % 61440 / 8 * 8;
    };
    const std::vector<std::pair<const char*, std::function<std::uint64_t(std::uint64_t)>>> ways{
        {"4 KiB", [](std::uint64_t) { return kSmallest; }},
        {"64 KiB", [](std::uint64_t) { return std::uint64_t{65536}; }},
        {"1 MiB", [](std::uint64_t) { return std::uint64_t{1} << 20U; }},
        {"changing size", any}};
    for (const auto& [name, capacity] : ways) {
      ReadAsk other = ask;
      other.capacity = capacity;
      const ReadDone done = guest.read(other);
      if (!done.whole()) return "with buffers of " + std::string(name) + ": " + done.words();
      if (sorted(done.rows) != expected) {
        return "other rows with buffers of " + std::string(name);
      }
    }
    return std::string();
  });
}

Finding r3(Bench& bench) {
  return each_read(bench, [](Guest& guest, const ReadAsk& ask, const ReadDone& whole) {
    Guest other(guest.bench());
    const ReadDone again = other ? other.read(ask) : ReadDone{};
    if (!again.whole()) return "the second time: " + again.words();
    return sorted(again.rows) == sorted(whole.rows) ? std::string() : "other rows the second time";
  });
}

Finding r4(Bench& bench) {
  return each_read(bench, [](Guest&, const ReadAsk&, const ReadDone& whole) {
    std::set<std::string> seen;
    for (const GuestRow& row : whole.rows) {
      if (row.bad) continue;
      if (row.id.empty()) return std::string("a row without an id that is not refused");
      if (!seen.insert(row.id).second) return "the id " + row.id + " comes twice";
    }
    return std::string();
  });
}

constexpr std::int64_t kEarliestDay = -36525;  // 1870: nobody at school was born before
constexpr std::int64_t kLatestDay = 73049;     // 2170

bool day_in_range(const cw_cell& cell) {
  return cell.v.i >= kEarliestDay && cell.v.i <= kLatestDay;
}

/// Why a cell is not of its declared type; empty: it is.
std::string type_fault(const BatchView& batch, const cw_cell& cell, const std::string& type) {
  if (cell.type == CW_T_ABSENT || cell.type == CW_T_NULL) return {};
  const auto is = [&](std::uint8_t wanted) {
    return cell.type == wanted ? std::string() : "is of cell type " + std::to_string(cell.type);
  };
  if (type == "text" || type == "ref") return is(CW_T_TEXT);
  if (type == "bool") return is(CW_T_BOOL);
  if (type == "json") {
    if (cell.type != CW_T_JSON) return is(CW_T_JSON);
    return Json::accept(batch.text(cell)) ? std::string() : "is no JSON";
  }
  if (type == "date") {
    if (cell.type != CW_T_DATE) return is(CW_T_DATE);
    return day_in_range(cell) ? std::string() : "is day " + std::to_string(cell.v.i);
  }
  if (cell.type != CW_T_LIST) return is(CW_T_LIST);
  for (const cw_cell& each : batch.list(cell)) {
    if (each.type != (type == "table" ? CW_T_LIST : CW_T_TEXT)) {
      return "has an element of cell type " + std::to_string(each.type);
    }
  }
  return {};
}

Finding r5(Bench& bench) {
  return each_read(bench, [](Guest& guest, const ReadAsk& ask, const ReadDone&) {
    const auto columns = columns_of(guest.bench(), ask.entity, ask.side);
    std::string fault;
    ReadAsk looking = ask;
    looking.look = [&](const BatchView& batch) {
      for (std::uint32_t r = 0; r < batch.rows() && fault.empty(); ++r) {
        if ((batch.row(r).flags & CW_ROW_F_BAD) != 0) continue;
        for (std::uint32_t c = 0; c < columns.size() && fault.empty(); ++c) {
          fault = type_fault(batch, batch.cell(r, c), columns[c].type);
          if (!fault.empty()) fault = "column " + columns[c].name + " " + fault;
        }
      }
    };
    guest.read(looking);
    return fault;
  });
}

Finding r6(Bench&) { return skipped("a request of version 1.0 cannot start at a resume token"); }

/// Indices 1..count, at most `most` of them, the first and the last among them.
std::vector<std::uint64_t> spread(std::uint64_t count, std::uint64_t most) {
  std::vector<std::uint64_t> out;
  for (std::uint64_t i = 0; i < std::min(count, most); ++i) {
    out.push_back(count <= most ? i + 1 : 1 + i * (count - 1) / (most - 1));
  }
  return out;
}

Finding r7(Bench& bench) {
  return each_read(bench, [](Guest& guest, const ReadAsk& ask, const ReadDone& whole) {
    guest.tap().arm({});
    guest.read(ask);
    const std::uint64_t calls = guest.tap().seen().calls;
    const std::uint64_t answers = guest.tap().seen().answers;
    std::vector<Fault> faults;
    for (const std::uint64_t at : spread(calls, 16)) {
      faults.push_back({Fault::Kind::Status, at, CW_E_TRANSIENT});
    }
    for (const std::uint64_t at : spread(answers, 8)) faults.push_back({Fault::Kind::HttpCut, at});
    const auto expected = sorted(whole.rows);
    for (const Fault& fault : faults) {
      Guest fresh(guest.bench());  // nothing that was read before may cover it up
      if (!fresh) return std::string("create() failed");
      fresh.tap().arm(fault);
      const ReadDone done = fresh.read(ask);
      if (!done.broken.empty()) return done.broken;
      if (done.whole() && sorted(done.rows) != expected) {
        return "complete with " + std::to_string(done.rows.size()) + " of " +
               std::to_string(expected.size()) + " rows although " +
               (fault.kind == Fault::Kind::HttpCut ? "answer " : "service call ") +
               std::to_string(fault.at) + " failed";
      }
    }
    return std::string();
  });
}

/// The same few rows each time, whatever the order in which they came.
std::vector<const GuestRow*> a_few(const std::vector<GuestRow>& rows) {
  std::vector<const GuestRow*> out;
  for (const GuestRow& row : rows) out.push_back(&row);
  const auto count = static_cast<std::ptrdiff_t>(std::min<std::size_t>(3, out.size()));
  std::partial_sort(
      out.begin(), out.begin() + count, out.end(),
      [](const GuestRow* left, const GuestRow* right) { return left->id < right->id; });
  out.resize(static_cast<std::size_t>(count));
  return out;
}

Finding r10(Bench& bench) {
  int compared = 0;
  const Finding found =
      each_read(bench, [&](Guest& guest, const ReadAsk& ask, const ReadDone& whole) {
        const bool source = ask.side == CW_SIDE_SOURCE;
        const Json::json_pointer modes(source ? "/source/entities/" + ask.entity + "/modes"
                                              : "/destination/entities/" + ask.entity + "/read");
        const Json& manifest = guest.bench().manifest();
        const bool by_id = manifest.contains(modes) &&
                           std::count(manifest[modes].begin(), manifest[modes].end(), "by_id") != 0;
        if (!by_id || whole.rows.empty()) return std::string();
        ReadAsk one = ask;
        one.mode = CW_READ_BY_ID;
        const auto wanted = a_few(whole.rows);
        for (const GuestRow* row : wanted) one.ids.push_back(row->id);
        const ReadDone done = guest.read(one);
        if (!done.failure.ok() || !done.broken.empty()) return "by id: " + done.words();
        std::map<std::string, const GuestRow*> rows;
        for (const GuestRow& row : done.rows) rows[row.id] = &row;
        for (const GuestRow* row : wanted) {
          const auto at = rows.find(row->id);
          if (at == rows.end()) return "the id " + row->id + " is not found by id";
          for (std::size_t c = 0; c < ask.columns.size(); ++c) {
            const std::string& full = row->cells[c];
            const std::string& alone = at->second->cells[c];
            if (!full.empty() && !alone.empty() && full != alone) {
              return "column " + ask.columns[c] + " differs when read by id";
            }
          }
        }
        ++compared;
        return std::string();
      });
  if (found.kind != Finding::Kind::Passed || compared != 0) return found;
  return skipped("nothing that is there can be read by id");
}

Finding r11(Bench& bench) {
  return each_read(bench, [](Guest& guest, const ReadAsk& ask, const ReadDone& whole) {
    for (std::size_t c = 1; c < ask.columns.size(); ++c) {
      ReadAsk narrow = ask;
      narrow.columns = {ask.columns[0], ask.columns[c], "no_such_column"};
      const ReadDone done = guest.read(narrow);
      if (!done.whole()) return "with few columns: " + done.words();
      if (done.rows.size() != whole.rows.size()) return std::string("other rows with few columns");
      std::map<std::string, const GuestRow*> by_id;  // the order may differ
      for (const GuestRow& row : whole.rows) by_id[row.id] = &row;
      for (const GuestRow& row : done.rows) {
        const auto same = by_id.find(row.id);
        if (row.bad) continue;
        if (same == by_id.end()) return std::string("other rows with few columns");
        if (!row.cells[2].empty()) return std::string("an unknown column is not ABSENT");
        if (row.cells[1] != same->second->cells[c]) {
          return "column " + ask.columns[c] + " differs when few are asked for";
        }
      }
    }
    return std::string();
  });
}

Finding r14(Bench& bench) {
  int beyond = 0;
  const Finding found = each_read(bench, [&](Guest&, const ReadAsk&, const ReadDone& whole) {
    for (const GuestRow& row : whole.rows) {
      const bool has = std::any_of(row.bytes.begin(), row.bytes.end(),
                                   [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
      if (has) ++beyond;
      if (row.bytes.find("\xEF\xBF\xBD") != std::string::npos) {
        return std::string("a text with a replacement character");
      }
    }
    return std::string();
  });
  if (found.kind != Finding::Kind::Passed) return found;
  if (beyond == 0) return skipped("the data holds nothing beyond ASCII");
  return passed(std::to_string(beyond) + " rows with texts beyond ASCII");
}

constexpr Check kReadChecks[] = {
    {"R1", "Every full read is complete, and every batch of it is valid.", r1},
    {"R2", "Buffers of any size give the same rows.", r2},
    {"R3", "Reading twice gives the same rows.", r3},
    {"R4", "Every row has an id, and no id comes twice.", r4},
    {"R5", "Every cell has the type of its column, and dates are dates.", r5},
    {"R6", "A read goes on at any resume token.", r6},
    {"R7", "A read in which something failed is never called complete.", r7},
    {"R10", "What is read by id agrees with the full read.", r10},
    {"R11", "Asking for fewer columns changes nothing in them; unknown ones stay ABSENT.", r11},
    {"R14", "Texts beyond ASCII arrive whole.", r14},
};

}  // namespace

std::span<const Check> read_checks() { return kReadChecks; }

}  // namespace crosswalk::kit
