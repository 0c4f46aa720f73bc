#pragma once

/// \file
/// One authenticated request on its way through the resources, and the replies they give.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "crosswalk/result.hpp"
#include "sandbox/core/json.hpp"
#include "sandbox/core/system.hpp"
#include "sandbox/core/text.hpp"
#include "sandbox/schoology/auth/credentials.hpp"
#include "sandbox/schoology/settings.hpp"
#include "sandbox/schoology/state.hpp"

namespace crosswalk::sandbox::schoology {

class Router;

struct Call {
  State& state;
  const Settings& settings;
  Actor actor;
  std::string method;
  std::string path;                   ///< below /v1/, normalised: users/90001
  std::vector<std::string> captures;  ///< what stood for {id}, {code}, ... in the pattern
  Parameters query;
  Json body;  ///< null when there was none
  std::int64_t now_s = 0;
  std::string base_url;
  const Tampering& tampering;
  Trace& trace;
  const Router* router = nullptr;  ///< set while a route answers

  /// The n-th capture as an id (the pattern made sure that it is one).
  Id id(std::size_t n) const;
  std::optional<std::string> parameter(std::string_view name) const;
  /// A switch such as update_existing=1.
  bool is_on(std::string_view name) const;
  /// The absolute address of a path below /v1/.
  std::string url(const std::string& below) const;
  bool docs_types() const { return settings.types == "docs"; }
  bool is_admin() const { return actor.access == Access::Administrator; }
};

/// What a resource answers, or why not: the code becomes the status (see status_of).
using Outcome = Result<Reply>;

Reply json_reply(int status, const Json& value);
inline Reply ok(const Json& value) { return json_reply(200, value); }
inline Reply created(const Json& value) { return json_reply(201, value); }
Reply no_content();
Reply see_other(const std::string& url);
/// A plain refusal; an empty text sends an empty body, as the real service does for 403 and 404.
Reply refuse(int status, std::string text = {});

/// 400, 401, 403, 404, 405, 409 for an error of a resource or a row.
int status_of(ErrorCode code);
Reply refuse(const Error& error);

Error bad_input(std::string text);
/// "FIELD WHAT", such as "title is required".
Error bad_field(std::string_view field, std::string_view what);
Error missing(std::string text = {});
Error forbidden(std::string text = {});

/// "{...}.links.self" for an object.
Json self_link(const std::string& url);

}  // namespace crosswalk::sandbox::schoology
