#pragma once

/// \file
/// A configuration against its schema: the subset of JSON Schema 2020-12 of
/// docs/reference/manifest.md.
///
/// One reader for forms, files and the admin API: every mistake has its place and a sentence, and
/// no message repeats a configured value (it may be a secret).

#include "crosswalk/result.hpp"

#include <nlohmann/json_fwd.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::adapters {

using Json = nlohmann::json;

/// One thing that is wrong with a configuration.
struct ConfigProblem {
  std::string pointer;  ///< JSON pointer (RFC 6901); empty = the whole document
  std::string message;  ///< names the setting, what it must be, and what to do
};

class ConfigSchema {
 public:
  /// \error BadData  the place in the schema and what is wrong there: an unknown keyword, a pattern
  /// that
  ///                 does not compile, a default that its own schema refuses.
  static Result<ConfigSchema> parse(std::string_view json);

  /// Fills defaults into `config`, then lists everything that is wrong with it.
  std::vector<ConfigProblem> check(Json& config) const;

  /// Parses, fills and checks. \error BadConfig  the first few problems, by name.
  Result<Json> accept(std::string_view config) const;

  /// Names of the top-level settings marked x-secret; of those marked x-path.
  const std::vector<std::string>& secrets() const;
  const std::vector<std::string>& paths() const;

  /// Names of all top-level settings.
  std::vector<std::string> names() const;

  /// A configuration out of defaults, examples and first choices, for trying an adapter out. It may
  /// still be refused by check(): a pattern without an example cannot be guessed.
  Json sample() const;

 private:
  struct Parts;
  explicit ConfigSchema(std::shared_ptr<const Parts> parts) : parts_(std::move(parts)) {}
  std::shared_ptr<const Parts> parts_;
};

}  // namespace crosswalk::adapters
