#include "flows/roster/code_template.hpp"

#include <algorithm>

#include "flows/roster/known_names.hpp"
#include "model/schema.hpp"

namespace crosswalk::flows {
namespace {

using model::Entity;

/// The columns that codes may be made of.
std::vector<std::string> columns_for(Entity entity) {
  switch (entity) {
    case Entity::Org:
      return {"sourcedId", "identifier"};
    case Entity::AcademicSession:
      return {"sourcedId", "title"};
    case Entity::Course:
      return {"sourcedId", "courseCode"};
    case Entity::Class:
      return {"sourcedId", "classCode"};
    case Entity::User:
      return {"sourcedId", "identifier", "username"};
    case Entity::Enrollment:
      break;
  }
  return {};
}

bool has_school(Entity entity) {
  return entity == Entity::Course || entity == Entity::Class || entity == Entity::User;
}

}  // namespace

Result<CodeTemplate> CodeTemplate::parse(Entity entity, std::string_view text) {
  const std::string setting = "codes." + std::string(model::name(entity));
  const auto columns = columns_for(entity);
  std::vector<std::string> known = columns;
  if (has_school(entity))
    known.insert(known.end(), {"school.identifier", "school.sourcedId", "school.name"});
  CodeTemplate out;
  while (!text.empty()) {
    const std::size_t brace = text.find_first_of("{}");
    if (brace != 0) {
      out.parts_.push_back({Of::Text, 0, std::string(text.substr(0, brace))});
      text.remove_prefix(std::min(brace, text.size()));
      continue;
    }
    const std::size_t end = text.find('}');
    if (text[0] == '}' || end == std::string_view::npos) {
      return Error{ErrorCode::BadConfig, setting + ": a brace without its other half"};
    }
    const std::string name(text.substr(1, end - 1));
    text.remove_prefix(end + 1);
    if (std::ranges::find(known, name) == known.end()) {
      return unknown_name(setting, name, "is nothing that a code can be made of", known);
    }
    Part part{Of::Column, 0, name};
    if (name == "school.identifier")
      part.of = Of::SchoolIdentifier;
    else if (name == "school.sourcedId")
      part.of = Of::SchoolId;
    else if (name == "school.name")
      part.of = Of::SchoolName;
    else {
      const auto all = model::columns(entity);
      part.column = static_cast<unsigned>(
          std::ranges::find(all, std::string_view(name), &model::Column::name) - all.begin());
    }
    out.parts_.push_back(std::move(part));
  }
  const bool constant =
      std::ranges::all_of(out.parts_, [](const Part& part) { return part.of == Of::Text; });
  if (constant)
    return Error{ErrorCode::BadConfig,
                 setting + ": the same code for all; use one of " + listed(known)};
  return out;
}

bool CodeTemplate::is_sourced_id() const {
  return parts_.size() == 1 && parts_.front().of == Of::Column &&
         parts_.front().text == "sourcedId";
}

bool CodeTemplate::of_school() const {
  return std::ranges::any_of(parts_, [](const Part& part) { return part.of > Of::Column; });
}

std::optional<std::string> CodeTemplate::expand(const model::RecordView& record, const Org* school,
                                                std::string& missing) const {
  std::string code;
  for (const Part& part : parts_) {
    std::string_view text = part.text;
    if (part.of == Of::Column) text = record.text(part.column);
    if (part.of > Of::Column) {
      if (school == nullptr)
        text = {};
      else if (part.of == Of::SchoolIdentifier)
        text = school->mark();
      else
        text = part.of == Of::SchoolId ? school->id : school->name;
    }
    if (text.empty()) {
      missing = part.text;
      return std::nullopt;
    }
    code += text;
  }
  return code;
}

}  // namespace crosswalk::flows
