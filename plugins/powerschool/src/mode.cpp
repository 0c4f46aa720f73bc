#include "mode.hpp"

namespace crosswalk::powerschool {
namespace {

constexpr char kRemembered[] = "roster_mode";

}  // namespace

Result<Mode> choose_mode(const Client& client, const Options& options) {
  const Host& host = client.host();
  if (options.mode != Mode::Auto) {
    (void)host.state_put(kRemembered, to_text(options.mode));  // a person decided
    return options.mode;
  }
  const HttpRequest probe =
      client.query(options.query_prefix + ".roster.schools", "page=1&pagesize=1", "{}");
  const auto answer = client.fetch(probe, Family::Query, "looking for the installed queries");
  if (answer) {
    (void)host.state_put(kRemembered, to_text(Mode::PowerQuery));
    return Mode::PowerQuery;
  }
  const Error& error = answer.error();
  if (error.code != ErrorCode::NotFound && error.code != ErrorCode::Forbidden) return error;
  const auto before = host.state_get(kRemembered);
  if (before && *before == to_text(Mode::PowerQuery)) {
    return Error{ErrorCode::Forbidden,
                 error.message +
                     " This connection has been read through the queries, so it is not read "
                     "through v1 unasked, where co-teachers would look removed: repair the "
                     "plugin, or set mode to v1."};
  }
  return Mode::V1;
}

}  // namespace crosswalk::powerschool
