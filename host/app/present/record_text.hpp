#pragma once

/// \file
/// One planned change as a line: which record, which fields, from what to what.

#include "model/destination_schema.hpp"
#include "sync/types.hpp"

#include <functional>
#include <string>

namespace crosswalk::app {

/// What a record is called, for people; empty when nobody knows. Names stay on the person's screen.
using NameOf = std::function<std::string(sync::Entity, const std::string& identity)>;

/// "Mary Archer", "Algebra I": out of a projection, by the meaning of its fields; may be empty.
std::string display_name(const model::DestinationEntity& entity, const model::Projection& record);

/// "Mary Archer (604863)"; of an enrollment "Mary Archer (604863) in Algebra I (c-7)".
std::string record_text(sync::Entity entity, const std::string& identity, const NameOf& name_of);

/// `First name "Mari" -> "Mary"` for an update, `First name "Mary", ...` for a create; empty where
/// nothing is to be said. Passwords are masked. `schema` null: fields have numbers instead of
/// names.
std::string change_text(const sync::Operation& operation, const model::DestinationSchema* schema);

}  // namespace crosswalk::app
