// The adapter as the host uses it: what a sound export gives, entity by entity.

#include "adapter.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reading.hpp"

namespace crosswalk::oneroster::testing {
namespace {

using crosswalk::testing::FakeFilesHost;

class Adapter : public ::testing::Test {
 protected:
  Adapter() { host_.memory = small_export(); }
  FakeFilesHost host_;
};

TEST_F(Adapter, ReadsOrgs) {
  const auto read = read_entity(host_, "org");
  ASSERT_EQ(read.error, "");
  ASSERT_EQ(read.rows.size(), 2U);
  EXPECT_EQ(read.rows[1].id, "org-s1");
  EXPECT_EQ(read.rows[1].line, 3U);
  EXPECT_EQ(read.rows[1]["name"], "Fern Hollow Middle");
  EXPECT_EQ(read.rows[1]["type"], "school");
  EXPECT_EQ(read.rows[1]["parent"], "org-d1");
  EXPECT_TRUE(read.end.complete);
  EXPECT_EQ(read.end.rows, 2U);
  EXPECT_EQ(read.end.refused, 0U);
}

TEST_F(Adapter, ReadsAcademicSessions) {
  const auto read = read_entity(host_, "academicSession");
  ASSERT_EQ(read.error, "");
  ASSERT_EQ(read.rows.size(), 2U);
  EXPECT_EQ(read.rows[1]["startDate"], "2025-08-18");
  EXPECT_EQ(read.rows[1]["endDate"], "2026-01-10");
  EXPECT_EQ(read.rows[1]["parent"], "ses-y26");
  EXPECT_EQ(read.rows[1]["schoolYear"], "2026");
}

TEST_F(Adapter, ReadsCoursesWithListsAndCommasInQuotes) {
  const auto read = read_entity(host_, "course");
  ASSERT_EQ(read.error, "");
  ASSERT_EQ(read.rows.size(), 1U);
  EXPECT_EQ(read.rows[0]["title"], "Life Science, Grade 7");
  EXPECT_EQ(read.rows[0]["subjects"], "[Biology;Ecology]");
  EXPECT_EQ(read.rows[0]["subjectCodes"], "[03051;03003]");
  EXPECT_EQ(read.rows[0]["grades"], "[07]");
  EXPECT_EQ(read.rows[0]["schoolYear"], "ses-y26");
}

TEST_F(Adapter, ReadsClassesWithDoubledQuotes) {
  const auto read = read_entity(host_, "class");
  ASSERT_EQ(read.error, "");
  ASSERT_EQ(read.rows.size(), 1U);
  EXPECT_EQ(read.rows[0]["title"], "Life Science 7 \"Blue\"");
  EXPECT_EQ(read.rows[0]["terms"], "[ses-s1;ses-q1]");
  EXPECT_EQ(read.rows[0]["periods"], "[3;4]");
  EXPECT_EQ(read.rows[0]["course"], "crs-204");
  EXPECT_EQ(read.rows[0]["school"], "org-s1");
}

TEST_F(Adapter, ReadsUsersOf11WithOneRoleForEachOrg) {
  const auto read = read_entity(host_, "user");
  ASSERT_EQ(read.error, "");
  ASSERT_EQ(read.rows.size(), 2U);
  EXPECT_EQ(read.rows[0]["roles"], "[[teacher;org-d1;primary;;];[teacher;org-s1;primary;;]]");
  EXPECT_EQ(read.rows[0]["enabledUser"], "true");
  EXPECT_EQ(read.rows[1]["userIds"], "[[SIS;70031];[Badge;A-118]]");
  EXPECT_EQ(read.rows[1]["middleName"], "Iñaki");
  EXPECT_EQ(read.rows[1]["agents"], "[usr-p7]");
}

TEST_F(Adapter, ReadsEnrollments) {
  const auto read = read_entity(host_, "enrollment");
  ASSERT_EQ(read.error, "");
  ASSERT_EQ(read.rows.size(), 2U);
  EXPECT_EQ(read.rows[0]["primary"], "true");
  EXPECT_EQ(read.rows[1].values.count("primary"), 0U);
  EXPECT_EQ(read.rows[1]["user"], "usr-k3");
  EXPECT_EQ(read.rows[1]["class"], "cls-204-3");
  EXPECT_EQ(read.rows[1]["role"], "student");
  EXPECT_EQ(read.rows[1]["beginDate"], "2025-08-18");
}

}  // namespace
}  // namespace crosswalk::oneroster::testing
