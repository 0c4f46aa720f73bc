#pragma once

/// \file
/// Secrets come from the environment and never stand in the file: references to variables, and
/// their resolution at the last moment.

#include "crosswalk/result.hpp"

#include <nlohmann/json_fwd.hpp>

#include <functional>
#include <optional>
#include <span>
#include <string>

namespace crosswalk::app {

/// The value of an environment variable, or nothing. Tests give their own.
using Lookup = std::function<std::optional<std::string>(const std::string& name)>;

/// The variables of this process.
Lookup process_environment();

/// NAME, if the value is a reference and nothing else: "${NAME}" or {"env": "NAME"}.
std::optional<std::string> reference_name(const nlohmann::json& value);

/// The variable a reference names. `place` is the setting, for messages.
/// \error BadConfig  it is no reference, or the variable is not set or empty.
Result<std::string> resolve_reference(const std::string& place, const nlohmann::json& value,
                                      const Lookup& lookup);

/// A connector's settings with every reference replaced by its variable's value.
/// `secrets`: the names of the settings that must be references.
/// \error BadConfig  the setting, and the line to write instead. Values are never repeated.
Result<nlohmann::json> resolve_settings(const std::string& connector, nlohmann::json settings,
                                        std::span<const std::string> secrets, const Lookup& lookup);

/// "postgresql://user:${NAME}@host/db" with the variable's value in it, percent-encoded; other
/// texts as they are.
/// \error BadConfig  the variable is not set; or the address holds a password itself.
Result<std::string> resolve_database(const std::string& database, const Lookup& lookup);

/// Whether a database address holds a password that is no reference.
bool holds_password(const std::string& database);

/// The sentence for a secret that stands in the file.
std::string literal_secret_sentence(const std::string& connector, const std::string& setting);

}  // namespace crosswalk::app
