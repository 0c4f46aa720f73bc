#include "sandbox/schoology/call.hpp"

namespace crosswalk::sandbox::schoology {

Id Call::id(std::size_t n) const {
  return n < captures.size() ? to_number(captures[n]).value_or(0) : 0;
}

std::optional<std::string> Call::parameter(std::string_view name) const {
  return find_parameter(query, name);
}

bool Call::is_on(std::string_view name) const {
  const auto value = parameter(name);
  return value && *value != "0" && !value->empty() && !same_ignoring_case(*value, "false");
}

std::string Call::url(const std::string& below) const { return base_url + "/v1/" + below; }

Reply json_reply(int status, const Json& value) {
  return {status, "application/json; charset=UTF-8", {}, to_text(value), Delivery::Whole};
}

Reply no_content() { return {204, {}, {}, {}, Delivery::Whole}; }

Reply see_other(const std::string& url) { return {303, {}, {{"Location", url}}, {}, {}}; }

Reply refuse(int status, std::string text) {
  return {status, "text/plain; charset=UTF-8", {}, std::move(text), Delivery::Whole};
}

int status_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::Unauthenticated:
      return 401;
    case ErrorCode::Forbidden:
      return 403;
    case ErrorCode::NotFound:
      return 404;
    case ErrorCode::Unsupported:
      return 405;
    case ErrorCode::Conflict:
      return 409;
    default:
      return 400;
  }
}

Reply refuse(const Error& error) {
  const int status = status_of(error.code);
  const bool silent = status == 401 || status == 403 || status == 404;
  return refuse(status, silent ? std::string{} : error.message);
}

Error bad_input(std::string text) { return {ErrorCode::InvalidArgument, std::move(text)}; }
Error bad_field(std::string_view field, std::string_view what) {
  std::string text{field};
  text += ' ';
  text += what;
  return bad_input(std::move(text));
}
Error missing(std::string text) { return {ErrorCode::NotFound, std::move(text)}; }
Error forbidden(std::string text) { return {ErrorCode::Forbidden, std::move(text)}; }

Json self_link(const std::string& url) { return {{"self", url}}; }

}  // namespace crosswalk::sandbox::schoology
