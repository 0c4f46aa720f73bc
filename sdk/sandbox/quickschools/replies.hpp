#pragma once

/// \file
/// How QuickSchools answers (contract 1.1 to 1.3), and what a request asked.

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crosswalk/result.hpp"
#include "sandbox/core/message.hpp"
#include "sandbox/core/text.hpp"

namespace crosswalk::sandbox::quickschools {

using Json = nlohmann::json;

Reply ok(const Json& body);
/// {"success": false, "errorCode", "error"}; `field` names the parameter of an INVALID_PARAMETER.
Reply refuse(int status, std::string_view code, std::string_view text, std::string_view field = {});
Reply not_found(std::string_view what);
Reply bad_parameter(std::string_view name, std::string_view what);

std::string text_in(const Json& row, const char* name);
/// "First Last".
std::string full_name(const Json& row);

/// Query and form as one bag, the form first (contract 1).
class Bag {
 public:
  explicit Bag(const Request& request);
  std::optional<std::string> text(std::string_view name) const {
    return find_parameter(all_, name);
  }
  /// Absent: `otherwise`. Nothing: neither true nor false.
  std::optional<bool> flag(std::string_view name, bool otherwise) const;
  /// A JSON array of texts; nothing when it is missing or anything else.
  std::optional<std::vector<std::string>> texts(std::string_view name) const;
  bool asks_for(std::string_view field) const;

 private:
  Parameters all_;
  std::vector<std::string> fields_;
};

/// The default attributes, and those extras of `row` that `fields` names (contract 1.2). `hidden`:
/// attributes that this server does not know.
Json shown(const Json& row, const std::vector<std::string_view>& defaults, const Bag& bag,
           const std::vector<std::string>& hidden);

struct PagingRules {
  std::int64_t first_page = 1;
  bool stringy = false;
  std::int64_t shift = 0;  ///< so many earlier items went while later pages are read
};

/// The paged list of contract 1.1, or INVALID_PARAMETER.
Reply paged(std::vector<Json> rows, const Bag& bag, const PagingRules& rules);

}  // namespace crosswalk::sandbox::quickschools
