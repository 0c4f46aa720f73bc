#include "http/egress.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::http {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

ErrorCode verdict(const Egress& egress, std::string_view url) {
  const auto checked = egress.check(*parse_url(url));
  return checked ? ErrorCode{} : checked.error().code;
}

TEST(Egress, AllowsTheConfiguredHostsAndPortsAndNoOther) {
  const Egress egress =
      *Egress::from_urls({"https://api.example.org/v1", "https://sis.example.org:8443"});
  EXPECT_EQ(verdict(egress, "https://api.example.org/anything"), ErrorCode{});
  EXPECT_EQ(verdict(egress, "https://API.EXAMPLE.ORG:443/"), ErrorCode{});
  EXPECT_EQ(verdict(egress, "https://sis.example.org:8443/"), ErrorCode{});
  EXPECT_EQ(verdict(egress, "https://sis.example.org/"), ErrorCode::Forbidden);
  EXPECT_EQ(verdict(egress, "https://api.example.org.evil.example/"), ErrorCode::Forbidden);
  EXPECT_EQ(verdict(egress, "https://evil.example/"), ErrorCode::Forbidden);
}

TEST(Egress, NamesBothThePlaceAndTheList) {
  const Egress egress = *Egress::from_urls({"https://api.example.org", "https://b.example:1"});
  EXPECT_THAT(egress.check(*parse_url("https://evil.example/x")).error().message,
              AllOf(HasSubstr("evil.example:443"), HasSubstr("api.example.org:443"),
                    HasSubstr("b.example:1")));
}

TEST(Egress, AllowsNothingWhenNothingIsConfigured) {
  EXPECT_EQ(verdict(Egress{}, "https://h/"), ErrorCode::Forbidden);
}

TEST(Egress, SendsPlainHttpToThisMachineOnly) {
  Egress egress = *Egress::from_urls({"http://127.0.0.1:8080", "http://sis.example"});
  EXPECT_EQ(verdict(egress, "http://127.0.0.1:8080/x"), ErrorCode{});
  EXPECT_EQ(verdict(egress, "http://sis.example/x"), ErrorCode::InvalidArgument);
  egress.allow_plain_http = true;
  EXPECT_EQ(verdict(egress, "http://sis.example/x"), ErrorCode{});
}

TEST(Egress, RefusesAnAddressThatDoesNotParse) {
  const auto egress = Egress::from_urls({"https://h", "sis.example.org"});
  ASSERT_FALSE(egress);
  EXPECT_EQ(egress.error().code, ErrorCode::BadConfig);
  EXPECT_THAT(egress.error().message, HasSubstr("address 2"));
}

}  // namespace
}  // namespace crosswalk::http
