#include "store/compressed.hpp"

#include <zlib.h>

#include "store/bytes.hpp"

namespace crosswalk::store {
namespace {

constexpr int kFast = 1;

const Bytef* in(std::string_view bytes) { return reinterpret_cast<const Bytef*>(bytes.data()); }
Bytef* out(char* bytes) { return reinterpret_cast<Bytef*>(bytes); }

std::string as_it_is(std::string_view bytes) {
  std::string kept;
  kept.reserve(bytes.size() + 1);
  put_number(kept, 0);
  kept.append(bytes);
  return kept;
}

}  // namespace

std::string compressed(std::string_view bytes) {
  if (bytes.size() < kSmall) return as_it_is(bytes);
  std::string kept;
  put_number(kept, bytes.size());
  const std::size_t head = kept.size();
  uLongf size = compressBound(static_cast<uLong>(bytes.size()));
  kept.resize(head + size);
  const int code =
      compress2(out(kept.data() + head), &size, in(bytes), static_cast<uLong>(bytes.size()), kFast);
  if (code != Z_OK || size >= bytes.size()) return as_it_is(bytes);
  kept.resize(head + size);
  return kept;
}

Result<std::string> inflated(std::string_view kept) {
  const Error damaged{ErrorCode::BadData, "a stored value does not inflate: restore a backup"};
  ByteReader reader{kept};
  CW_TRY(const std::uint64_t size, reader.number());
  std::string head;
  put_number(head, size);
  kept.remove_prefix(head.size());
  if (size == 0) return std::string(kept);
  if (size > kMostInflated) return damaged;
  std::string bytes(size, '\0');
  auto got = static_cast<uLongf>(size);
  if (uncompress(out(bytes.data()), &got, in(kept), static_cast<uLong>(kept.size())) != Z_OK ||
      got != size) {
    return damaged;
  }
  return bytes;
}

}  // namespace crosswalk::store
