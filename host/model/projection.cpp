#include "model/projection.hpp"

#include "model/bytes.hpp"

namespace crosswalk::model {
namespace {

void put_field(ByteWriter& out, const FieldValue& field) {
  out.u8(static_cast<std::uint8_t>(field.kind));
  if (field.kind == FieldValue::Kind::Text) out.text(field.text);
  if (field.kind == FieldValue::Kind::List) {
    out.u32(static_cast<std::uint32_t>(field.items.size()));
    for (const auto& item : field.items) out.text(item);
  }
}

}  // namespace

std::string encode(const Projection& projection) {
  std::string bytes;
  ByteWriter out(bytes);
  for (const auto& field : projection) put_field(out, field);
  return bytes;
}

Result<Projection> decode_projection(std::string_view bytes) {
  Projection out;
  ByteReader in(bytes);
  while (!in.done()) {
    FieldValue field;
    const std::uint8_t kind = in.u8();
    if (kind > 2) return Error{ErrorCode::BadData, "projection: an unknown kind of value"};
    field.kind = static_cast<FieldValue::Kind>(kind);
    if (field.kind == FieldValue::Kind::Text) field.text = in.text();
    if (field.kind == FieldValue::Kind::List) {
      const std::uint32_t count = in.u32();
      for (std::uint32_t i = 0; i < count && !in.failed(); ++i) field.items.push_back(in.text());
    }
    if (in.failed()) return Error{ErrorCode::BadData, "projection: cut short"};
    out.push_back(std::move(field));
  }
  return out;
}

Hash128 projection_hash(const Projection& projection, const DestinationEntity& entity) {
  std::string bytes;
  ByteWriter out(bytes);
  for (std::size_t i = 0; i < projection.size() && i < entity.fields.size(); ++i) {
    if (!entity.fields[i].create_only) put_field(out, projection[i]);
  }
  return hash_bytes(bytes);
}

}  // namespace crosswalk::model
