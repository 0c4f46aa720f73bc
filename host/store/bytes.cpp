#include "store/bytes.hpp"

namespace crosswalk::store {
namespace {

Error damaged() { return {ErrorCode::BadData, "stored bytes are damaged: restore a backup"}; }

}  // namespace

void put_number(std::string& out, std::uint64_t number) {
  while (number >= 0x80) {
    out.push_back(static_cast<char>(static_cast<std::uint8_t>(number | 0x80U)));
    number >>= 7U;
  }
  out.push_back(static_cast<char>(static_cast<std::uint8_t>(number)));
}

void put_text(std::string& out, std::string_view text) {
  put_number(out, text.size());
  out.append(text);
}

Result<std::uint64_t> ByteReader::number() {
  std::uint64_t number = 0;
  for (unsigned shift = 0; shift < 64; shift += 7) {
    if (bytes_.empty()) return damaged();
    const auto byte = static_cast<std::uint8_t>(bytes_.front());
    bytes_.remove_prefix(1);
    number |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
    if (byte < 0x80) return number;
  }
  return damaged();
}

Result<std::string_view> ByteReader::text() {
  CW_TRY(const std::uint64_t size, number());
  return raw(size);
}

Result<std::string_view> ByteReader::raw(std::size_t size) {
  if (size > bytes_.size()) return damaged();
  const std::string_view out = bytes_.substr(0, size);
  bytes_.remove_prefix(size);
  return out;
}

}  // namespace crosswalk::store
