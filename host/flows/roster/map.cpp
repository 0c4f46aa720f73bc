#include <algorithm>

#include "flows/roster/roster_flow.hpp"
#include "model/schema.hpp"

namespace crosswalk::flows {
namespace {

using model::Entity;
using sync::Mapped;

bool has_control_characters(std::string_view text) {
  return std::ranges::any_of(
      text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

/// What people call the records of an entity in a reason.
std::string word(Entity entity) {
  return entity == Entity::AcademicSession ? "academic session" : std::string(model::name(entity));
}

}  // namespace

Result<Mapped> RosterFlow::map(Entity entity, std::string_view identity,
                               std::span<const model::RecordView> records,
                               sync::References& references) {
  Mapped out;
  if (records.empty() || !holds(entity)) {
    return Error{ErrorCode::InvalidArgument,
                 "map: no record, or an entity that the destination does not hold"};
  }
  if (has_control_characters(records.front().text(model::col::kSourcedId))) {
    out.verdict = Mapped::Verdict::Refuse;
    out.code = "sourcedId.control";
    out.reason = "the id holds control characters; correct it in the source";
    return out;
  }
  clear_values(entity);
  switch (entity) {
    case Entity::Org:
      CW_CHECK(map_org(records.front(), references, out));
      break;
    case Entity::AcademicSession:
      CW_CHECK(map_session(records.front(), references, out));
      break;
    case Entity::Course:
      CW_CHECK(map_course(identity, records.front(), references, out));
      break;
    case Entity::Class:
      CW_CHECK(map_class(records.front(), references, out));
      break;
    case Entity::User:
      CW_CHECK(map_user(records.front(), references, out));
      break;
    case Entity::Enrollment:
      CW_CHECK(map_enrollment(records, references, out));
      break;
  }
  return out;
}

void RosterFlow::clear_values(Entity entity) {
  values_.resize(mapped_values(entity).size());
  for (auto& value : values_) {
    value.kind = model::FieldValue::Kind::Absent;
    value.text.clear();
    value.items.clear();
  }
}

bool RosterFlow::set_code(Entity entity, const model::RecordView& record, const Org* school,
                          const std::string& suffix, Mapped& out) {
  std::string missing;
  auto code = part(entity).code->expand(record, school, missing);
  if (!code) {
    out.verdict = Mapped::Verdict::Refuse;
    out.code = "code.empty";
    out.reason = "its code has no " + missing +
                 "; fill it in the source, or choose another code with the setting codes." +
                 std::string(model::name(entity));
    return false;
  }
  out.link_code = *code + suffix;
  values_[0] =
      model::FieldValue::of(out.link_code);  // code is the first value of every entity that has one
  return true;
}

void RosterFlow::pin(Entity entity, const Choice& choice, Mapped& out) const {
  if (choice.way == Choice::Way::Match) out.may_create = false;
  if (choice.way != Choice::Way::To) return;
  // It is the destination's own record, perhaps of several of ours: linked, and left as it is.
  out.verdict = Mapped::Verdict::Send;
  out.code.clear();
  out.reason.clear();
  out.fixed_destination = choice.to;
  out.link_code.clear();
  out.projection.assign(part(entity).destination->fields.size(), model::FieldValue::absent());
}

Result<> RosterFlow::finish(const model::RecordView& record, sync::References& references,
                            Mapped& out) {
  const Entity entity = record.entity();
  CW_CHECK(part(entity).projector->project(record, values_, catalogs_, out));
  if (out.verdict != Mapped::Verdict::Send) return {};
  const auto& fields = part(entity).destination->fields;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const auto target = model::entity_named(fields[i].entity);
    if (!target || !holds(*target) || !out.projection[i].given()) continue;
    const auto there = [&](const std::string& id) {
      return references.find(*target, keys_.key(*target, id)) != sync::Reference::Unavailable;
    };
    const model::FieldValue& value = out.projection[i];
    const std::string* missing = nullptr;
    if (value.kind == model::FieldValue::Kind::Text && !there(value.text)) missing = &value.text;
    for (const auto& id : value.items) {
      if (missing == nullptr && !there(id)) missing = &id;
    }
    if (missing == nullptr) continue;
    out.verdict = Mapped::Verdict::Block;
    out.code =
        std::string(model::name(entity)) + "." + std::string(model::name(*target)) + "_missing";
    out.reason =
        "blocked by " + word(*target) + " " + model::readable_identity(*missing) +
        ": it is not in the destination and will not be; see its own line, or add it to the source";
    return {};
  }
  return {};
}

std::vector<std::string> RosterFlow::catalogs() const {
  std::vector<std::string> names;
  for (const Part& part : parts_) {
    if (part.destination == nullptr) continue;
    for (const auto& field : part.destination->fields) {
      if (!field.catalog.empty() && std::ranges::find(names, field.catalog) == names.end()) {
        names.push_back(field.catalog);
      }
    }
  }
  return names;
}

Result<> RosterFlow::set_catalog(std::string_view name, std::string_view json) {
  auto catalog = Catalog::parse(json);
  if (!catalog)
    return in_context(std::move(catalog).error(), "catalog \"" + std::string(name) + "\"");
  const auto& user = part(Entity::User);
  const auto* role = user.projector ? user.projector->taker("role") : nullptr;
  if (role != nullptr && role->catalog == name) CW_CHECK(role_rules_.check(*catalog));
  catalogs_.insert_or_assign(std::string(name), std::move(catalog).value());
  return {};
}

}  // namespace crosswalk::flows
