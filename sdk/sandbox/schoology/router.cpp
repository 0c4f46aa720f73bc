#include "sandbox/schoology/router.hpp"

#include <array>

namespace crosswalk::sandbox::schoology {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kSingulars{{
    {"section", "sections"},
    {"course", "courses"},
    {"user", "users"},
    {"group", "groups"},
    {"school", "schools"},
}};

/// The captures when the pattern fits the segments.
std::optional<std::vector<std::string>> match(std::string_view pattern,
                                              const std::vector<std::string>& segments) {
  std::vector<std::string> captures;
  std::size_t n = 0;
  for (std::size_t begin = 0; begin <= pattern.size(); ++n) {
    const auto end = std::min(pattern.find('/', begin), pattern.size());
    const auto part = pattern.substr(begin, end - begin);
    begin = end + 1;
    if (n >= segments.size()) return std::nullopt;
    if (part.front() != '{') {
      if (part != segments[n]) return std::nullopt;
      continue;
    }
    if (part == "{id}" && !to_number(segments[n])) return std::nullopt;
    captures.push_back(segments[n]);
  }
  if (n != segments.size()) return std::nullopt;
  return captures;
}

std::string joined(const std::vector<std::string>& segments, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) out += '/';
    out += segments[i];
  }
  return out;
}

/// 401, 403 or 404 when the caller may not use the route; nothing when it may.
std::optional<Reply> not_allowed(const Call& call, unsigned needs) {
  if ((needs & kPeople) != 0 && call.actor.personal) return refuse(401);
  if ((needs & kAdmin) != 0 && !call.is_admin()) return refuse(403);
  if ((needs & (kSectionMember | kSectionAdmin)) == 0) return std::nullopt;
  if (call.state.section(call.id(0)) == nullptr) return refuse(404);
  if (call.is_admin()) return std::nullopt;
  const Enrollment* own = call.state.enrollment_of(call.id(0), call.actor.user);
  if (own == nullptr || own->status != kActive) return refuse(403);
  if ((needs & kSectionAdmin) != 0 && !own->admin) return refuse(403);
  return std::nullopt;
}

}  // namespace

std::optional<std::vector<std::string>> normal_path(std::string_view raw_path) {
  std::vector<std::string> segments;
  for (const std::string& part : split(raw_path, '/')) {
    if (!part.empty()) segments.push_back(percent_decode(part));
  }
  if (segments.empty() || segments.front() != "v1") return std::nullopt;
  segments.erase(segments.begin());
  if (segments.empty()) return segments;
  for (const auto& [singular, plural] : kSingulars) {
    if (segments.front() == singular) segments.front() = plural;
  }
  return segments;
}

Reply Router::run(Call& call, const Route& route, const std::vector<std::string>& segments) const {
  call.captures = *match(route.pattern, segments);
  call.path = joined(segments, segments.size());
  call.router = this;
  if (auto refused = not_allowed(call, route.needs)) return std::move(*refused);
  auto outcome = route.answer(call);
  return outcome ? std::move(*outcome) : refuse(outcome.error());
}

Reply Router::dispatch(Call& call, const std::vector<std::string>& segments) const {
  Json allowed = Json::object();
  std::string list;
  for (const Route& route : routes_) {
    if (!match(route.pattern, segments)) continue;
    if (route.method == call.method) return run(call, route, segments);
    allowed[std::string{route.method}] = true;
    list += (list.empty() ? "" : ", ") + std::string{route.method};
  }
  if (allowed.empty()) return unmatched(call, segments);
  Reply reply = call.method == "OPTIONS" ? ok(allowed) : refuse(405);
  reply.headers.emplace_back("Allow", list);
  return reply;
}

/// Contract 4.7: below a section, course, school, group or assignment a wrong path answers with the
/// parent, below a user with 400.
Reply Router::unmatched(Call& call, const std::vector<std::string>& segments) const {
  if (segments.size() < 2) return refuse(404);
  const std::string& realm = segments.front();
  if (realm == "users" && segments.size() > 2 && to_number(segments[1])) {
    return refuse(400, "Bad request");
  }
  const bool has_parent =
      realm == "sections" || realm == "courses" || realm == "schools" || realm == "groups";
  if (!has_parent || segments.size() == 2) return refuse(404);
  if (call.method != "GET") return refuse(405);
  const bool in_assignment = segments.size() > 4 && segments[2] == "assignments";
  const auto parent = segments.begin() + (in_assignment ? 4 : 2);
  return dispatch(call, {segments.begin(), parent});
}

std::string Router::template_of(const std::vector<std::string>& segments) const {
  for (const Route& route : routes_) {
    if (match(route.pattern, segments)) return std::string{route.pattern};
  }
  std::vector<std::string> parts = segments;
  for (std::string& part : parts) {
    if (to_number(part)) part = "{id}";
  }
  return joined(parts, parts.size());
}

}  // namespace crosswalk::sandbox::schoology
