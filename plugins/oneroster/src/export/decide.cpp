#include "export/decide.hpp"

#include "crosswalk/abi/batch.h"
#include "export/rows.hpp"
#include "export/text.hpp"

namespace crosswalk::oneroster::exports {
namespace {

Verdict rejected(cw_status status, std::string message) {
  return {Verdict::What::Rejected, status, std::move(message)};
}

Verdict noop() { return {Verdict::What::Noop, CW_OK, {}}; }

/// The record with what the change gives.
Record with(const Sheet& sheet, Record record, const Change& change) {
  record.id = change.id;
  record.values.resize(sheet.fields.size());
  for (std::size_t i = 0; i < sheet.fields.size(); ++i) {
    if (change.given[i]) record.values[i] = *change.given[i];
  }
  return record;
}

/// An enrollment is at its class's school, whatever anybody says.
void place(const Sheet& sheet, Record& record, const Present& present) {
  if (sheet.id != SheetId::Enrollments) return;
  const auto classes = present.referred.find(SheetId::Classes);
  if (classes == present.referred.end()) return;
  const auto clazz = classes->second.find(record.values[enrollment_field::kClass]);
  if (clazz == classes->second.end()) return;
  record.values[enrollment_field::kSchool] = clazz->second.values[class_field::kSchool];
}

/// The first reference to something that is not there, as a sentence.
std::string missing_reference(const Sheet& sheet, const Record& record, const Change& change,
                              const Present& present) {
  for (std::size_t i = 0; i < sheet.fields.size(); ++i) {
    const Field& field = sheet.fields[i];
    if (!field.refers || !change.given[i]) continue;
    const auto known = present.referred.find(*field.refers);
    for (const std::string& id : split(record.values[i])) {
      if (known != present.referred.end() && known->second.contains(id)) continue;
      return "its " + std::string(field.name) + " " + id + " is not in " +
             std::string(exports::sheet(*field.refers).file) + ".csv of the export";
    }
  }
  return {};
}

std::string fault_of(const Sheet& sheet, const Record& record, const Change& change,
                     const Present& present) {
  for (std::size_t i = 0; i < sheet.fields.size(); ++i) {
    if (sheet.fields[i].filled && record.values[i].empty()) {
      return "'" + std::string(sheet.fields[i].name) + "' is empty, and the column " +
             std::string(sheet.fields[i].column) + " must have a value";
    }
  }
  if (std::string missing = missing_reference(sheet, record, change, present); !missing.empty()) {
    return missing;
  }
  const std::size_t size = longest_line(sheet, present.version, record);
  if (size <= kMostBytesOfLine) return {};
  return "it would be a line of " + std::to_string(size) + " bytes, and a line may have " +
         std::to_string(kMostBytesOfLine) + ": shorten its values";
}

class Deciding {
 public:
  Deciding(const Sheet& sheet, const Present& present, Edits& edits)
      : sheet_(sheet), present_(present), edits_(edits) {}

  Verdict decide(const Change& change) {
    if (change.id.empty()) return rejected(CW_E_INVALID, "it names no record");
    const Record* now = find(change.id);
    switch (change.op) {
      case CW_ROW_CREATE:
        return create(change, now);
      case CW_ROW_PATCH:
        if (now == nullptr) {
          return rejected(CW_E_NOT_FOUND,
                          "the export has no " + std::string(sheet_.entity) + " " + change.id);
        }
        return put(change, *now, now);
      case CW_ROW_RESTORE:
        return put(change, now == nullptr ? Record{} : *now, now);
      case CW_ROW_DROP:
        return drop(change, now);
      default:
        return rejected(CW_E_UNSUPPORTED, "an export has no such operation");
    }
  }

 private:
  const Record* find(const std::string& id) const {
    if (const auto edit = edits_.find(id); edit != edits_.end()) {
      return edit->second ? &*edit->second : nullptr;
    }
    const auto at = present_.records.find(id);
    return at == present_.records.end() ? nullptr : &at->second;
  }

  Verdict create(const Change& change, const Record* now) {
    if (now == nullptr) return put(change, Record{}, nullptr);
    // The same once more: an earlier try arrived, and its outcome was lost.
    Record wanted = with(sheet_, Record{}, change);
    place(sheet_, wanted, present_);
    if (same_lines(sheet_, present_.version, wanted, *now)) return noop();
    return rejected(CW_E_EXISTS, "the export has a " + std::string(sheet_.entity) + " " +
                                     change.id + " already, with other values");
  }

  Verdict put(const Change& change, const Record& before, const Record* now) {
    Record after = with(sheet_, before, change);
    place(sheet_, after, present_);
    if (now != nullptr && same_lines(sheet_, present_.version, after, *now)) return noop();
    if (std::string fault = fault_of(sheet_, after, change, present_); !fault.empty()) {
      return rejected(CW_E_INVALID, std::move(fault));
    }
    edits_[change.id] = std::move(after);
    return {};
  }

  Verdict drop(const Change& change, const Record* now) {
    if (sheet_.id != SheetId::Users && sheet_.id != SheetId::Enrollments) {
      return rejected(CW_E_UNSUPPORTED, "only users and enrollments leave an export");
    }
    if (now == nullptr) return noop();
    if (const auto at = present_.users_enrolled_in.find(change.id);
        at != present_.users_enrolled_in.end()) {
      return rejected(CW_E_INVALID, "still enrolled in class " + at->second +
                                        ", so leaving it out would break the export");
    }
    edits_[change.id] = std::nullopt;
    return {};
  }

  const Sheet& sheet_;
  const Present& present_;
  Edits& edits_;
};

}  // namespace

std::map<SheetId, std::set<std::string>> references_of(const Sheet& sheet,
                                                       const std::vector<Change>& changes) {
  std::map<SheetId, std::set<std::string>> out;
  for (const Change& change : changes) {
    for (std::size_t i = 0; i < sheet.fields.size(); ++i) {
      if (!sheet.fields[i].refers || !change.given[i]) continue;
      for (std::string& id : split(*change.given[i])) {
        out[*sheet.fields[i].refers].insert(std::move(id));
      }
    }
  }
  return out;
}

Decision decide(const Sheet& sheet, const std::vector<Change>& changes, const Present& present) {
  Decision decision;
  Deciding deciding(sheet, present, decision.edits);
  for (const Change& change : changes) decision.verdicts.push_back(deciding.decide(change));
  return decision;
}

void settle_agents(Edits& edits, const Records& present, const std::set<std::string>& is_new) {
  const auto there = [&](const std::string& id) {
    const auto edit = edits.find(id);
    return edit != edits.end() ? edit->second.has_value() : present.contains(id);
  };
  std::map<std::string, std::set<std::string>> added;  // agents that newcomers bring, by user
  for (auto& [id, after] : edits) {
    if (!after) continue;
    std::set<std::string> kept;
    for (std::string& agent : split(after->values[user_field::kAgents])) {
      if (agent == id || !there(agent)) continue;
      if (is_new.contains(id)) added[agent].insert(id);
      kept.insert(std::move(agent));
    }
    after->values[user_field::kAgents] = join(std::vector<std::string>(kept.begin(), kept.end()));
  }
  for (const auto& [id, newcomers] : added) {
    auto edit = edits.find(id);
    if (edit == edits.end()) edit = edits.emplace(id, present.find(id)->second).first;
    std::string& agents = edit->second->values[user_field::kAgents];
    std::set<std::string> all = newcomers;
    for (std::string& agent : split(agents)) all.insert(std::move(agent));
    agents = join(std::vector<std::string>(all.begin(), all.end()));
  }
  std::erase_if(edits, [&](const auto& edit) {
    const auto before = present.find(edit.first);
    return edit.second && before != present.end() && *edit.second == before->second;
  });
}

}  // namespace crosswalk::oneroster::exports
