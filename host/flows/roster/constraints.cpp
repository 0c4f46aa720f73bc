#include "flows/roster/constraints.hpp"

#include <algorithm>

namespace crosswalk::flows {
namespace {

bool is_ref(const model::Field& field) {
  return field.type == model::FieldType::Ref || field.type == model::FieldType::Refs;
}

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (const auto& name : names) out += (out.empty() ? "" : ", ") + name;
  return out;
}

}  // namespace

std::size_t letters(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string advice(model::Entity entity, const model::Field& field) {
  const std::string mapping =
      "map it with fields." + std::string(model::name(entity)) + "." + field.name;
  if (entity == model::Entity::User && field.from == "username") {
    return "choose another user name with the setting usernames, correct it in the source, or " +
           mapping;
  }
  if (entity == model::Entity::User && field.from == "role")
    return "name a role of the destination in the setting roles";
  if (field.from == "code") {
    return "choose another code with the setting codes." + std::string(model::name(entity)) +
           ", or " + mapping;
  }
  return "correct it in the source, or " + mapping;
}

Result<Constraints> Constraints::create(model::Entity entity,
                                        const std::vector<model::Field>& fields) {
  Constraints out(entity, fields);
  for (const auto& field : fields) {
    out.patterns_.emplace_back();
    if (field.pattern.empty()) continue;
    auto pattern = ValuePattern::compile(field.pattern);
    if (!pattern)
      return in_context(std::move(pattern).error(),
                        std::string(model::name(entity)) + "." + field.name);
    out.patterns_.back() = std::move(pattern).value();
  }
  return out;
}

std::optional<Violation> Constraints::check(const model::Projection& projection) const {
  for (std::size_t i = 0; i < fields_->size() && i < projection.size(); ++i) {
    const model::Field& field = (*fields_)[i];
    const model::FieldValue& value = projection[i];
    if (!value.given()) {
      if (field.required)
        return violation(field, "required", "is missing; the destination demands it");
      if (!field.required_with_any.empty() && !any_given(field.required_with_any, projection)) {
        return violation(field, "required_with_any",
                         "is missing, and so is " + joined(field.required_with_any) +
                             "; the destination demands one");
      }
      continue;
    }
    if (is_ref(field)) continue;
    if (value.kind == model::FieldValue::Kind::Text) {
      if (auto broken = check_text(i, value.text)) return broken;
    }
    for (const auto& item : value.items) {
      if (auto broken = check_text(i, item)) return broken;
    }
  }
  return std::nullopt;
}

std::optional<Violation> Constraints::check_text(std::size_t at, const std::string& text) const {
  const model::Field& field = (*fields_)[at];
  // Code points are at most bytes: nearly every text passes without being counted.
  if (field.max_length != 0 && text.size() > field.max_length && letters(text) > field.max_length) {
    return violation(field, "max_length",
                     "has " + std::to_string(letters(text)) +
                         " characters; the destination takes " + std::to_string(field.max_length));
  }
  if (patterns_[at] && !patterns_[at]->matches(text)) {
    const std::string rule =
        field.pattern_says.empty() ? "it must match " + field.pattern : field.pattern_says;
    const std::string shown = field.from == "password" ? "" : "\"" + text + "\" ";
    return violation(field, "pattern", shown + "will not do: " + rule);
  }
  return std::nullopt;
}

bool Constraints::any_given(const std::vector<std::string>& names,
                            const model::Projection& projection) const {
  for (std::size_t i = 0; i < fields_->size() && i < projection.size(); ++i) {
    if (projection[i].given() && std::ranges::find(names, (*fields_)[i].name) != names.end())
      return true;
  }
  return false;
}

Violation Constraints::violation(const model::Field& field, const char* rule,
                                 const std::string& what) const {
  return {field.name + "." + rule, (field.title.empty() ? field.name : field.title) + " " + what +
                                       "; " + advice(entity_, field)};
}

}  // namespace crosswalk::flows
