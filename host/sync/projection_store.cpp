#include "sync/projection_store.hpp"

namespace crosswalk::sync {
namespace {

bool said_by_identity(const model::Field& field) { return field.type == model::FieldType::Ref; }

}  // namespace

std::string compact_projection(model::Entity entity, const model::DestinationEntity& schema,
                               const model::Projection& projection) {
  if (entity != model::Entity::Enrollment) return model::encode(projection);
  model::Projection small = projection;
  for (std::size_t i = 0; i < small.size() && i < schema.fields.size(); ++i) {
    if (said_by_identity(schema.fields[i])) small[i] = model::FieldValue::absent();
  }
  return model::encode(small);
}

Result<model::Projection> expand_projection(model::Entity entity,
                                            const model::DestinationEntity& schema,
                                            std::string_view identity, std::string_view bytes) {
  if (bytes.empty()) return model::Projection{};
  CW_TRY(model::Projection whole, model::decode_projection(bytes));
  if (entity != model::Entity::Enrollment) return whole;
  const auto [clazz, user] = model::split_identity(identity);
  for (std::size_t i = 0; i < whole.size() && i < schema.fields.size(); ++i) {
    const model::Field& field = schema.fields[i];
    if (!said_by_identity(field)) continue;
    if (field.entity == "class") whole[i] = model::FieldValue::of(std::string(clazz));
    if (field.entity == "user") whole[i] = model::FieldValue::of(std::string(user));
  }
  return whole;
}

}  // namespace crosswalk::sync
