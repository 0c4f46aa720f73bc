#include "check.hpp"

#include "crosswalk/json.hpp"
#include "crosswalk/percent.hpp"

#include "decode_query.hpp"
#include "decode_v1.hpp"
#include "grants.hpp"
#include "query_list.hpp"

#include <cstdlib>
#include <functional>

namespace crosswalk::powerschool {
namespace {

constexpr std::int64_t kClockTolerance_ms = 300'000;
constexpr std::int64_t kOldestMajorVersion = 10;  // assumed: README, "Assumed facts"

constexpr char kAddressHint[] =
    "base_url is the address at which staff open the district's own PowerSchool, with https:// and "
    "without a path. Each district has its own.";
constexpr char kSignInHint[] =
    "client_id and client_secret are on the Data Provider Configuration page of the installed and "
    "enabled plugin; they belong to that plugin on that server only.";
constexpr char kGrantHint[] =
    "Either grant accessLevelV1Api READ to the plugin (mode v1), or install the package of "
    "plugins/powerschool/package (mode powerquery).";

/// What went right in a step: a sentence with counts.
using StepBody = std::function<Result<std::string>()>;

class Checklist {
 public:
  /// Does a step. True: it went right. \error Cancelled
  Result<bool> step(const char* name, const char* hint, const StepBody& body) {
    const auto detail = body();
    if (!detail && detail.error().code == ErrorCode::Cancelled) return Error(detail.error());
    steps_.push_back({{"name", name},
                      {"ok", detail.has_value()},
                      {"detail", detail ? *detail : detail.error().message},
                      {"hint", detail ? "" : hint}});
    return detail.has_value();
  }
  std::string report() { return dump_json({{"steps", std::move(steps_)}}); }

 private:
  Json steps_ = Json::array();
};

/// /ws/v1/time needs no token (contract 3.8): what fails here is the address.
Result<std::int64_t> read_time(const Client& client) {
  HttpRequest request = client.get("/ws/v1/time");
  request.auth_profile.clear();
  const std::string what = "asking for the time";
  auto body = client.fetch(request, Family::V1, what);
  if (!body && body.error().code == ErrorCode::NotFound) {
    return Error{ErrorCode::BadConfig,
                 "there is no PowerSchool at base_url: " + body.error().message};
  }
  if (!body) return std::move(body).error();
  auto time = decode_time(*body);
  if (!time) return in_context(std::move(time).error(), what);
  return time;
}

Result<std::string> compare_clocks(std::int64_t server_ms, std::int64_t own_ms) {
  const std::int64_t off = own_ms - server_ms;
  if (std::llabs(off) <= kClockTolerance_ms) return std::string("agrees with PowerSchool's");
  return Error{ErrorCode::BadConfig, "this machine's clock is " +
                                         std::to_string(std::llabs(off) / 1000) + " s " +
                                         (off > 0 ? "ahead of" : "behind") + " PowerSchool's"};
}

Result<std::string> judge_version(const std::string& version) {
  std::int64_t major = 0;
  const auto done = std::from_chars(version.data(), version.data() + version.size(), major);
  if (done.ec != std::errc{}) return std::string("PowerSchool does not say its version");
  if (major >= kOldestMajorVersion) return "PowerSchool " + version;
  return Error{ErrorCode::Unsupported,
               "PowerSchool " + std::to_string(major) + " is too old: version " +
                   std::to_string(kOldestMajorVersion) + " is the oldest that can be read"};
}

/// Tries what the setting allows; the mode that a run would take, or Auto for none.
Result<Mode> try_modes(const Client& client, const Options& options, Checklist& list) {
  Grant queries;
  Grant v1;
  const auto granted = [&](const char* name, Grant& grant, bool needed,
                           const std::function<Result<Grant>()>& attempt) {
    return list.step(name, kGrantHint, [&, needed]() -> Result<std::string> {
      CW_TRY(grant, attempt());
      if (grant.usable) return grant.detail;
      if (needed) return Error{ErrorCode::Forbidden, grant.detail};
      return "not available, and not needed if the other way is: " + grant.detail;
    });
  };
  if (options.mode != Mode::V1) {
    CW_CHECK(granted("queries", queries, options.mode == Mode::PowerQuery,
                     [&] { return try_queries(client, options); }));
  }
  if (options.mode == Mode::V1 || (options.mode == Mode::Auto && !queries.usable)) {
    CW_CHECK(granted("v1 access", v1, options.mode == Mode::V1, [&] { return try_v1(client); }));
  }
  if (queries.usable) return Mode::PowerQuery;
  return v1.usable ? Mode::V1 : Mode::Auto;
}

std::string year_words(std::int32_t year) {
  return "school year " + std::to_string(year) + "-" + std::to_string(year + 1);
}

Result<std::uint64_t> count_by_query(const Client& client, const Options& options,
                                     std::int32_t year) {
  const HttpRequest request =
      client.query(options.query_prefix + ".roster.sections/count", {}, year_arguments(year));
  CW_TRY(const std::string body, client.fetch(request, Family::Query, "counting sections"));
  return decode_count(body);
}

/// Of the first school that has any.
Result<std::uint64_t> count_by_school(const Client& client, std::int32_t year) {
  CW_TRY(const std::string page, client.fetch("/ws/v1/district/school?page=1", "reading schools"));
  CW_TRY(const std::vector<School> schools, decode_schools(page));
  const std::string filter =
      "/section/count?q=" + percent_encoded("term.start_year==" + std::to_string(year));
  for (const School& school : schools) {
    CW_TRY(const std::string body,
           client.fetch("/ws/v1/school/" + school.id + filter, "counting sections"));
    CW_TRY(const std::uint64_t count, decode_count(body));
    if (count > 0) return count;
  }
  return std::uint64_t{0};
}

Result<std::string> look_into_year(const Client& client, const Options& options, Mode mode) {
  const std::int32_t year = options.year_at(client.host().now_ms());
  CW_TRY(const std::uint64_t count, mode == Mode::PowerQuery ? count_by_query(client, options, year)
                                                             : count_by_school(client, year));
  if (count == 0) {
    return Error{ErrorCode::NotFound, "there is no section in the " + year_words(year)};
  }
  return year_words(year) + (mode == Mode::PowerQuery
                                 ? ": " + std::to_string(count) + " sections"
                                 : ": " + std::to_string(count) + " sections in one school");
}

Result<std::string> try_coteachers(const Client& client) {
  const HttpRequest request =
      client.query(kCoteachersQuery, "pagesize=1", R"({"users_dcids":[1]})");
  CW_TRY(const std::string body, client.fetch(request, Family::Query, "reading co-teachers"));
  CW_TRY(const QueryPage page, decode_query(body));
  return std::string("the query for co-teachers answers");
}

}  // namespace

Result<std::string> check_connection(const Client& client, const Options& options) {
  Checklist list;
  std::int64_t server_ms = 0;
  CW_TRY(const bool reached, list.step("address", kAddressHint, [&]() -> Result<std::string> {
    CW_TRY(server_ms, read_time(client));
    return "PowerSchool answers at " + options.origin;
  }));
  if (!reached) return list.report();
  CW_CHECK(list.step(
      "clock", "Set this machine's clock (NTP): tokens and the school year are judged by it.", [&] {
        return compare_clocks(server_ms, static_cast<std::int64_t>(client.host().now_ms()));
      }));

  Metadata metadata;
  CW_TRY(const bool signed_in, list.step("sign-in", kSignInHint, [&]() -> Result<std::string> {
    CW_TRY(const std::string body, client.fetch("/ws/v1/metadata", "reading metadata"));
    CW_TRY(metadata, decode_metadata(body));
    return "the credentials are accepted" +
           (metadata.time_zone.empty() ? "" : ", time zone " + metadata.time_zone);
  }));
  if (!signed_in) return list.report();
  CW_CHECK(list.step("version", "Ask the district when PowerSchool will be updated.",
                     [&] { return judge_version(metadata.version); }));

  CW_TRY(const Mode mode, try_modes(client, options, list));
  CW_TRY(const bool readable, list.step("mode", kGrantHint, [&]() -> Result<std::string> {
    if (mode == Mode::Auto) {
      return Error{ErrorCode::Forbidden, "the plugin may read rosters in no way"};
    }
    return "rosters are read in mode " + std::string(to_text(mode)) +
           (mode == Mode::V1 && !options.coteachers ? ", without co-teachers" : "");
  }));
  if (!readable) return list.report();
  if (mode == Mode::V1 && options.coteachers) {
    CW_CHECK(list.step("co-teachers", "Set coteachers to false, or mode to powerquery.",
                       [&] { return try_coteachers(client); }));
  }
  CW_CHECK(list.step("school year", "Set start_year to the calendar year in which it begins.",
                     [&] { return look_into_year(client, options, mode); }));
  return list.report();
}

}  // namespace crosswalk::powerschool
