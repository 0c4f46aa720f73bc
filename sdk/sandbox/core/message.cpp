#include "sandbox/core/message.hpp"

#include "sandbox/core/text.hpp"

namespace crosswalk::sandbox {

std::optional<std::string_view> Request::header(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (same_ignoring_case(key, name)) return value;
  }
  return std::nullopt;
}

std::string Request::target() const { return query.empty() ? path : path + "?" + query; }

}  // namespace crosswalk::sandbox
