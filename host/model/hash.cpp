#include "model/hash.hpp"

#include <xxhash.h>

#include <vector>

#include "crosswalk/copy_text.hpp"

namespace crosswalk::model {
namespace {

std::uint64_t big_endian(std::uint64_t value) { return __builtin_bswap64(value); }

Hash128 of(XXH128_hash_t hash) { return {hash.high64, hash.low64}; }

void append_sized(std::string& out, std::string_view text) {
  const auto size = static_cast<std::uint32_t>(text.size());
  out.append(reinterpret_cast<const char*>(&size), sizeof size);
  out.append(text);
}

}  // namespace

std::array<std::uint8_t, 16> to_bytes(const Hash128& hash) {
  std::array<std::uint8_t, 16> out{};
  const std::uint64_t words[2] = {big_endian(hash.high), big_endian(hash.low)};
  std::memcpy(out.data(), words, sizeof words);
  return out;
}

Hash128 from_bytes(const std::uint8_t* bytes) {
  std::uint64_t words[2];
  std::memcpy(words, bytes, sizeof words);
  return {big_endian(words[0]), big_endian(words[1])};
}

std::string to_hex(const Hash128& hash) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  out.reserve(32);
  for (const std::uint8_t byte : to_bytes(hash)) {
    out.push_back(kDigits[byte >> 4]);
    out.push_back(kDigits[byte & 15]);
  }
  return out;
}

Hash128 hash_from_hex(std::string_view hex) {
  if (hex.size() != 32) return {};
  std::array<std::uint8_t, 16> bytes{};
  for (std::size_t i = 0; i < hex.size(); ++i) {
    const char c = hex[i];
    const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    if (digit < 0) return {};
    bytes[i / 2] = static_cast<std::uint8_t>(bytes[i / 2] << 4 | digit);
  }
  return from_bytes(bytes.data());
}

Hash128 hash_bytes(std::string_view bytes) { return of(XXH3_128bits(bytes.data(), bytes.size())); }

Result<KeyMaker> KeyMaker::create(std::string_view secret, std::string_view district,
                                  std::string_view connector) {
  if (secret.size() != kSecretBytes) {
    return Error{ErrorCode::BadConfig, "key secret: " + std::to_string(secret.size()) +
                                           " bytes instead of " + std::to_string(kSecretBytes) +
                                           "; restore the store from its backup"};
  }
  std::string domain;
  append_sized(domain, district);
  append_sized(domain, connector);
  return KeyMaker(std::string(secret), of(XXH3_128bits_withSecret(domain.data(), domain.size(),
                                                                  secret.data(), secret.size())));
}

Identity split_identity(std::string_view identity) {
  const std::size_t joint = identity.find(kIdentityJoint);
  if (joint == std::string_view::npos) return {identity};
  return {identity.substr(0, joint), identity.substr(joint + 1)};
}

std::string readable_identity(std::string_view identity) {
  std::string out(identity);
  for (char& c : out) {
    if (c == kIdentityJoint) c = '/';
  }
  return out;
}

Key KeyMaker::key(Entity entity, std::string_view identity) const {
  const auto [first, second] = split_identity(identity);
  return key(entity, first, second);
}

Key KeyMaker::key(Entity entity, std::string_view first, std::string_view second) const {
  // [domain 16][entity 1][length of first 4][first][second]: no two pairs give the same bytes.
  char small[512];
  std::vector<char> large;
  const std::size_t size = 21 + first.size() + second.size();
  char* out = small;
  if (size > sizeof small) {
    large.resize(size);
    out = large.data();
  }
  std::memcpy(out, &domain_, 16);
  out[16] = static_cast<char>(entity);
  const auto length = static_cast<std::uint32_t>(first.size());
  std::memcpy(out + 17, &length, 4);
  copy_text(out + 21, first.data(), first.size());
  copy_text(out + 21 + first.size(), second.data(), second.size());
  return of(XXH3_128bits_withSecret(out, size, secret_.data(), secret_.size()));
}

}  // namespace crosswalk::model
