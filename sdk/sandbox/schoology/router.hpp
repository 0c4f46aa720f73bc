#pragma once

/// \file
/// From method and path to a resource, with the permissions of 3.5 and the oddities of 4.7.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sandbox/schoology/call.hpp"

namespace crosswalk::sandbox::schoology {

/// What a route asks of the caller. Values can be joined with |.
enum Need : unsigned {
  kAnyone = 0,
  kAdmin = 1,          ///< else 403
  kPeople = 2,         ///< shows or changes other people: a personal key gets 401
  kSectionMember = 4,  ///< the first capture is a section the caller is in, else 403
  kSectionAdmin = 8,   ///< ... as its administrator, else 403
};

struct Route {
  std::string_view method;
  std::string_view pattern;  ///< {id} takes digits, {code} and {ids} take anything
  unsigned needs = kAnyone;
  Outcome (*answer)(Call&) = nullptr;
};

/// The segments of a request path below /v1/, decoded: doubled and trailing slashes gone, a
/// singular realm name made plural (section -> sections). Nothing when the path is not below /v1/.
std::optional<std::vector<std::string>> normal_path(std::string_view raw_path);

class Router {
 public:
  explicit Router(std::vector<Route> routes) : routes_(std::move(routes)) {}

  /// Answers the call; `segments` are those of normal_path().
  Reply dispatch(Call& call, const std::vector<std::string>& segments) const;
  /// The pattern that the path matches with any method, or the path with its numbers as {id}.
  std::string template_of(const std::vector<std::string>& segments) const;

 private:
  Reply unmatched(Call& call, const std::vector<std::string>& segments) const;
  Reply run(Call& call, const Route& route, const std::vector<std::string>& segments) const;

  std::vector<Route> routes_;
};

}  // namespace crosswalk::sandbox::schoology
