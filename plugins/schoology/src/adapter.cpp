#include "adapter.hpp"

#include "check.hpp"
#include "manifest.hpp"
#include "reads.hpp"

namespace crosswalk::schoology {
namespace {

Result<> write_entity(std::string_view entity, Work& work) {
  if (entity == "org") return write_buildings(work);
  if (entity == "academicSession") return write_periods(work);
  if (entity == "course") return write_courses(work);
  if (entity == "class") return write_sections(work);
  if (entity == "user") return write_users(work);
  if (entity == "enrollment") return write_enrollments(work);
  work.report.skip_the_rest("there is no such entity");
  return Error{ErrorCode::Unsupported,
               "schoology: '" + std::string(entity) + "' is nothing that can be written"};
}

}  // namespace

std::string_view SchoologyAdapter::manifest() { return manifest_json(); }

Result<std::unique_ptr<SchoologyAdapter>> SchoologyAdapter::create(Host host,
                                                                   std::string_view config) {
  CW_TRY(Options options, Options::parse(config));
  return std::unique_ptr<SchoologyAdapter>(new SchoologyAdapter(host, std::move(options)));
}

Result<std::string> SchoologyAdapter::check() { return check_connection(client_, options_); }

Result<std::unique_ptr<Stream>> SchoologyAdapter::open(const ReadRequest& request) {
  if (request.side == Side::Source) {
    if (request.mode == ReadMode::Full) return source_.open(request.entity, request.columns);
    return Error{ErrorCode::Unsupported,
                 "schoology: as a source it is read in full only; it cannot tell what changed"};
  }
  std::string school;
  if (needs_school(request)) {
    CW_TRY(school, school_id(client_, memory_));
  }
  CW_TRY(ReadPlan plan, plan_read(request, school));
  return open_read(client_, options_, std::move(plan), request.columns);
}

Result<> SchoologyAdapter::apply(const ApplyRequest& request, Outcomes& outcomes) {
  const Changes changes(request);
  Report report(outcomes, changes.rows());
  Work work{client_, options_, memory_, changes, report};
  auto done = write_entity(request.entity, work);
  if (!done && (done.error().code == ErrorCode::Unauthenticated ||
                done.error().code == ErrorCode::Forbidden)) {
    report.skip_the_rest("not done: the key was refused");
  }
  return done;
}

}  // namespace crosswalk::schoology

CW_ADAPTER(crosswalk::schoology::SchoologyAdapter)
