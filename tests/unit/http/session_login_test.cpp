#include "http/auth/session_login.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::http {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

using Find = SessionLogin::Find;

SessionLogin esp() {
  SessionLogin profile;
  profile.url = "https://h/session";
  profile.body =
      R"({"siteCode":"{siteCode}","loginName":"{user}","password":"{password}","client":{"name":"x"}})";
  profile.fields = {{"siteCode", "NORTHFORK"}, {"user", "svc"}, {"password", "a\"b\\c\n{user}"}};
  profile.send_value = "ESP-Session {token}";
  return profile;
}

TEST(SessionLogin, FillsAJsonBody) {
  const auto request = login_request(esp());
  ASSERT_TRUE(request);
  EXPECT_EQ(request->method, "POST");
  EXPECT_EQ(*find_header(request->headers, "Content-Type"), "application/json");
  // A value is data: a placeholder in it stays text.
  EXPECT_EQ(
      request->body,
      R"({"siteCode":"NORTHFORK","loginName":"svc","password":"a\"b\\c\n{user}","client":{"name":"x"}})");
}

TEST(SessionLogin, FillsAFormBody) {
  SessionLogin profile = esp();
  profile.body_kind = SessionLogin::BodyKind::Form;
  profile.body = "user={user}&password={password}";
  const auto request = login_request(profile);
  ASSERT_TRUE(request);
  EXPECT_EQ(request->body, "user=svc&password=a%22b%5Cc%0A%7Buser%7D");
  EXPECT_EQ(*find_header(request->headers, "Content-Type"), "application/x-www-form-urlencoded");
}

TEST(SessionLogin, LeavesBracesThatAreNoPlaceholders) {
  SessionLogin profile = esp();
  profile.body = "{}{ user}{1}{user";
  EXPECT_EQ(login_request(profile)->body, "{}{ user}{1}{user");
}

TEST(SessionLogin, NamesAFieldThatIsNotGiven) {
  SessionLogin profile = esp();
  profile.body = "{domain}";
  const auto request = login_request(profile);
  ASSERT_FALSE(request);
  EXPECT_EQ(request.error().code, ErrorCode::BadConfig);
  EXPECT_THAT(request.error().message, HasSubstr("domain"));
}

std::string found(Find find, const std::string& name, const Response& response) {
  SessionLogin profile = esp();
  profile.find = find;
  profile.find_name = name;
  const auto token = read_login(profile, response);
  return token ? token->value : "(" + token.error().message + ")";
}

TEST(SessionLogin, FindsTheTokenWhereTheProfileSays) {
  const Response response{.status = 200,
                          .headers = {{"X-Token", "from header"},
                                      {"Set-Cookie", "other=1; Path=/"},
                                      {"set-cookie", "sid=from=cookie; HttpOnly"}},
                          .body = R"({"token":"top","data":[{"a/b":"deep"}],"number":42})"};
  EXPECT_EQ(found(Find::JsonPointer, "/token", response), "top");
  EXPECT_EQ(found(Find::JsonPointer, "/data/0/a~1b", response), "deep");
  EXPECT_EQ(found(Find::JsonPointer, "/number", response), "42");
  EXPECT_EQ(found(Find::Header, "x-token", response), "from header");
  EXPECT_EQ(found(Find::Cookie, "sid", response), "from=cookie");
}

TEST(SessionLogin, SaysWhereItMissesTheToken) {
  const Response response{.status = 200, .body = R"({"token":"","list":[]})"};
  EXPECT_THAT(found(Find::JsonPointer, "/token", response), HasSubstr("/token"));
  EXPECT_THAT(found(Find::JsonPointer, "/a/b", response), HasSubstr("/a/b"));
  EXPECT_THAT(found(Find::JsonPointer, "/list/7", response), HasSubstr("/list/7"));
  EXPECT_THAT(found(Find::JsonPointer, "/token", {.status = 200, .body = "<html>"}),
              HasSubstr("/token"));
  EXPECT_THAT(found(Find::Header, "X-T", response), HasSubstr("header X-T"));
  EXPECT_THAT(found(Find::Cookie, "sid", response), HasSubstr("cookie sid"));
}

TEST(SessionLogin, TellsARefusalFromTrouble) {
  for (const auto& [status, code] :
       std::vector<std::pair<int, ErrorCode>>{{401, ErrorCode::Unauthenticated},
                                              {423, ErrorCode::Unauthenticated},
                                              {404, ErrorCode::BadConfig},
                                              {503, ErrorCode::Unavailable}}) {
    EXPECT_EQ(read_login(esp(), {.status = status}).error().code, code) << status;
  }
}

TEST(SessionLogin, ShowsTheReasonOfARefusalWhereTheProfileSays) {
  SessionLogin profile = esp();
  const auto message = [&](const char* body) {
    return read_login(profile, {.status = 401, .body = body}).error().message;
  };
  const char* site = R"({"error":{"code":"AUTH_SITE_UNKNOWN","message":"of Ada"}})";
  EXPECT_THAT(message(site), Not(HasSubstr("AUTH_SITE_UNKNOWN")));
  profile.reason_at = "/error/code";
  EXPECT_THAT(message(site), HasSubstr("(AUTH_SITE_UNKNOWN)"));
  EXPECT_THAT(message(site), Not(HasSubstr("Ada")));
  EXPECT_THAT(message(R"({"error":{"code":"Ada Fern was refused"}})"), Not(HasSubstr("Ada")));
  EXPECT_THAT(message("<html>"), HasSubstr("401"));
}

TEST(SessionLogin, SendsTheTokenWhereTheProfileSays) {
  SessionLogin profile = esp();
  WireRequest header{.url = *parse_url("https://h/x")};
  send_session_token(profile, "q7&Zk", header);
  EXPECT_EQ(header.headers, (Headers{{"Authorization", "ESP-Session q7&Zk"}}));

  profile.send = SessionLogin::Send::Cookie;
  profile.send_name = "sid";
  WireRequest cookie{.url = *parse_url("https://h/x")};
  send_session_token(profile, "q7&Zk", cookie);
  EXPECT_EQ(cookie.headers, (Headers{{"Cookie", "sid=q7&Zk"}}));

  profile.send = SessionLogin::Send::Query;
  WireRequest query{.url = *parse_url("https://h/x?a=1")};
  send_session_token(profile, "q7&Zk", query);
  EXPECT_EQ(query.url.text(), "https://h/x?a=1&sid=q7%26Zk");
}

TEST(SessionLogin, KnowsJsonPointers) {
  for (const auto* text : {"", "/", "/a/b", "/a~1b"}) EXPECT_TRUE(is_json_pointer(text)) << text;
  for (const auto* text : {"a", "a/b", "/a~2"}) EXPECT_FALSE(is_json_pointer(text)) << text;
}

}  // namespace
}  // namespace crosswalk::http
