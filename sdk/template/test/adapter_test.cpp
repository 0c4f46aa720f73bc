// The adapter against a scripted host: no network, no framework. Use any framework you like.

#include "adapter.hpp"

#include "crosswalk/testing/scripted_host.hpp"

#include <cstdio>
#include <vector>

using namespace crosswalk;

namespace {

int failed = 0;
#define EXPECT(condition)                                         \
  do {                                                            \
    if (!(condition)) {                                           \
      std::printf("line %d: not so: %s\n", __LINE__, #condition); \
      ++failed;                                                   \
    }                                                             \
  } while (false)

constexpr std::string_view kConfig = R"({"base_url":"https://directory.example","key":"k"})";

Result<std::unique_ptr<Stream>> open_users(my_system_adapter::Adapter& adapter) {
  ReadRequest request;
  request.entity = "user";
  request.columns = {"sourcedId", "familyName"};
  return adapter.open(request);
}

/// The family names of one read; `end` tells how it ended.
std::vector<std::string> read_all(Stream& stream, Result<ReadEnd>& end) {
  std::vector<std::string> names;
  alignas(64) static std::uint8_t memory[65536];
  for (bool more = true; more;) {
    BatchWriter writer(memory, sizeof memory, 2, 1);
    const auto next = stream.next(writer);
    if (!next) {
      end = next.error();
      return names;
    }
    more = *next;
    const auto batch = BatchView::check(memory, sizeof memory, 2, 1);
    EXPECT(batch.has_value());
    for (std::uint32_t r = 0; batch && r < batch->rows(); ++r) {
      names.emplace_back(batch->text(batch->cell(r, 1)));
    }
  }
  end = stream.finish();
  return names;
}

void reads_every_page() {
  testing::ScriptedHost host;
  host.on_get("/api/users?page=1", R"({"pages":2,"items":[{"id":"1","last_name":"Fern"}]})");
  host.on_get("/api/users?page=2", R"({"pages":2,"items":[{"id":2,"last_name":"Moss"}]})");
  auto adapter = my_system_adapter::Adapter::create(host.host(), kConfig);
  EXPECT(adapter.has_value());
  auto stream = open_users(**adapter);
  Result<ReadEnd> end = ReadEnd{};
  EXPECT((read_all(**stream, end) == std::vector<std::string>{"Fern", "Moss"}));
  EXPECT(end && end->complete && end->rows == 2);
  EXPECT(host.exhausted() && host.seen()[0].auth_profile == "api");
}

// Nothing may be removed because the second page did not come.
void never_calls_half_a_list_complete() {
  testing::ScriptedHost host;
  host.on_get("/api/users?page=1", R"({"pages":2,"items":[{"id":"1","last_name":"Fern"}]})");
  host.on("GET", "/api/users?page=2", {503});
  auto adapter = my_system_adapter::Adapter::create(host.host(), kConfig);
  auto stream = open_users(**adapter);
  Result<ReadEnd> end = ReadEnd{};
  read_all(**stream, end);
  EXPECT(!end && end.error().code == ErrorCode::Unavailable);
}

void names_the_missing_setting() {
  testing::ScriptedHost host;
  const auto adapter = my_system_adapter::Adapter::create(host.host(), R"({"key":"k"})");
  EXPECT(!adapter && adapter.error().code == ErrorCode::BadConfig);
  EXPECT(!adapter && adapter.error().message.find("base_url") != std::string::npos);
}

}  // namespace

int main() {
  reads_every_page();
  never_calls_half_a_list_complete();
  names_the_missing_setting();
  return failed == 0 ? 0 : 1;
}
