#pragma once

/// \file
/// What an answer to a write says of it (contract 1.3). Pure.

#include "crosswalk/row_report.hpp"

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace crosswalk::quickschools {

struct Verdict {
  Fate fate = Fate::Unknown;
  std::uint32_t status = 0;  ///< 0: no answer
  std::string code;          ///< as error_code() says
  std::string message;       ///< for a person; in our words
  nlohmann::json body;       ///< of an answer that says yes; null: there was none
};

/// The code word of a refusal; empty: there is none, or nothing that looks like one. The rest of
/// the body is never shown: it may hold a name, or the key out of the URL.
std::string error_code(const nlohmann::json& body);

/// 200 with JSON that does not say "success": false is the one yes; 200 with anything else, 5xx and
/// a redirect say nothing.
Verdict judge(std::uint32_t status, std::string_view body);

}  // namespace crosswalk::quickschools
