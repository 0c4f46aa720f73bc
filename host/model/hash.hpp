#pragma once

/// \file
/// 128-bit keys and hashes, and the secret they are made with.

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

#include "crosswalk/result.hpp"
#include "model/entity.hpp"

namespace crosswalk::model {

/// Ordered as the big-endian number that its 16 bytes are.
struct Hash128 {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
  friend constexpr auto operator<=>(const Hash128&, const Hash128&) = default;
};

/// The identity of a source record: XXH3-128(secret; district, connector, entity, source id).
using Key = Hash128;

/// 16 bytes, big-endian: the form in the store. Sorts like the number.
std::array<std::uint8_t, 16> to_bytes(const Hash128& hash);
Hash128 from_bytes(const std::uint8_t* bytes);
/// 32 lower-case hexadecimal digits.
std::string to_hex(const Hash128& hash);

/// The reverse; zero when it is not 32 hexadecimal digits.
Hash128 hash_from_hex(std::string_view hex);

/// XXH3-128 of bytes, without a secret: content hashes.
Hash128 hash_bytes(std::string_view bytes);

/// Parts of an identity are joined by this; an id that holds it is refused at staging.
inline constexpr char kIdentityJoint = '\x1f';

/// What names a record within its entity: its sourcedId; for an enrollment its class's and its
/// user's; for a course in a destination that keeps courses per org, the course's and the org's.
inline std::string join_identity(std::string_view first, std::string_view second) {
  std::string out(first);
  out.push_back(kIdentityJoint);
  out.append(second);
  return out;
}

/// Both parts; the second is empty for a record named by one id.
struct Identity {
  std::string_view first;
  std::string_view second{};

  /// As it is stored; `buffer` is reused.
  std::string_view joined(std::string& buffer) const {
    if (second.empty()) return first;
    buffer.assign(first);
    buffer.push_back(kIdentityJoint);
    return buffer.append(second);
  }
};

Identity split_identity(std::string_view identity);

/// For people: parts joined by a slash.
std::string readable_identity(std::string_view identity);

/// Makes keys for one source connector. The secret is per installation, since XXH3 does not resist
/// somebody who picks the input; losing it loses every link.
class KeyMaker {
 public:
  static constexpr std::size_t kSecretBytes = 192;  ///< XXH3 wants at least 136

  /// \error BadConfig  the secret is not kSecretBytes long.
  static Result<KeyMaker> create(std::string_view secret, std::string_view district,
                                 std::string_view connector);

  Key key(Entity entity, std::string_view identity) const;
  /// The same as key(entity, join_identity(first, second)), without building the text.
  Key key(Entity entity, std::string_view first, std::string_view second) const;

 private:
  KeyMaker(std::string secret, Hash128 domain) : secret_(std::move(secret)), domain_(domain) {}

  std::string secret_;
  Hash128 domain_;
};

/// For unordered containers: a key is uniform already.
struct KeyHash {
  std::size_t operator()(const Hash128& k) const noexcept {
    return static_cast<std::size_t>(k.low);
  }
};

}  // namespace crosswalk::model
