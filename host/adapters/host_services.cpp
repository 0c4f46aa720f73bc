#include "adapters/host_services.hpp"

#include "adapters/config_schema.hpp"
#include "adapters/manifest.hpp"
#include "adapters/service_parts.hpp"

#include <nlohmann/json.hpp>

#include <map>

namespace crosswalk::adapters {
namespace {

constexpr const char* kKept = "(kept by the host)";

}  // namespace

ConfiguredServices take_services(const Manifest& manifest, const ConfigSchema& schema,
                                 nlohmann::json& config) {
  ConfiguredServices configured;
  for (const std::string& name : schema.secrets()) {
    if (const auto at = config.find(name); at != config.end() && *at != "") {
      configured.secrets.push_back(at->get<std::string>());
      *at = kKept;
    }
  }
  for (const std::string& name : schema.paths()) {
    if (const auto at = config.find(name); at != config.end() && *at != "") {
      configured.roots.emplace_back(name, at->get<std::string>());
    }
  }
  if (!manifest.rates.empty()) configured.first_bucket = manifest.rates[0].bucket;
  return configured;
}

HostServices::HostServices(Services services, ConfiguredServices configured)
    : parts_(std::make_unique<Parts>(std::move(services), std::move(configured))) {
  host_.struct_size = sizeof host_;
  host_.abi_major = CW_ABI_MAJOR;
  host_.abi_minor = CW_ABI_MINOR;
  host_.impl = parts_.get();
  host_.host_name = to_abi("crosswalk");
  host_.host_version = to_abi("1.0.0");
  host_.get_interface = &HostServices::get_interface;
}

HostServices::~HostServices() {
  for (const auto& [ticket, request] : parts_->requests) {
    if (request.ticket != 0) parts_->services.http->release(request.ticket);
  }
}

const void* HostServices::get_interface(const cw_host* host, cw_str id) noexcept {
  const Services& services = parts_of(host).services;
  const std::string_view name = view(id);
  if (name == CW_IF_CORE) return &core_table();
  if (name == CW_IF_FILES) return &files_table();
  if (name == CW_IF_FILE_SET) return &file_set_table();
  if (name == CW_IF_HTTP && services.http != nullptr) return &http_table();
  if (name == CW_IF_AUTH && services.http != nullptr) return &auth_table();
  if (name == CW_IF_STATE && services.state != nullptr) return &state_table();
  return nullptr;
}

HostServices::Call::Call(HostServices& services) : services_(services) {
  services_.parts_->caller.store(std::this_thread::get_id());
}
HostServices::Call::~Call() { services_.parts_->caller.store(std::thread::id{}); }

std::string HostServices::redact(std::string_view text) const { return parts_->redactor(text); }

struct MemoryState::Values {
  std::map<std::string, std::string> by_key;
};

MemoryState::MemoryState() : values_(std::make_unique<Values>()) {}
MemoryState::~MemoryState() = default;

Result<std::optional<std::string>> MemoryState::get(const std::string& key) {
  const auto at = values_->by_key.find(key);
  if (at == values_->by_key.end()) return std::optional<std::string>{};
  return std::optional<std::string>{at->second};
}
Result<> MemoryState::put(const std::string& key, std::string_view value) {
  values_->by_key[key] = value;
  return {};
}
Result<> MemoryState::erase(const std::string& key) {
  values_->by_key.erase(key);
  return {};
}

}  // namespace crosswalk::adapters
