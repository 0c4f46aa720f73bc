#include "adapter.hpp"

#include "back.hpp"
#include "check.hpp"
#include "manifest.hpp"
#include "reads.hpp"
#include "write.hpp"

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
  if (request.side == Side::Destination) return open_back(client_, options_, request);
  if (request.mode != ReadMode::Full) {
    return Error{ErrorCode::Unsupported, "quickschools is read in full only"};
  }
  const auto read = [this, entity = std::string(request.entity)] {
    return gather(client_, options_, entity);
  };
  return std::unique_ptr<Stream>(std::make_unique<RosterStream>(read, request.columns));
}

Result<> QuickSchoolsAdapter::apply(const ApplyRequest& request, Outcomes& outcomes) {
  const Changes changes(request);
  Report report(outcomes, changes.rows());
  Work work{client_, changes, report};
  return write_entity(request.entity, work);
}

}  // namespace crosswalk::quickschools

CW_ADAPTER(crosswalk::quickschools::QuickSchoolsAdapter)
