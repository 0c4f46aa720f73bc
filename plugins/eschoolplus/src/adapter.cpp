#include "adapter.hpp"

#include "check.hpp"
#include "gather.hpp"
#include "manifest.hpp"
#include "session/session_binding.hpp"
#include "version.hpp"

#include "crosswalk/roster_stream.hpp"

namespace crosswalk::eschoolplus {

std::string_view ESchoolPlusAdapter::manifest() { return manifest_json(); }

Result<std::unique_ptr<ESchoolPlusAdapter>> ESchoolPlusAdapter::create(Host host,
                                                                       std::string_view config) {
  CW_TRY(Options options, Options::parse(config));
  auto binding = session_binding(host, options.base_url, options.site_code);
  return std::unique_ptr<ESchoolPlusAdapter>(
      new ESchoolPlusAdapter(host, std::move(options), std::move(binding)));
}

std::int64_t ESchoolPlusAdapter::today() const {
  constexpr std::uint64_t kDay_ms = 86'400'000;
  return static_cast<std::int64_t>(host_.now_ms() / kDay_ms);
}

Result<std::string> ESchoolPlusAdapter::check() {
  return check_connection(*binding_, options_, today());
}

Result<> ESchoolPlusAdapter::see_version() {
  if (version_seen_) return {};
  CW_TRY(const Info info, binding_->info());
  CW_CHECK(check_info(info));
  version_seen_ = true;
  return {};
}

Result<std::unique_ptr<Stream>> ESchoolPlusAdapter::open(const ReadRequest& request) {
  if (request.side != Side::Source || request.mode != ReadMode::Full) {
    return Error{ErrorCode::Unsupported, "eschoolplus is read as a source, in full, only"};
  }
  CW_CHECK(see_version());
  const auto read = [this, entity = std::string(request.entity)] {
    return gather(*binding_, options_, entity, today());
  };
  return std::unique_ptr<Stream>(std::make_unique<RosterStream>(read, request.columns));
}

}  // namespace crosswalk::eschoolplus

CW_ADAPTER(crosswalk::eschoolplus::ESchoolPlusAdapter)
