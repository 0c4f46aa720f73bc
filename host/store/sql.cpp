#include "store/sql.hpp"

namespace crosswalk::store {

std::string_view Param::bytes() const {
  return owns_ ? std::string_view(reinterpret_cast<const char*>(hash_.data()), hash_.size())
               : view_;
}

Column::Column(ValueKind of, std::size_t rows) : kind(of) {
  if (kind == ValueKind::Integer) {
    integers.reserve(rows);
  } else {
    bytes.reserve(rows);
  }
}

model::Hash128 Row::hash(int column) const {
  const std::string_view value = bytes(column);
  if (value.size() != 16) return {};
  return model::from_bytes(reinterpret_cast<const std::uint8_t*>(value.data()));
}

}  // namespace crosswalk::store
