#include "adapter.hpp"

#include "check.hpp"
#include "manifest.hpp"
#include "reads.hpp"

#include "crosswalk/roster_stream.hpp"

namespace crosswalk::quickschools {

std::string_view QuickSchoolsAdapter::manifest() { return manifest_json(); }

Result<std::unique_ptr<QuickSchoolsAdapter>> QuickSchoolsAdapter::create(Host host,
                                                                         std::string_view config) {
  CW_TRY(Options options, Options::parse(config));
  return std::unique_ptr<QuickSchoolsAdapter>(new QuickSchoolsAdapter(host, std::move(options)));
}

Result<std::string> QuickSchoolsAdapter::check() { return check_connection(client_, options_); }

Result<std::unique_ptr<Stream>> QuickSchoolsAdapter::open(const ReadRequest& request) {
  if (request.side != Side::Source || request.mode != ReadMode::Full) {
    return Error{ErrorCode::Unsupported, "quickschools is read as a source, in full, only"};
  }
  const auto read = [this, entity = std::string(request.entity)] {
    return gather(client_, options_, entity);
  };
  return std::unique_ptr<Stream>(std::make_unique<RosterStream>(read, request.columns));
}

}  // namespace crosswalk::quickschools

CW_ADAPTER(crosswalk::quickschools::QuickSchoolsAdapter)
