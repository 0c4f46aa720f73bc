/// Whatever is in a recording, each line is an answer that can be written and read again, or is
/// BadData.

#include "fuzz/require.hpp"
#include "http/record_line.hpp"
#include "http/redact.hpp"

#include <algorithm>

#include <cstdint>
#include <string_view>

namespace {

using namespace crosswalk;
using namespace crosswalk::http;

void check_line(std::string_view line) {
  const auto answer = read_record_line(line);
  if (!answer) return require(answer.error().code == ErrorCode::BadData);
  WireRequest request{.method = "GET", .url = *parse_url("https://h/x")};
  request.label = without_secrets(request.url);
  const auto again = read_record_line(record_line(request, answer->outcome));
  require(again.has_value());
  require(again->key == record_key(request));
  require(again->outcome.index() == answer->outcome.index());
  if (const auto* response = std::get_if<WireResponse>(&answer->outcome)) {
    require(std::get<WireResponse>(again->outcome).body == response->body);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view rest{reinterpret_cast<const char*>(data), size};
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    check_line(line);
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
  }
  return 0;
}
