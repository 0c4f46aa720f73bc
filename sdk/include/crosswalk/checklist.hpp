#pragma once

/// \file
/// The report of "test connection", step by step. Includes json.hpp: for .cpp files only.

#include <string>
#include <utility>

#include "crosswalk/json.hpp"
#include "crosswalk/result.hpp"

namespace crosswalk {

/// {"steps": [{"name", "ok", "detail", "hint"}]}
class Checklist {
 public:
  /// Does a step. `body` returns a sentence with ids and counts, or an Error whose message becomes
  /// the detail; `hint_for` maps that Error to what to do next ("" for nothing). True: it went
  /// right.
  /// \error Cancelled
  template <class Body, class Hint>
  Result<bool> step(const char* name, Body&& body, Hint&& hint_for) {
    const Result<std::string> detail = body();
    if (!detail && detail.error().code == ErrorCode::Cancelled) return Error(detail.error());
    steps_.push_back({{"name", name},
                      {"ok", detail.has_value()},
                      {"detail", detail ? *detail : detail.error().message},
                      {"hint", detail ? std::string() : std::string(hint_for(detail.error()))}});
    return detail.has_value();
  }

  std::string report() { return dump_json({{"steps", std::move(steps_)}}); }

 private:
  Json steps_ = Json::array();
};

}  // namespace crosswalk
