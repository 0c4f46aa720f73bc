#pragma once

/// \file
/// How the mapping says that a record is not sent, and a mapped text.

#include <string>
#include <string_view>

#include "sync/flow.hpp"

namespace crosswalk::flows {

inline void leave_out(sync::Mapped& out, sync::Mapped::Verdict verdict, std::string code,
                      std::string reason) {
  out.verdict = verdict;
  out.code = std::move(code);
  out.reason = std::move(reason);
  out.by_count = verdict == sync::Mapped::Verdict::Exclude;
}

inline model::FieldValue mapped_text(std::string_view value) {
  return model::FieldValue::of(std::string(value));
}

}  // namespace crosswalk::flows
