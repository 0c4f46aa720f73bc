/// Keys and hashes are stored: their values must never change.

#include "model/hash.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace crosswalk::model {
namespace {

KeyMaker keys() {
  return *KeyMaker::create(std::string(KeyMaker::kSecretBytes, 's'), "district", "sis");
}

TEST(Hash, TravelsAsBytesAndAsHex) {
  const Hash128 hash{0x0123456789ABCDEFULL, 0xFEDCBA9876543210ULL};
  EXPECT_EQ(to_hex(hash), "0123456789abcdeffedcba9876543210");
  EXPECT_EQ(hash_from_hex(to_hex(hash)), hash);
  EXPECT_EQ(from_bytes(to_bytes(hash).data()), hash);
  EXPECT_EQ(hash_from_hex("0123"), Hash128{});
  EXPECT_EQ(hash_from_hex("0123456789abcdefFEDCBA9876543210"), Hash128{});
}

TEST(Hash, OfStoredContentIsWhatItWas) {
  EXPECT_EQ(to_hex(hash_bytes("")), "99aa06d3014798d86001c324468d497f");  // XXH3-128 of nothing
  EXPECT_EQ(to_hex(keys().key(Entity::User, "u1")), "829e19d2eef204927088062c5ceac69e");
  EXPECT_EQ(to_hex(keys().key(Entity::Enrollment, "c1", "u1")), "e4f6255be220e368dfa818f1ff3534e2");
}

TEST(Hash, AnIdentityOfTwoPartsIsOneText) {
  const std::string joined = join_identity("c1", "u1");
  const Identity parts = split_identity(joined);
  EXPECT_EQ(parts.first, "c1");
  EXPECT_EQ(parts.second, "u1");
  std::string buffer = "of the row before";
  EXPECT_EQ(parts.joined(buffer), joined);
  EXPECT_EQ(Identity{"u1"}.joined(buffer), "u1");
  EXPECT_EQ(readable_identity(joined), "c1/u1");
  EXPECT_EQ(keys().key(Entity::Enrollment, joined), keys().key(Entity::Enrollment, "c1", "u1"));
}

TEST(Hash, NoTwoPairsOfIdsGiveOneKey) {
  std::set<Key> seen;
  std::size_t pairs = 0;
  for (std::size_t size = 0; size < 700; size += 7, ++pairs) {
    const std::string text(size, 'x');
    seen.insert(keys().key(Entity::Enrollment, text, std::string(700 - size, 'x')));
  }
  EXPECT_EQ(seen.size(), pairs);
}

TEST(Hash, AShortSecretIsRefused) {
  const auto made = KeyMaker::create("short", "district", "sis");
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, ErrorCode::BadConfig);
}

}  // namespace
}  // namespace crosswalk::model
