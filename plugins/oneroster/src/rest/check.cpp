#include "rest/check.hpp"

#include "crosswalk/json.hpp"
#include "csv/tables.hpp"
#include "rest/client.hpp"
#include "rest/page.hpp"
#include "rest/record_writer.hpp"

namespace crosswalk::oneroster::rest {
namespace {

class Checklist {
 public:
  void add(const std::string& name, bool ok, const std::string& detail,
           const std::string& hint = {}) {
    steps_.push_back({{"name", name}, {"ok", ok}, {"detail", detail}, {"hint", hint}});
  }
  std::string report() { return dump_json({{"steps", std::move(steps_)}}); }

 private:
  Json steps_ = Json::array();
};

class Connection {
 public:
  Connection(const Host& host, const Options& options) : host_(host), options_(options) {}

  Result<HttpResponse> ask(const std::string& service_url, std::string_view list) const {
    std::string url = service_url + "/" + std::string(list) + "?limit=1&offset=0";
    if (options_.sort) url += "&sort=sourcedId&orderBy=asc";
    return host_.http().send(get(options_, std::move(url)));
  }
  Result<HttpResponse> ask(std::string_view list) const { return ask(options_.service_url, list); }

  Error refused(const HttpResponse& answer, std::string_view what) const {
    return refusal(answer, what, options_, host_.now_ms());
  }

  /// Whether a service answers under the other version: one that knows the path asks for
  /// credentials, or refuses them, before it says anything else.
  bool other_version_answers() const {
    if (options_.other_url.empty()) return false;
    const auto answer = ask(options_.other_url, "orgs");
    return answer && (answer->ok() || answer->status == 401 || answer->status == 403);
  }

 private:
  const Host& host_;
  const Options& options_;
};

/// Of the request that cannot even be sent or answered.
std::string hint_of(const Error& error, const Options& options) {
  switch (error.code) {
    case ErrorCode::Unauthenticated:
      return "Check 'key', 'secret', 'token_url' and 'credentials_in'. If the provider wants a "
             "scope of its own, name it in 'scope'.";
    case ErrorCode::InvalidArgument:
    case ErrorCode::Forbidden:
      return options.service_url.starts_with("http://")
                 ? "base_url begins with http://: passwords and people would travel in the clear. "
                   "Use https://."
                 : "";
    case ErrorCode::Unavailable:
      return "Check the host in base_url and token_url, and whether a firewall lets this machine "
             "out.";
    default:
      return "";
  }
}

std::string other_version(const Options& options) {
  return options.version == "1.1" ? "1.2" : "1.1";
}

/// Why a 200 is no list, or nothing.
Result<std::string> count_in(const HttpResponse& answer, const csv::Table& table) {
  if (answer.status == 204) return std::string("none");
  CW_TRY(const Json records, records_in(answer.body, table.file, table.file));
  if (!answer.total_count.empty()) return answer.total_count;
  return std::string(records.empty() ? "none" : "some; the provider does not say how many");
}

std::string shape_hint(const HttpResponse& answer, const Options& options) {
  const auto records = records_in(answer.body, "users", "users");
  if (!records || records->empty()) return {};
  const bool has_roles = member((*records)[0], "roles") != nullptr;
  const bool has_role = member((*records)[0], "role") != nullptr;
  if (options.version == "1.2" ? (has_role && !has_roles) : (has_roles && !has_role)) {
    return "The users have the shape of " + other_version(options) +
           ". They are read all the same.";
  }
  return {};
}

void check_list(const Connection& connection, const csv::Table& table, const Options& options,
                Checklist& list) {
  const std::string name(table.file);
  auto answer = connection.ask(table.file);
  if (!answer)
    return list.add(name, false, answer.error().message, hint_of(answer.error(), options));
  if (answer->status == 404 && table.id == csv::TableId::Users) {
    const auto students = connection.ask("students");
    if (students && students->ok()) {
      return list.add(name, true, "there is no /users",
                      "/students and /teachers are read instead. Other people are not seen, so "
                      "nobody is ever taken as removed.");
    }
  }
  if (!answer->ok()) {
    return list.add(name, false, connection.refused(*answer, "reading " + name).message);
  }
  const auto count = count_in(*answer, table);
  if (!count) return list.add(name, false, count.error().message);
  list.add(name, true, *count, table.id == csv::TableId::Users ? shape_hint(*answer, options) : "");
}

/// The first question. True: the service is there and lets us in.
bool check_service(const Connection& connection, const Options& options, const HttpResponse& answer,
                   Checklist& list) {
  const csv::Table& orgs = csv::table(csv::TableId::Orgs);
  if (answer.status == 404 && connection.other_version_answers()) {
    list.add("service", false,
             "this provider does not answer as OneRoster " + options.version + ", and does as " +
                 other_version(options),
             "Set 'version' to " + other_version(options) + ".");
    return false;
  }
  if (!answer.ok()) {
    list.add("service", false, connection.refused(answer, "reading orgs").message);
    return answer.status == 403;  // other lists may be allowed
  }
  const auto count = count_in(answer, orgs);
  if (!count) {
    list.add("service", false, options.service_url + ": " + count.error().message,
             "base_url is probably the address of a page for people. The provider's manual names "
             "the one for OneRoster.");
    return false;
  }
  list.add("service", true, "OneRoster " + options.version + " at " + options.service_url);
  return true;
}

}  // namespace

Result<std::string> check_connection(const Host& host, const Options& options) {
  const Connection connection(host, options);
  Checklist list;
  const auto first = connection.ask("orgs");
  if (!first) {
    if (first.error().code == ErrorCode::Cancelled) return Error(first.error());
    list.add("service", false, first.error().message, hint_of(first.error(), options));
    return list.report();
  }
  if (check_service(connection, options, *first, list)) {
    for (const auto id : {csv::TableId::Orgs, csv::TableId::Sessions, csv::TableId::Courses,
                          csv::TableId::Classes, csv::TableId::Users, csv::TableId::Enrollments}) {
      if (host.cancelled()) return Error{ErrorCode::Cancelled, "cancelled"};
      check_list(connection, csv::table(id), options, list);
    }
  }
  const std::string clock = clock_hint(*first, host.now_ms());
  list.add("clock", true, clock.empty() ? "within a minute of the provider's" : clock.substr(1),
           clock.empty() ? "" : "Signed requests are refused when it is off too far.");
  return list.report();
}

}  // namespace crosswalk::oneroster::rest
