#include "sandbox/schoology/kind.hpp"

#include "sandbox/schoology/system.hpp"

namespace crosswalk::sandbox {
namespace {

Result<std::unique_ptr<System>> create(const SystemStart& start, const std::string& base_url,
                                       Clock& clock) {
  SchoologyOptions options;
  options.keys = {{start.key.empty() ? std::string(kSchoology.key) : start.key,
                   start.secret.empty() ? std::string(kSchoology.secret) : start.secret, "system",
                   90001}};
  options.settings_json = start.settings_json;
  options.seed_json = start.seed_json;
  options.district = start.district;
  return schoology::SchoologySystem::create(options, base_url, clock);
}

}  // namespace

const Kind kSchoology{"schoology", "Schoology REST API v1", "sandbox-key", "sandbox-secret",
                      create,      R"({"rate_credits":0})"};

}  // namespace crosswalk::sandbox
