#pragma once

/// \file
/// Checks a projection against what the destination's manifest declares about its fields, before
/// anything is sent.

#include <optional>
#include <string>
#include <vector>

#include "crosswalk/result.hpp"
#include "flows/roster/value_pattern.hpp"
#include "model/destination_schema.hpp"
#include "model/entity.hpp"
#include "model/projection.hpp"

namespace crosswalk::flows {

/// A broken rule: "username.pattern", and a sentence with field, rule and what to do.
struct Violation {
  std::string code;
  std::string reason;
};

class Constraints {
 public:
  /// \param fields  lent: of the destination's entity; must outlive this
  /// \error BadConfig  a pattern does not compile.
  static Result<Constraints> create(model::Entity entity, const std::vector<model::Field>& fields);

  /// The first broken rule in the order of the fields: required, required_with_any, max_length,
  /// pattern. A value that is not given breaks only the first two. A ref's text is not looked at:
  /// it is not what is sent.
  std::optional<Violation> check(const model::Projection& projection) const;

 private:
  explicit Constraints(model::Entity entity, const std::vector<model::Field>& fields)
      : entity_(entity), fields_(&fields) {}

  std::optional<Violation> check_text(std::size_t field, const std::string& text) const;
  bool any_given(const std::vector<std::string>& names, const model::Projection& projection) const;
  Violation violation(const model::Field& field, const char* rule, const std::string& what) const;

  model::Entity entity_;
  const std::vector<model::Field>* fields_;
  std::vector<std::optional<ValuePattern>> patterns_;  ///< by field
};

/// The number of code points of valid UTF-8.
std::size_t letters(std::string_view text);

/// What a person can do about a value that will not do: which setting, or the source.
std::string advice(model::Entity entity, const model::Field& field);

}  // namespace crosswalk::flows
