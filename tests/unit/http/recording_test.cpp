#include "http/recording.hpp"

#include "fakes.hpp"
#include "http/redact.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace crosswalk::http {
namespace {

using test::answer;
using test::FakeTransport;
using ::testing::HasSubstr;
using ::testing::Not;

WireRequest request(const std::string& method, const std::string& url, std::string_view body = "") {
  WireRequest request{.method = method, .url = *parse_url(url), .body = body};
  request.label = without_secrets(request.url);
  return request;
}

class Recording : public ::testing::Test {
 protected:
  Recording() {
    std::string name = std::filesystem::temp_directory_path() / "cw_record_XXXXXX";
    folder_ = mkdtemp(name.data());
    path_ = folder_ / "calls.jsonl";
  }
  ~Recording() override { std::filesystem::remove_all(folder_); }

  void record(FakeTransport& inner, const std::vector<WireRequest>& requests) {
    const auto recorder = *RecordingTransport::create(inner, path_);
    for (const WireRequest& one : requests) (void)recorder->exchange(one, {});
    ASSERT_TRUE(recorder->finish());
  }
  std::string file() const {
    std::ifstream in{path_};
    return {std::istreambuf_iterator<char>{in}, {}};
  }
  void write(const std::string& text) const { std::ofstream{path_} << text; }
  std::unique_ptr<ReplayTransport> replay() { return *ReplayTransport::open(path_); }

  std::filesystem::path folder_;
  std::string path_;
};

TEST_F(Recording, AnswersInOrderByMethodAddressAndBody) {
  FakeTransport inner{{answer(200, "page one"),
                       answer(200, "page two", {{"X-A", "1"}, {"X-A", "2"}}), answer(201, "made a"),
                       answer(201, "made b")}};
  record(inner, {request("GET", "https://h/x?start=0"), request("GET", "https://h/x?start=0"),
                 request("POST", "https://h/x", "a"), request("POST", "https://h/x", "b")});
  const auto replayed = replay();
  EXPECT_EQ(replayed->left(), 4U);
  const auto body = [&](const WireRequest& one) {
    return std::get<WireResponse>(replayed->exchange(one, {})).body;
  };
  EXPECT_EQ(body(request("POST", "https://h/x", "b")), "made b");
  EXPECT_EQ(body(request("GET", "https://h/x?start=0")), "page one");
  const auto second =
      std::get<WireResponse>(replayed->exchange(request("GET", "https://h/x?start=0"), {}));
  EXPECT_EQ(second.body, "page two");
  EXPECT_EQ(second.headers, (Headers{{"X-A", "1"}, {"X-A", "2"}}));
  EXPECT_TRUE(second.from_recording);
  EXPECT_EQ(body(request("POST", "https://h/x", "a")), "made a");
  EXPECT_EQ(replayed->left(), 0U);
}

// A system that does not change: for checks that ask the same thing many times.
TEST_F(Recording, GivesTheLastAnswerForEverWhenAskedTo) {
  FakeTransport inner{{answer(200, "first"), answer(200, "last")}};
  const WireRequest again = request("GET", "https://h/x");
  record(inner, {again, again});
  const auto replayed = *ReplayTransport::open(path_, ReplayTransport::Last::Forever);
  for (const char* body : {"first", "last", "last", "last"}) {
    EXPECT_EQ(std::get<WireResponse>(replayed->exchange(again, {})).body, body);
  }
}

TEST_F(Recording, SaysWhatItDoesNotKnow) {
  FakeTransport inner;
  record(inner, {request("GET", "https://h/x")});
  const auto replayed = replay();
  (void)replayed->exchange(request("GET", "https://h/x"), {});
  for (const WireRequest& unknown :
       {request("GET", "https://h/x"), request("GET", "https://h/y"), request("PUT", "https://h/x"),
        request("GET", "https://h/x", "body")}) {
    const auto failure = std::get<Failure>(replayed->exchange(unknown, {}));
    EXPECT_EQ(failure.kind, FailureKind::NotRecorded);
    EXPECT_THAT(failure.detail, HasSubstr(path_));
    EXPECT_THAT(failure.detail, HasSubstr("record it anew, with crosswalk check --full --record"));
  }
}

// A recording grows old; who replays it begins at the system's own time.
TEST_F(Recording, KnowsWhenItWasMade) {
  FakeTransport inner{{Failure{FailureKind::Cut, "h:443"}, answer(200, "no date"),
                       answer(200, "", {{"Date", "Thu, 01 Oct 2026 08:00:00 GMT"}}),
                       answer(200, "", {{"Date", "Fri, 02 Oct 2026 08:00:00 GMT"}})}};
  record(inner, std::vector<WireRequest>(4, request("GET", "https://h/x")));
  const auto replayed = replay();
  const auto made = replayed->recorded_at();
  ASSERT_TRUE(made);
  EXPECT_EQ(made->time_since_epoch().count(), 1'790'841'600);
}

TEST_F(Recording, KeepsWhatAProcessThatDiesHasHeard) {
  FakeTransport inner{{answer(200, "heard")}};
  const auto recorder = *RecordingTransport::create(inner, path_);
  (void)recorder->exchange(request("GET", "https://h/x"), {});
  EXPECT_THAT(file(), HasSubstr("heard"));
  EXPECT_THAT(file(), ::testing::EndsWith("\n"));
}

TEST_F(Recording, KeepsFailuresAndBytesThatAreNoText) {
  const std::string bytes{"\x00\xFF\xC3zip", 6};
  FakeTransport inner{{Failure{FailureKind::Cut, "h:443", true}, Failure{FailureKind::Tls, "why"},
                       answer(200, bytes)}};
  const std::vector<WireRequest> requests(3, request("GET", "https://h/x"));
  record(inner, requests);
  const auto replayed = replay();
  const auto cut = std::get<Failure>(replayed->exchange(requests[0], {}));
  EXPECT_EQ(cut.kind, FailureKind::Cut);
  EXPECT_TRUE(cut.stale);
  EXPECT_EQ(std::get<Failure>(replayed->exchange(requests[0], {})).kind, FailureKind::Tls);
  EXPECT_EQ(std::get<WireResponse>(replayed->exchange(requests[0], {})).body, bytes);
}

TEST_F(Recording, HoldsNoSecrets) {
  WireRequest call = request("GET", "https://h/x?apiKey=s3cret&limit=2");
  call.headers = {{"Authorization", "Bearer s3cret"}};
  WireRequest login = request("POST", "https://h/login", "{\"password\":\"s3cret\"}");
  login.credentials = true;
  FakeTransport inner{
      {answer(200, "data", {{"Set-Cookie", "sid=s3cret; Path=/"}, {"X-Auth-Token", "s3cret"}}),
       answer(
           200,
           R"({"token":"s3cret","expires_in":"3600","life":60,"number":20250101123456,"site":{"name":"s3cret"}})",
           {{"X-Session", "s3cret"},
            {"Set-Cookie", "sid=s3cret"},
            {"Content-Type", "application/json"}})}};
  record(inner, {call, login});
  EXPECT_THAT(file(), Not(HasSubstr("s3cret")));
  EXPECT_THAT(file(), Not(HasSubstr("20250101123456")));

  const auto replayed = replay();
  (void)replayed->exchange(request("GET", "https://h/x?apiKey=other&limit=2"), {});
  const auto again = std::get<WireResponse>(replayed->exchange(login, {}));
  EXPECT_EQ(
      again.body,
      R"({"expires_in":"3600","life":60,"number":1,"site":{"name":"recorded"},"token":"recorded"})");
  EXPECT_EQ(again.headers, (Headers{{"X-Session", "recorded"},
                                    {"Set-Cookie", "sid=recorded"},
                                    {"Content-Type", "application/json"}}));
}

TEST_F(Recording, IsForItsOwnerAloneAndNeverOverwritten) {
  FakeTransport inner;
  record(inner, {request("GET", "https://h/x")});
  EXPECT_EQ(std::filesystem::status(path_).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  EXPECT_EQ(RecordingTransport::create(inner, path_).error().code, ErrorCode::BadConfig);
}

TEST_F(Recording, NamesTheLineItCannotRead) {
  FakeTransport inner;
  record(inner, {request("GET", "https://h/x")});
  const std::string good = file();
  for (
      const std::string bad :
      {"", "nonsense", "[]", "{}", R"({"method":"GET","url":"u","request_body_sha256":""})",
       R"({"method":"GET","url":"u","request_body_sha256":"","failure":"odd","detail":"","stale":false})",
       R"({"method":"GET","url":"u","request_body_sha256":"","status":200,"headers":[["a"]],"body":""})",
       R"({"method":"GET","url":"u","request_body_sha256":"","status":200,"headers":[],"body_hex":"0g"})",
       R"({"method":"GET","url":"u","request_body_sha256":"","status":200,"headers":[],"body_hex":"012"})"}) {
    write(good + bad + "\n");
    const auto opened = ReplayTransport::open(path_);
    ASSERT_FALSE(opened) << bad;
    EXPECT_EQ(opened.error().code, ErrorCode::BadData);
    EXPECT_THAT(opened.error().message, HasSubstr(path_ + ":2"));
  }
  EXPECT_EQ(ReplayTransport::open("/nowhere/x").error().code, ErrorCode::NotFound);
}

// A whole client over a recording of itself: retries, tokens and waits come out the same.
TEST_F(Recording, AClientReplaysItsOwnRun) {
  ClientOptions options = test::options_for_h();
  options.profiles["api"] = {.kind =
                                 OAuth2ClientCredentials{.token_url = "https://login.example/token",
                                                         .client_id = "id",
                                                         .client_secret = "s3cret"}};
  const auto run = [&](Transport& transport) {
    test::FakeClock clock;
    test::FakeLog log;
    test::FakeRandom random;
    const auto client = *Client::create(options, {clock, log, random, transport});
    std::string story;
    for (int i = 0; i < 3; ++i) {
      const auto response = client->send({.url = "https://h/x", .auth_profile = "api"}, {});
      story +=
          response ? std::to_string(response->status) + response->body : response.error().message;
      story += ' ' + std::to_string(response ? response->attempts : 0) + '\n';
    }
    return story + std::to_string(client->counters().waited_ms);
  };
  FakeTransport inner{{answer(200, R"({"access_token":"s3cret","expires_in":3600})"), answer(503),
                       answer(200, "a"), Failure{FailureKind::Cut, "h:443"}, answer(200, "b"),
                       answer(404, "c")}};
  const auto recorder = *RecordingTransport::create(inner, path_);
  const std::string live = run(*recorder);
  ASSERT_TRUE(recorder->finish());
  EXPECT_THAT(live, HasSubstr("200a 2\n200b 2\n404c 1\n"));
  EXPECT_EQ(run(*replay()), live);
  EXPECT_THAT(file(), Not(HasSubstr("s3cret")));
}

}  // namespace
}  // namespace crosswalk::http
