#include "adapter.hpp"

#include "check.hpp"
#include "feed.hpp"
#include "manifest.hpp"
#include "mode.hpp"

namespace crosswalk::powerschool {

std::string_view PowerSchoolAdapter::manifest() { return manifest_json(); }

Result<std::unique_ptr<PowerSchoolAdapter>> PowerSchoolAdapter::create(Host host,
                                                                       std::string_view config) {
  CW_TRY(Options options, Options::parse(config));
  return std::unique_ptr<PowerSchoolAdapter>(new PowerSchoolAdapter(host, std::move(options)));
}

Result<std::string> PowerSchoolAdapter::check() { return check_connection(client_, options_); }

Result<std::unique_ptr<Stream>> PowerSchoolAdapter::open(const ReadRequest& request) {
  if (request.side != Side::Source) {
    return Error{ErrorCode::Unsupported, "powerschool: it is read as a source only"};
  }
  if (options_.start_year == 0 && client_.host().now_ms() == 0) {
    return Error{ErrorCode::Unsupported,
                 "powerschool: the host lends no clock, and start_year is not set: there is no "
                 "telling which school year is meant"};
  }
  if (request.mode != ReadMode::Full) {
    return Error{ErrorCode::Unsupported,
                 "powerschool: it is read in full only; it cannot tell soundly what changed"};
  }
  if (!mode_) {
    CW_TRY(mode_, choose_mode(client_, options_));
    client_.host().log(CW_LOG_INFO, "powerschool.mode",
                       "rosters are read in mode " + std::string(to_text(*mode_)));
  }
  RosterSource& source =
      *mode_ == Mode::V1 ? static_cast<RosterSource&>(v1_) : static_cast<RosterSource&>(queries_);
  CW_TRY(Feed feed, source.feed(request.entity));
  return open_stream(client_.host(), std::move(feed), request.entity, request.columns);
}

}  // namespace crosswalk::powerschool

CW_ADAPTER(crosswalk::powerschool::PowerSchoolAdapter)
