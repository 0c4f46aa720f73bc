/// Whatever stands in an answer's headers and in configured addresses: a wait within bounds, a
/// date, an address that is shown without its secrets, or a reason. Nothing else.

#include "fuzz/require.hpp"
#include "http/http_date.hpp"
#include "http/redact.hpp"
#include "http/retry_after.hpp"
#include "http/url.hpp"

#include <cstdint>
#include <string_view>

namespace {

using namespace crosswalk;
using namespace crosswalk::http;

void check_address(std::string_view text) {
  const auto url = parse_url(text);
  if (!url) return;
  require(!for_log(*url).empty());
  const std::string label = without_secrets(*url);
  const auto shown = parse_url(label);
  require(shown.has_value());
  require(without_secrets(*shown) == label);  // nothing is left to be hidden
  require(shown->place() == url->place());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  const std::chrono::sys_seconds now{std::chrono::seconds{1'790'841'600}};
  const auto wait = parse_retry_after(text, now);
  require(!wait || wait->count() >= 0);
  const auto date = parse_http_date(text);
  require(date.has_value() || date.error().code == ErrorCode::BadData);
  check_address(text);
  return 0;
}
