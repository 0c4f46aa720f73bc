#pragma once

/// \file
/// Short forms for the fields of a test's destination.

#include <string>

#include "model/destination_schema.hpp"

namespace crosswalk::test {

/// A field that takes the column of its own name.
inline model::Field field(const std::string& name, model::FieldType type = model::FieldType::Text,
                          bool required = false) {
  model::Field f;
  f.name = f.title = f.from = name;
  f.type = type;
  f.required = required;
  return f;
}

inline model::Field ref(const std::string& name, const std::string& entity,
                        model::FieldType type = model::FieldType::Ref) {
  model::Field f = field(name, type);
  f.entity = entity;
  return f;
}

}  // namespace crosswalk::test
