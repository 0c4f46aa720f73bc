#pragma once

/// \file
/// A field mapping: one Lua 5.4 expression over a record's values. docs/reference/mapping.md lists
/// what it may use.

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "crosswalk/result.hpp"
#include "model/projection.hpp"

namespace crosswalk::sync {

/// A compiled expression in a Lua of its own: no files, no clock, no metatables, no bytecode,
/// nothing that outlives an evaluation. Not thread-safe.
///
///     upper(sub(familyName, 1, 3)) .. "-" .. identifier
///     coalesce(preferredFirstName, givenName)
///     metadata.homeroom or mapped.code
class Expression {
 public:
  static constexpr std::size_t kMostSource = 4096;     ///< bytes of an expression
  static constexpr std::size_t kMostText = 64 << 10;   ///< bytes of any text that a function makes
  static constexpr std::size_t kMostMemory = 1 << 20;  ///< bytes of its Lua, all in all
  static constexpr int kMostInstructions = 100'000;    ///< of one evaluation

  /// Where names get their values from.
  class Names {
   public:
    virtual ~Names() = default;
    /// False: there is no such name. A name of a group comes as "group.name". An absent value is
    /// nil.
    virtual bool find(std::string_view name, model::FieldValue& value) = 0;
  };

  /// \param groups  names that are followed by a dot and another name
  /// \error BadConfig  Lua's message.
  static Result<Expression> compile(std::string_view text,
                                    std::span<const std::string_view> groups = {});

  /// The value: a text, number or flag as text, a list of them, or absent for nil.
  /// \error BadData  Lua's message, or which limit was passed. BadConfig: a name that `names` does
  /// not have.
  Result<model::FieldValue> evaluate(Names& names);

  Expression(Expression&&) noexcept;
  Expression& operator=(Expression&&) noexcept;
  ~Expression();

 private:
  friend struct LuaSide;
  struct State;
  explicit Expression(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace crosswalk::sync
