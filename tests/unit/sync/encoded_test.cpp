#include "sync/encoded.hpp"

#include "support/roster.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::sync {
namespace {

using test::Roster;
using ::testing::HasSubstr;

/// The batches of an entity's rows, five rows each.
class EncodedTest : public testing::Test {
 protected:
  const EncodedBatch& next(Entity entity) {
    if (!stream_) {
      source_ = std::make_unique<test::RosterSource>(roster_, 5);
      stream_ = *source_->read(entity);
      encoding_ = std::make_unique<EncodingStream>(*stream_, entity);
      buffer_ = encoding_->make_buffer();
    }
    const auto more = encoding_->next(*buffer_);
    EXPECT_TRUE(more) << more.error().message;
    buffer_->prepare();
    return static_cast<const EncodedBatch&>(*buffer_);
  }

  Roster roster_;

 private:
  std::unique_ptr<test::RosterSource> source_;
  std::unique_ptr<RowStream> stream_;
  std::unique_ptr<EncodingStream> encoding_;
  std::unique_ptr<RowBuffer> buffer_;
};

TEST_F(EncodedTest, EveryRowHasItsBytesOrItsFault) {
  auto& users = roster_.of(Entity::User);
  for (int i = 0; i < 7; ++i) users.push_back(test::user("u" + std::to_string(i), "student", "s1"));
  users[1] = {{"sourcedId", "u1"}, {"!bad", "line 2: too few cells"}};
  users[2].erase("familyName");
  const auto text_of = [](const EncodedBatch& batch, std::uint32_t r) {
    return std::string(
        model::RecordView(Entity::User, batch.record(r)).text(model::col::kSourcedId));
  };

  const EncodedBatch& first = next(Entity::User);
  ASSERT_EQ(first.view().rows(), 5U);
  EXPECT_EQ(text_of(first, 0), "u0");
  EXPECT_FALSE(first.rows()[1].sound);
  EXPECT_EQ(first.record(1), "") << "the reader's own words are in the batch";
  EXPECT_EQ(first.fault(1), "");
  EXPECT_FALSE(first.rows()[2].sound);
  EXPECT_EQ(first.record(2), "");
  EXPECT_THAT(std::string(first.fault(2)), HasSubstr("familyName"));
  EXPECT_EQ(text_of(first, 3), "u3");
  EXPECT_TRUE(first.rows()[3].sound);
  EXPECT_EQ(first.fault(3), "");

  const EncodedBatch& second = next(Entity::User);
  ASSERT_EQ(second.view().rows(), 2U);
  EXPECT_EQ(text_of(second, 0), "u5");
  EXPECT_EQ(second.fault(1), "") << "of the batch before";
}

TEST_F(EncodedTest, AnEnrollmentIsTheSameUnderAnotherId) {
  roster_.of(Entity::Enrollment) = {test::enrollment("e1", "c", "u", "s1", "student"),
                                    test::enrollment("another", "c", "u", "s1", "student"),
                                    test::enrollment("e1", "c", "u", "s1", "teacher")};
  const EncodedBatch& batch = next(Entity::Enrollment);
  EXPECT_NE(batch.record(0), batch.record(1));
  const auto content = [&](std::uint32_t r) {
    return content_hash(Entity::Enrollment, batch.record(r));
  };
  EXPECT_EQ(content(0), content(1));
  EXPECT_NE(content(0), content(2));
  EXPECT_NE(content_hash(Entity::User, batch.record(0)),
            content_hash(Entity::User, batch.record(1)));
}

TEST_F(EncodedTest, NoBufferOfAnotherStream) {
  test::RosterSource source(roster_);
  const auto stream = *source.read(Entity::User);
  EncodingStream encoding(*stream, Entity::User);
  EXPECT_FALSE(encoding.next(*stream->make_buffer()));
}

}  // namespace
}  // namespace crosswalk::sync
