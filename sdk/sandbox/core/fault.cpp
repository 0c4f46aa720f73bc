#include "sandbox/core/fault.hpp"

#include <array>

#include "sandbox/core/json.hpp"

namespace crosswalk::sandbox {
namespace {

struct Named {
  FaultKind kind;
  std::string_view name;
};

constexpr std::array kKinds{
    Named{FaultKind::Status, "status"},
    Named{FaultKind::Replay, "replay"},
    Named{FaultKind::Expired, "expired"},
    Named{FaultKind::Html, "html"},
    Named{FaultKind::CutBefore, "cut_before"},
    Named{FaultKind::CutAfter, "cut_after"},
    Named{FaultKind::Truncate, "truncate"},
    Named{FaultKind::Empty, "empty"},
    Named{FaultKind::Slow, "slow"},
    Named{FaultKind::RowFails, "row_fails"},
    Named{FaultKind::RowsReordered, "rows_reordered"},
    Named{FaultKind::RowMissing, "row_missing"},
    Named{FaultKind::Bom, "bom"},
    Named{FaultKind::PublicNext, "public_next"},
    Named{FaultKind::WrongTotal, "wrong_total"},
    Named{FaultKind::ExtraKeys, "extra_keys"},
    Named{FaultKind::NumbersAsText, "numbers_as_text"},
    Named{FaultKind::TextAsNumbers, "text_as_numbers"},
    Named{FaultKind::PageShift, "page_shift"},
    Named{FaultKind::Gzip, "gzip"},
};

std::optional<FaultKind> kind_of(std::string_view name) {
  for (const Named& entry : kKinds) {
    if (entry.name == name) return entry.kind;
  }
  return std::nullopt;
}

Error wrong(const std::string& text) { return {ErrorCode::InvalidArgument, "fault: " + text}; }

/// Reads one key into the switch; false when the key is unknown or has the wrong type.
bool take(Fault& fault, const std::string& key, const Json& value) {
  const auto text = [&](std::string& into) {
    if (value.is_string()) into = value.get<std::string>();
    return value.is_string();
  };
  const auto number = [&](auto& into) {
    if (value.is_number_integer()) into = value.get<std::decay_t<decltype(into)>>();
    return value.is_number_integer();
  };
  if (key == "kind") return value.is_string();
  if (key == "method") return text(fault.method);
  if (key == "path") return text(fault.path_prefix);
  if (key == "body") return text(fault.body);
  if (key == "nth") return number(fault.nth) && fault.nth > 0;
  if (key == "count") return number(fault.count);
  if (key == "status") return number(fault.status);
  if (key == "ms") return number(fault.ms);
  if (key == "row") return number(fault.row);
  if (key == "by") return number(fault.by);
  if (key == "retry_after") {
    if (value.is_number_integer()) fault.retry_after_s = value.get<std::int64_t>();
    return value.is_number_integer();
  }
  if (key == "writes" || key == "after_effect") {
    if (!value.is_boolean()) return false;
    if (key == "writes") fault.writes = value.get<bool>();
    if (key == "after_effect") fault.after_effect = value.get<bool>();
    return true;
  }
  return key == "seen" || key == "hits";  // so that a listed switch can be sent back
}

}  // namespace

std::string_view name_of(FaultKind kind) {
  for (const Named& entry : kKinds) {
    if (entry.kind == kind) return entry.name;
  }
  return "unknown";
}

Result<Fault> fault_from(const Json& value) {
  if (!value.is_object()) return wrong("an object was expected");
  const auto kind = value.find("kind");
  if (kind == value.end() || !kind->is_string()) return wrong("kind is missing");
  const auto known = kind_of(kind->get<std::string>());
  if (!known) return wrong("unknown kind " + kind->get<std::string>());
  Fault fault;
  fault.kind = *known;
  for (const auto& [key, entry] : value.items()) {
    if (!take(fault, key, entry)) return wrong("key " + key + " is unknown or has a wrong value");
  }
  return fault;
}

Json to_json(const Fault& fault) {
  Json out{{"kind", name_of(fault.kind)}, {"method", fault.method},
           {"path", fault.path_prefix},   {"nth", fault.nth},
           {"count", fault.count},        {"seen", fault.seen},
           {"hits", fault.hits},          {"row", fault.row}};
  if (fault.status != 0) out["status"] = fault.status;
  if (fault.ms != 0) out["ms"] = fault.ms;
  if (fault.by != 0) out["by"] = fault.by;
  if (!fault.body.empty()) out["body"] = fault.body;
  if (fault.retry_after_s) out["retry_after"] = *fault.retry_after_s;
  if (fault.writes) out["writes"] = *fault.writes;
  if (fault.after_effect) out["after_effect"] = true;
  return out;
}

void FaultPlan::add(std::vector<Fault> faults) {
  const std::lock_guard lock{mutex_};
  for (Fault& fault : faults) {
    fault.seen = fault.hits = 0;
    faults_.push_back(std::move(fault));
  }
}

void FaultPlan::clear() {
  const std::lock_guard lock{mutex_};
  faults_.clear();
}

std::vector<Fault> FaultPlan::list() const {
  const std::lock_guard lock{mutex_};
  return faults_;
}

std::vector<Fault> FaultPlan::strike(std::string_view method, std::string_view path,
                                     bool is_write) {
  const std::lock_guard lock{mutex_};
  std::vector<Fault> struck;
  for (Fault& fault : faults_) {
    const bool matches = (fault.method.empty() || fault.method == method) &&
                         path.substr(0, fault.path_prefix.size()) == fault.path_prefix &&
                         (!fault.writes || *fault.writes == is_write);
    if (!matches) continue;
    ++fault.seen;
    if (fault.seen < fault.nth) continue;
    if (fault.count != 0 && fault.seen - fault.nth >= fault.count) continue;
    ++fault.hits;
    struck.push_back(fault);
  }
  return struck;
}

}  // namespace crosswalk::sandbox
