#include "check.hpp"

#include "crosswalk/percent.hpp"

#include "crosswalk/json.hpp"
#include "decode.hpp"
#include "school_year.hpp"
#include "source_orgs.hpp"
#include "source_rows.hpp"

#include <algorithm>
#include <functional>
#include <optional>

namespace crosswalk::schoology {
namespace {

constexpr char kAdministrator[] =
    "Only a system administrator of the school who is bound to no building sees this: use the key "
    "of one.";
constexpr char kForeignUser[] =
    "Since June 2025 a personal key may not read other people's data: use the key of a system "
    "administrator, or an app that Schoology approved.";
constexpr char kSignIn[] =
    "The key pair is shown in Schoology at /api to a person who may use the API. Key and secret "
    "must be of the same pair; the key of another school is refused everywhere.";

/// What went right in a step: a sentence with ids and counts.
using Step = std::function<Result<std::string>()>;

class Checklist {
 public:
  /// Does a step. True: it went right.
  /// \error Cancelled
  Result<bool> step(const char* name, const std::string& hint, const Step& body) {
    const auto detail = body();
    if (!detail && detail.error().code == ErrorCode::Cancelled) return Error(detail.error());
    const bool refused = !detail && (detail.error().code == ErrorCode::Unauthenticated ||
                                     detail.error().code == ErrorCode::Forbidden);
    steps_.push_back({{"name", name},
                      {"ok", detail.has_value()},
                      {"detail", detail ? *detail : detail.error().message},
                      {"hint", refused ? hint : std::string()}});
    return detail.has_value();
  }

  std::string report() { return dump_json({{"steps", std::move(steps_)}}); }

 private:
  Json steps_ = Json::array();
};

struct Me {
  std::string id;
  std::string time_zone;
};

Result<Me> read_me(const Client& client) {
  CW_TRY(const std::string body, client.fetch("/v1/users/me", "signing in"));
  CW_TRY(const Json user, parse_json(body));
  Me me;
  me.id = text_at(user, "id").value_or(text_at(user, "uid").value_or(""));
  me.time_zone = text_at(user, "tz_name").value_or("");
  if (me.id.empty()) {
    return Error{ErrorCode::BadData, "signing in: Schoology did not say who the key belongs to"};
  }
  return me;
}

std::string sentence_of(const Me& me, const Options& options) {
  std::string out = "signed in as user " + me.id;
  if (!me.time_zone.empty()) out += ", time zone " + me.time_zone;
  if (!options.time_zone.empty() && !me.time_zone.empty() && options.time_zone != me.time_zone) {
    out += " (the setting time_zone says " + options.time_zone + ", which is used)";
  }
  return out;
}

/// One page of a list, counted.
Result<std::string> count(const Client& client, Kind kind, const std::string& path) {
  const std::string what = "reading " + std::string(plural(kind));
  CW_TRY(const std::string body, client.fetch(path, what));
  const auto page = decode_list(kind, body, {});
  if (!page) return in_context(page.error(), what);
  const auto total = std::max<std::uint64_t>(page->records.size(), page->total.value_or(0));
  return std::to_string(total) + " " + std::string(plural(kind));
}

/// The grading periods, and which of them a source takes.
Result<std::string> count_periods(const Client& client, const Options& options) {
  CW_TRY(const std::string body, client.fetch("/v1/gradingperiods", "reading grading periods"));
  const auto page = decode_list(Kind::Period, body, {});
  if (!page) return in_context(page.error(), "reading grading periods");
  std::string out = std::to_string(page->records.size()) + " grading periods";
  if (options.school_year == 0 && client.host().now_ms() == 0) return out;
  const auto today = static_cast<std::int64_t>(client.host().now_ms() / 86'400'000);
  const std::int32_t year = options.school_year != 0 ? options.school_year : school_year_of(today);
  const auto taken = std::count_if(page->records.begin(), page->records.end(),
                                   [&](const Record& one) { return in_school_year(one, year); });
  return out + "; a source reads the " + std::to_string(taken) +
         " that begin in the school year that ends in " + std::to_string(year);
}

/// The buildings, and whether they are the orgs of a source.
Result<std::string> count_buildings(const Client& client, const Options& options,
                                    const std::string& school, const std::string& before) {
  if (options.buildings == Options::Buildings::Never) {
    return "not read: a source has school " + school +
           " as its one org, as the setting buildings says";
  }
  const std::string path = "/v1/schools/" + percent_encoded(school) + "/buildings";
  CW_TRY(std::string out, count(client, Kind::Building, path));
  if (options.buildings == Options::Buildings::Always) return out;
  if (before == "school") {
    out += "; a source keeps school " + school +
           " as its one org, as it had to at first; set buildings to always to change that";
  } else if (out.starts_with("0 ")) {
    out += ": a source has school " + school + " as its one org";
  }
  return out;
}

/// What to do when the buildings may not be read.
std::string hint_for_buildings(const std::string& school) {
  return std::string(kAdministrator) +
         " A source stops without them; set buildings to never if school " + school +
         " is to be its one org.";
}

Result<std::string> read_somebody_else(const Client& client, const std::string& me) {
  CW_TRY(const std::string body, client.fetch("/v1/users?limit=2", "reading users"));
  CW_TRY(const Page page, decode_list(Kind::User, body, {}));
  for (const Record& user : page.records) {
    if (user.id.empty() || user.id == me) continue;
    const std::string what = "reading user " + user.id;
    CW_TRY(const std::string one, client.fetch("/v1/users/" + percent_encoded(user.id), what));
    CW_TRY(const Record record, decode_object(Kind::User, one, user.id));
    if (record.find("code") == nullptr || record.find("role") == nullptr) {
      return Error{ErrorCode::Forbidden,
                   what +
                       ": Schoology hides the unique id or the role of other people from this "
                       "key"};
    }
    return "user " + user.id + " can be read";
  }
  return std::string("there is nobody else to read");
}

}  // namespace

Result<std::string> check_connection(const Client& client, const Options& options) {
  Checklist list;
  Me me;
  CW_TRY(const bool signed_in, list.step("sign-in", kSignIn, [&]() -> Result<std::string> {
    CW_TRY(me, read_me(client));
    return sentence_of(me, options);
  }));
  if (!signed_in) return list.report();

  std::string school;
  CW_TRY(const bool found, list.step("school", kAdministrator, [&]() -> Result<std::string> {
    CW_TRY(const std::string body, client.fetch("/v1/schools", "reading schools"));
    CW_TRY(school, decode_school_id(body));
    return "school " + school;
  }));
  const auto counted = [&](const char* name, Kind kind, const std::string& path) {
    return list.step(name, kAdministrator, [&] { return count(client, kind, path); });
  };
  CW_CHECK(counted("roles", Kind::Role, "/v1/roles"));
  CW_CHECK(
      list.step("grading periods", kAdministrator, [&] { return count_periods(client, options); }));
  if (found) {
    const auto remembered = remembered_orgs(client);
    const std::string before = remembered ? *remembered : std::string();
    CW_CHECK(list.step("buildings", hint_for_buildings(school),
                       [&] { return count_buildings(client, options, school, before); }));
  }
  CW_CHECK(counted("courses", Kind::Course, "/v1/courses?limit=1"));
  CW_CHECK(
      list.step("another user", kForeignUser, [&] { return read_somebody_else(client, me.id); }));
  return list.report();
}

}  // namespace crosswalk::schoology
