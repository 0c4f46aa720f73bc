#pragma once

/// \file
/// Declared entities for tests, in a few words.

#include "model/destination_schema.hpp"

namespace crosswalk::app {

inline model::Field field(std::string name, std::string title, std::string from = {},
                          model::FieldType type = model::FieldType::Text) {
  model::Field out;
  out.name = std::move(name);
  out.title = std::move(title);
  out.from = std::move(from);
  out.type = type;
  return out;
}

inline model::DestinationEntity declared(std::string name, std::vector<model::Field> fields) {
  model::DestinationEntity out;
  out.name = std::move(name);
  out.fields = std::move(fields);
  return out;
}

}  // namespace crosswalk::app
