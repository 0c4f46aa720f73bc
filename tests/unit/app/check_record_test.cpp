/// What the checks heard becomes one recording: which answers stay, and what of them.

#include "app/check/record.hpp"

#include "app/check/listen.hpp"
#include "app/check/played_system.hpp"
#include "http/record_line.hpp"
#include "http/redact.hpp"
#include "http/text.hpp"

#include "support/scratch_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace crosswalk::app {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

http::WireRequest asked(const std::string& url, const std::string& method = "GET") {
  http::WireRequest request{.method = method, .url = *http::parse_url(url)};
  request.label = http::without_secrets(request.url);
  return request;
}

std::string heard(const std::string& url, int status, const std::string& body,
                  http::Headers headers = {}) {
  return http::record_line(
             asked(url),
             http::WireResponse{.status = status, .headers = std::move(headers), .body = body}) +
         '\n';
}

/// The bodies of a recording, in its order.
std::vector<std::string> bodies(const std::string& text) {
  std::vector<std::string> out;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const auto answer = http::read_record_line(line);
    EXPECT_TRUE(answer) << line;
    if (answer) out.push_back(std::get<http::WireResponse>(answer->outcome).body);
  }
  return out;
}

TEST(CheckRecord, KeepsTheFirstGoodAnswerOfEachRequest) {
  const std::string limited = heard("https://h/b", 429, "wait");
  const std::string failed =
      http::record_line(asked("https://h/a"), http::Failure{http::FailureKind::Cut, "h:443"}) +
      '\n';
  const Recorded recorded = put_together(
      failed + limited + heard("https://h/b", 200, "good") + heard("https://h/a", 404, "gone") +
          heard("https://h/b", 200, "later") + heard("https://h/a", 500, "worse"),
      "");
  EXPECT_EQ(recorded.answers, 2U);
  EXPECT_THAT(bodies(recorded.text), ::testing::ElementsAre("gone", "good"));
}

TEST(CheckRecord, LeavesOutWhatWasNeverAnswered) {
  const std::string failed =
      http::record_line(asked("https://h/a"), http::Failure{http::FailureKind::Refused, "h:443"});
  EXPECT_EQ(put_together(failed + '\n', "").text, "");
}

// An adapter may ask several things at a time, and a process may end in the middle of a line.
TEST(CheckRecord, IsTheSameHoweverItWasHeard) {
  const std::string one = heard("https://h/1", 200, "1");
  const std::string two = heard("https://h/2", 200, "2");
  const std::string cut = one.substr(0, one.size() / 2);
  EXPECT_EQ(put_together(one + two, "").text, put_together(two + one, "").text);
  EXPECT_EQ(put_together(one + two + cut, "").text, one + two);
}

TEST(CheckRecord, APlayedSystemHasTheSameAddressEachTime) {
  const auto text = [](const std::string& address) {
    return put_together(heard(address + "/orgs", 200, R"({"next":")" + address + R"(/2"})",
                              {{"Link", "<" + address + "/2>; rel=next"}}),
                        address)
        .text;
  };
  EXPECT_EQ(text("http://127.0.0.1:4711"), text("http://127.0.0.1:51200"));
  EXPECT_THAT(text("http://127.0.0.1:4711"), HasSubstr(in_recordings().url + "/orgs"));
  EXPECT_THAT(text("http://127.0.0.1:4711"), Not(HasSubstr("4711")));
}

TEST(CheckRecord, LeavesOutHeadersOfTheOneExchange) {
  const Recorded recorded = put_together(heard("https://h/1", 200, "1",
                                               {{"Content-Length", "1"},
                                                {"X-Request-Id", "7"},
                                                {"Date", "Thu, 01 Oct 2026 08:00:00 GMT"},
                                                {"Content-Type", "text/plain"}}),
                                         "");
  EXPECT_THAT(recorded.text, Not(HasSubstr("Content-Length")));
  EXPECT_THAT(recorded.text, Not(HasSubstr("X-Request-Id")));
  EXPECT_THAT(recorded.text, HasSubstr("Date"));
  EXPECT_THAT(recorded.text, HasSubstr("Content-Type"));
}

// Systems put the caller's own key into links and error texts.
TEST(CheckRecord, HidesTheSecretsThatASystemEchoes) {
  const std::string body = R"({"self":"https://h/1?k=p%2Fss%20w","error":"p/ss w is wrong"})";
  const Recorded recorded = put_together(
      heard("https://h/1", 200, body,
            {{"Link", R"(<https://h/1?apiKey=OTHER&page=2>; rel="next", </1?token=OTHER>)"},
             {"Location", "https://h/2?access_token=OTHER"},
             {"X-Echo", "p/ss w"}}) +
          heard("https://h/2", 200, std::string("\xFF") + "p/ss w"),
      "", {"p/ss w"});
  EXPECT_THAT(recorded.text, Not(HasSubstr("p/ss w")));
  EXPECT_THAT(recorded.text, Not(HasSubstr("p%2Fss%20w")));
  EXPECT_THAT(recorded.text, Not(HasSubstr(http::hex("p/ss w"))));
  EXPECT_THAT(recorded.text, Not(HasSubstr("OTHER")));
  EXPECT_THAT(recorded.text, HasSubstr("<https://h/1?apiKey=*&page=2>; rel="));
  EXPECT_THAT(recorded.text, HasSubstr("</1?token=*>"));
}

std::string text_at(const std::filesystem::path& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(CheckRecord, TakesTheOldRecordingsPlaceForItsOwnerAlone) {
  const test::ScratchFolder folder;
  const auto old = folder.write("answers.jsonl", "old");
  ASSERT_TRUE(write_recording("new", old));
  EXPECT_EQ(text_at(old), "new");
  EXPECT_EQ(std::filesystem::status(old).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

// Somebody else may have laid a link where the new one is written.
TEST(CheckRecord, WritesThroughNoLink) {
  const test::ScratchFolder folder;
  const auto other = folder.write("other", "theirs");
  const std::filesystem::path path = std::filesystem::path(folder.path()) / "answers.jsonl";
  std::filesystem::create_symlink(other, path.string() + ".new");
  ASSERT_TRUE(write_recording("new", path));
  EXPECT_EQ(text_at(other), "theirs");
  EXPECT_EQ(text_at(path), "new");
  EXPECT_FALSE(std::filesystem::is_symlink(path));
}

TEST(CheckRecord, ACannotBeWrittenNamesThePath) {
  const auto written = write_recording("new", "/nowhere/answers.jsonl");
  EXPECT_EQ(written.error().code, ErrorCode::BadConfig);
  EXPECT_THAT(written.error().message, HasSubstr("/nowhere/answers.jsonl"));
}

TEST(CheckRecord, AFailedConnectionTestSaysWhatAndWhatNext) {
  EXPECT_EQ(failed_steps(R"({"steps":[{"name":"address","ok":true}]})"), "");
  EXPECT_EQ(failed_steps(R"({"steps":[{"name":"address","ok":true},
              {"name":"signing in","ok":false,"detail":"401","hint":"look at the password"}]})"),
            "signing in: 401 (look at the password)");
}

}  // namespace
}  // namespace crosswalk::app
