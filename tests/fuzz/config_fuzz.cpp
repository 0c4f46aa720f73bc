/// Whatever an administrator writes, the configuration file is taken or refused with sentences.

#include "app/config/config.hpp"
#include "app/config/json_file.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace crosswalk;
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  const auto json = app::parse_commented_json(text);
  const auto config = app::parse_config(text, "/etc/crosswalk/crosswalk.json");
  if (!json && config) std::abort();
  if (!config && (config.error().code != ErrorCode::BadConfig || config.error().message.empty())) {
    std::abort();
  }
  return 0;
}
