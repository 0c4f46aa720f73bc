/// Whatever an adapter says about itself, the host ends with a manifest that it can use in full or
/// with BadData; its schema makes a sample, and judges any configuration without a throw.

#include "adapters/capabilities.hpp"
#include "adapters/client_options.hpp"
#include "adapters/config_schema.hpp"
#include "adapters/manifest.hpp"
#include "fuzz/require.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string_view>

namespace {

using namespace crosswalk;
using namespace crosswalk::adapters;

void use(const Manifest& manifest, std::string_view text) {
  require(!manifest.id.empty());
  const auto schema = ConfigSchema::parse(manifest.config_schema);
  require(schema.has_value());
  const auto sample = schema->sample();
  const auto accepted = schema->accept(sample.dump());
  require(accepted.has_value() || accepted.error().code == ErrorCode::BadConfig);
  if (accepted) (void)client_options(manifest, *accepted);
  (void)schema->accept(text);
  require(narrow(manifest, "{}").has_value());
  const auto narrowed = narrow(manifest, text);
  require(narrowed.has_value() || narrowed.error().code == ErrorCode::BadData);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text{reinterpret_cast<const char*>(data), size};
  const auto schema = ConfigSchema::parse(text);
  require(schema.has_value() || schema.error().code == ErrorCode::BadData);
  if (schema) (void)schema->accept(schema->sample().dump());
  const auto manifest = parse_manifest(text);
  require(manifest.has_value() || manifest.error().code == ErrorCode::BadData);
  if (manifest) use(*manifest, text);
  return 0;
}
