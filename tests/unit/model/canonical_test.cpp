/// Canonical bytes: what a row says, however it was exported.

#include "model/canonical.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "crosswalk/batch_writer.hpp"

namespace crosswalk::model {
namespace {

namespace col = model::col;

/// A batch of one entity.
class Rows {
 public:
  explicit Rows(Entity entity)
      : columns_(static_cast<std::uint32_t>(columns(entity).size())),
        words_(kBytes / sizeof(std::uint64_t)),
        writer_(data(), kBytes, columns_, 1) {}
  void add(const std::function<void(BatchWriter&)>& fill) {
    ASSERT_TRUE(writer_.begin(CW_ROW_UPSERT));
    fill(writer_);
    ASSERT_TRUE(writer_.commit());
  }
  BatchView view() { return *BatchView::check(data(), kBytes, columns_, 1); }

 private:
  static constexpr std::size_t kBytes = 16 << 10;
  std::uint8_t* data() { return reinterpret_cast<std::uint8_t*>(words_.data()); }
  std::uint32_t columns_;
  std::vector<std::uint64_t> words_;
  BatchWriter writer_;
};

void enrollment(BatchWriter& out, std::string_view user) {
  out.text(col::kSourcedId, "e1");
  out.text(col::enrollment::kClass, "c1");
  out.text(col::enrollment::kUser, user);
  out.text(col::enrollment::kRole, "student");
  out.boolean(col::enrollment::kPrimary, false);
  out.date(col::enrollment::kBeginDate, 2);
}

TEST(Canonical, BytesAreStoredSoTheyNeverChange) {
  Rows rows(Entity::Enrollment);
  rows.add([](BatchWriter& out) { enrollment(out, "u1"); });
  Canonicalizer canonical(Entity::Enrollment);
  const auto bytes = canonical.append(rows.view(), 0);
  ASSERT_TRUE(bytes);
  using namespace std::string_literals;
  EXPECT_EQ(*bytes,
            "\x01\x02\0\0\0e1"s        // sourcedId
            "\0"s                      // status
            "\x01\x02\0\0\0c1"s        // class
            "\x01\x02\0\0\0u1"s        // user
            "\0"s                      // school
            "\x01\x07\0\0\0student"s   // role
            "\x03\0"s                  // primary
            "\x02\x02\0\0\0\0\0\0\0"s  // beginDate
            "\0\0"s);                  // endDate, metadata
}

TEST(Canonical, BlanksAndDecomposedLettersAreNoDifference) {
  Rows plain(Entity::Enrollment);
  plain.add([](BatchWriter& out) { enrollment(out, "Zo\xC3\xAB"); });
  Rows odd(Entity::Enrollment);
  odd.add([](BatchWriter& out) {
    enrollment(out, " Zoe\xCC\x88 ");
    out.text(col::enrollment::kSchool, "  ");
    out.null(col::enrollment::kEndDate);
  });
  Canonicalizer a(Entity::Enrollment);
  Canonicalizer b(Entity::Enrollment);
  EXPECT_EQ(*a.append(plain.view(), 0), *b.append(odd.view(), 0));
}

TEST(Canonical, RowsStandOneBehindTheOtherAndAFaultLeavesNoTrace) {
  Rows rows(Entity::Enrollment);
  rows.add([](BatchWriter& out) { enrollment(out, "u1"); });
  rows.add([](BatchWriter& out) { out.text(col::kSourcedId, "e2"); });
  rows.add([](BatchWriter& out) {
    enrollment(out, "u3");
    out.text(col::enrollment::kPrimary, "yes");
  });
  rows.add([](BatchWriter& out) { enrollment(out, "u4"); });
  const BatchView view = rows.view();
  Canonicalizer canonical(Entity::Enrollment);
  const std::string first(*canonical.append(view, 0));
  const auto missing = canonical.append(view, 1);
  const auto wrong = canonical.append(view, 2);
  const std::string last(*canonical.append(view, 3));
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().message, "class: missing");
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().message, "primary: not a flag");
  EXPECT_EQ(canonical.bytes(), first + last);
  EXPECT_EQ(RecordView(Entity::Enrollment, last).text(col::enrollment::kUser), "u4");
  canonical.clear();
  EXPECT_EQ(canonical.bytes(), "");
}

TEST(Canonical, BytesInATableAreNoText) {
  Rows rows(Entity::User);
  rows.add([](BatchWriter& out) {
    out.text(col::kSourcedId, "u1");
    out.text(col::user::kGivenName, "Ada");
    out.text(col::user::kFamilyName, "Quist");
    cw_cell* ids = out.list(col::user::kUserIds, 1);
    cw_cell* id = out.list_in(ids[0], 2);
    out.element(id, 0, "e\xCC\x81");
    id[0].type = CW_T_BYTES;
  });
  Canonicalizer canonical(Entity::User);
  const auto bytes = canonical.append(rows.view(), 0);
  ASSERT_FALSE(bytes);
  EXPECT_EQ(bytes.error().message, "userIds: an item with a part that is no text");
}

TEST(Canonical, AViewShowsWhatWasWritten) {
  Rows rows(Entity::User);
  rows.add([](BatchWriter& out) {
    out.text(col::kSourcedId, "u1");
    out.boolean(col::user::kEnabledUser, true);
    out.text(col::user::kUsername, "ada");
    out.text(col::user::kGivenName, "Ada");
    out.text(col::user::kFamilyName, "L\xC3\xB6we");
    cw_cell* grades = out.list(col::user::kGrades, 2);
    out.element(grades, 0, "07");
    out.element(grades, 1, " 08 ");
    cw_cell* roles = out.list(col::user::kRoles, 1);
    cw_cell* role = out.list_in(roles[0], 5);
    out.element(role, col::user::kRole, "student");
    out.element(role, col::user::kRoleOrg, "s1");
    out.element_date(role, col::user::kRoleBegin, 0);
  });
  Canonicalizer canonical(Entity::User);
  const auto bytes = canonical.append(rows.view(), 0);
  ASSERT_TRUE(bytes) << bytes.error().message;
  const RecordView record(Entity::User, *bytes);
  EXPECT_EQ(record.text(col::user::kFamilyName), "L\xC3\xB6we");
  EXPECT_EQ(record.boolean(col::user::kEnabledUser), true);
  EXPECT_FALSE(record.has(col::user::kEmail));
  EXPECT_EQ(record.text(col::user::kEmail), "");
  EXPECT_EQ(record.list(col::user::kGrades), (std::vector<std::string_view>{"07", "08"}));
  EXPECT_EQ(record.table(col::user::kRoles),
            (std::vector<std::vector<std::string>>{{"student", "s1", "", "1970-01-01", ""}}));
}

}  // namespace
}  // namespace crosswalk::model
