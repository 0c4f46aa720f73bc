/// \file
/// Whether all of a list was seen (contract 3.5): pages, counts, and what changes meanwhile.

#include "support.hpp"

#include "v1_list.hpp"

#include "decode_v1.hpp"

namespace crosswalk::powerschool {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

std::string course_page(std::initializer_list<int> ids) {
  std::string list;
  for (const int id : ids)
    list += (list.empty() ? "" : ",") + ("{\"id\": " + std::to_string(id) + "}");
  return R"({"courses": {"course": [)" + list + "]}}";
}

class ListTest : public PowerSchoolTest {
 protected:
  ListTest() {
    call_.path = "/ws/v1/school/3/course";
    call_.page_size = 2;
    call_.what = "reading courses";
  }
  void on_page(int page, std::initializer_list<int> ids) {
    fake_.on_get("/ws/v1/school/3/course?page=" + std::to_string(page) + "&pagesize=2",
                 course_page(ids));
  }
  void on_count(int count) {
    fake_.on_get("/ws/v1/school/3/course/count",
                 R"({"resource": {"count": )" + std::to_string(count) + "}}");
  }
  Listing<Course> read_courses() {
    const Client client(fake_.host(), "http://127.0.0.1:8080");
    auto read = read_list(client, call_, decode_courses);
    EXPECT_TRUE(read) << read.error().message;
    EXPECT_TRUE(fake_.exhausted());
    return read ? std::move(*read) : Listing<Course>{};
  }
  ListCall call_;
};

TEST_F(ListTest, AShortPageEndsIt) {
  on_page(1, {1, 2});
  on_page(2, {3});
  on_count(3);
  const auto read = read_courses();
  EXPECT_THAT(read.items, SizeIs(3));
  EXPECT_TRUE(read.complete);
}

TEST_F(ListTest, AFullLastPageTakesAnEmptyOne) {
  on_page(1, {1, 2});
  on_page(2, {});
  on_count(2);
  EXPECT_TRUE(read_courses().complete);
}

TEST_F(ListTest, OneShortPageNeedsNoCountWhereThatIsAllowed) {
  call_.verify = false;
  on_page(1, {1});
  EXPECT_TRUE(read_courses().complete);
}

// Contract 12.6: it is read once more when the rows and the count differ.
TEST_F(ListTest, AListThatChangedIsReadOnceMore) {
  on_page(1, {1, 2});
  on_page(2, {2});
  on_count(3);
  on_page(1, {1, 2});
  on_page(2, {3});
  on_count(3);
  const auto read = read_courses();
  EXPECT_THAT(read.items, SizeIs(3));
  EXPECT_TRUE(read.complete);
}

TEST_F(ListTest, AListThatKeepsChangingIsNotComplete) {
  for (int pass = 0; pass < 2; ++pass) {
    on_page(1, {1});
    on_count(2);
  }
  const auto read = read_courses();
  EXPECT_THAT(read.items, SizeIs(1));
  EXPECT_FALSE(read.complete);
}

// Contract 14.11: without a granted size a short page proves nothing.
TEST_F(ListTest, WithoutAGrantedSizeItReadsUntilNothingComes) {
  call_.page_size = 0;
  fake_.on_get("/ws/v1/school/3/course?page=1&pagesize=100", course_page({1}));
  fake_.on_get("/ws/v1/school/3/course?page=2&pagesize=100", course_page({}));
  on_count(1);
  EXPECT_TRUE(read_courses().complete);
}

TEST_F(ListTest, AServerThatIgnoresThePageEndsAllTheSame) {
  for (int pass = 0; pass < 2; ++pass) {
    on_page(1, {1, 2});
    on_page(2, {1, 2});
    on_count(5);
  }
  EXPECT_FALSE(read_courses().complete);
}

TEST_F(ListTest, AWebPageIsAnErrorThatSaysWhere) {
  fake_.on_get("/ws/v1/school/3/course?page=1&pagesize=2", "<html>Sign in</html>");
  const Client client(fake_.host(), "http://127.0.0.1:8080");
  const auto read = read_list(client, call_, decode_courses);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, ErrorCode::BadData);
  EXPECT_THAT(read.error().message, ::testing::HasSubstr("reading courses"));
}

}  // namespace
}  // namespace crosswalk::powerschool
