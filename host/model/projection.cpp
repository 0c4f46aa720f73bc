#include "model/projection.hpp"

#include <cstring>

namespace crosswalk::model {
namespace {

void put_text(std::string& out, std::string_view text) {
  const auto size = static_cast<std::uint32_t>(text.size());
  out.append(reinterpret_cast<const char*>(&size), sizeof size);
  out.append(text);
}

void put_field(std::string& out, const FieldValue& field) {
  out.push_back(static_cast<char>(field.kind));
  if (field.kind == FieldValue::Kind::Text) put_text(out, field.text);
  if (field.kind == FieldValue::Kind::List) {
    const auto count = static_cast<std::uint32_t>(field.items.size());
    out.append(reinterpret_cast<const char*>(&count), sizeof count);
    for (const auto& item : field.items) put_text(out, item);
  }
}

/// Reads forward and never past the end.
class Cursor {
 public:
  explicit Cursor(std::string_view bytes) : rest_(bytes) {}
  bool done() const { return rest_.empty(); }
  bool failed() const { return failed_; }
  std::uint8_t byte() {
    if (!want(1)) return 0;
    const auto value = static_cast<std::uint8_t>(rest_[0]);
    rest_.remove_prefix(1);
    return value;
  }
  std::uint32_t size() {
    std::uint32_t value = 0;
    if (!want(sizeof value)) return 0;
    std::memcpy(&value, rest_.data(), sizeof value);
    rest_.remove_prefix(sizeof value);
    return value;
  }
  std::string text() {
    const std::uint32_t length = size();
    if (!want(length)) return {};
    std::string value(rest_.substr(0, length));
    rest_.remove_prefix(length);
    return value;
  }

 private:
  bool want(std::size_t n) {
    if (rest_.size() >= n) return true;
    failed_ = true;
    rest_ = {};
    return false;
  }
  std::string_view rest_;
  bool failed_ = false;
};

}  // namespace

std::string encode(const Projection& projection) {
  std::string out;
  for (const auto& field : projection) put_field(out, field);
  return out;
}

Result<Projection> decode_projection(std::string_view bytes) {
  Projection out;
  Cursor in(bytes);
  while (!in.done()) {
    FieldValue field;
    const std::uint8_t kind = in.byte();
    if (kind > 2) return Error{ErrorCode::BadData, "projection: an unknown kind of value"};
    field.kind = static_cast<FieldValue::Kind>(kind);
    if (field.kind == FieldValue::Kind::Text) field.text = in.text();
    if (field.kind == FieldValue::Kind::List) {
      const std::uint32_t count = in.size();
      for (std::uint32_t i = 0; i < count && !in.failed(); ++i) field.items.push_back(in.text());
    }
    if (in.failed()) return Error{ErrorCode::BadData, "projection: cut short"};
    out.push_back(std::move(field));
  }
  return out;
}

Hash128 projection_hash(const Projection& projection, const DestinationEntity& entity) {
  std::string bytes;
  for (std::size_t i = 0; i < projection.size() && i < entity.fields.size(); ++i) {
    if (!entity.fields[i].create_only) put_field(bytes, projection[i]);
  }
  return hash_bytes(bytes);
}

}  // namespace crosswalk::model
