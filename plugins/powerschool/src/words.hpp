#pragma once

/// \file
/// Small parts of sentences.

#include <string>
#include <vector>

namespace crosswalk::powerschool {

/// "a, b, c".
inline std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + name;
  return out;
}

/// A record without an id cannot be used: says so in `fault`.
inline void need_id(std::string& fault, const std::string& id, const char* what) {
  if (id.empty()) fault = std::string(what) + " without an id";
}

}  // namespace crosswalk::powerschool
