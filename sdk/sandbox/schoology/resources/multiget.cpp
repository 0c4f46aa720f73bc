/// \file
/// Many GETs, or many OPTIONS, in one POST (contract 6.18; the JSON form is assumed).

#include <algorithm>
#include <array>

#include "sandbox/schoology/resources/routes.hpp"
#include "sandbox/schoology/rows.hpp"

namespace crosswalk::sandbox::schoology {
namespace {

constexpr std::array<std::string_view, 11> kAllowed{"courses/{id}",
                                                    "sections/{id}",
                                                    "users/{id}",
                                                    "courses/{id}/sections",
                                                    "sections/{id}/assignments",
                                                    "sections/{id}/enrollments",
                                                    "sections/{id}/grade_items",
                                                    "sections/{id}/grades",
                                                    "sections/ext/{code}",
                                                    "users/ext/{code}",
                                                    "users/{id}/sections"};

/// The path of an absolute address or of one that begins with a slash, and its query.
std::pair<std::string, Parameters> parts_of(const Call& call, std::string address) {
  if (address.rfind(call.base_url, 0) == 0) address.erase(0, call.base_url.size());
  const auto question = address.find('?');
  if (question == std::string::npos) return {address, {}};
  return {address.substr(0, question), parse_form(std::string_view{address}.substr(question + 1))};
}

Json one(Call& call, const std::string& address, const char* method) {
  auto [path, query] = parts_of(call, address);
  const auto segments = normal_path(path);
  const bool allowed = segments && std::find(kAllowed.begin(), kAllowed.end(),
                                             call.router->template_of(*segments)) != kAllowed.end();
  if (!allowed) return {{"location", address}, {"response_code", 400}, {"body", nullptr}};
  Call inner{call.state, call.settings, call.actor,    method,         {},        {}, query,
             {},         call.now_s,    call.base_url, call.tampering, call.trace};
  const Reply reply = call.router->dispatch(inner, *segments);
  return {{"location", address},
          {"response_code", reply.status},
          {"body", parse_json(reply.body).value_or(Json{})}};
}

Outcome many(Call& call, const char* method) {
  if (!call.body.is_object() || !call.body.contains("request")) {
    return bad_input("the body holds no request");
  }
  const Json& listed = call.body["request"];
  const Json list = listed.is_array() ? listed : Json::array({listed});
  if (list.empty() || list.size() > kMostRows) return bad_input("1 to 50 requests in one call");
  Json rows = Json::array();
  for (const Json& address : list) {
    if (!address.is_string()) return bad_input("request holds something that is no address");
    rows.push_back(one(call, address.get<std::string>(), method));
  }
  return ok({{"response", std::move(rows)}});
}

Outcome multiget(Call& call) { return many(call, "GET"); }
Outcome multioptions(Call& call) { return many(call, "OPTIONS"); }

}  // namespace

std::vector<Route> multiget_routes() {
  return {{"POST", "multiget", kAnyone, multiget}, {"POST", "multioptions", kAnyone, multioptions}};
}

}  // namespace crosswalk::sandbox::schoology
