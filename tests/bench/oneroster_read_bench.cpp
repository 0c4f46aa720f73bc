// How fast the OneRoster adapter turns CSV into checked batches, on one core.
//
//     bench_oneroster_read [FOLDER]     FOLDER: snapshot a of cw-generate-roster; without it 1 M
//     enrollments in memory

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <map>
#include <memory>
#include <string>

#include "adapter.hpp"
#include "generate/roster.hpp"
#include "support/fake_files_host.hpp"

namespace {

using namespace crosswalk;

class MemorySink final : public bench::RosterSink {
 public:
  explicit MemorySink(std::map<std::string, std::string>& files) : files_(files) {}
  Result<> begin(char snapshot, std::string_view name) override {
    keep_ = snapshot == 'a';
    name_ = name;
    return {};
  }
  Result<> write(std::string_view bytes) override {
    if (keep_) files_[name_] += bytes;
    return {};
  }

 private:
  std::map<std::string, std::string>& files_;
  std::string name_;
  bool keep_ = false;
};

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

/// Reads one entity; prints rows, megabytes and both rates. False: it failed.
bool measure(const testing::FakeFilesHost& host, std::string_view entity,
             const std::vector<std::string_view>& columns, bool checked) {
  constexpr std::size_t kCapacity = std::size_t{1} << 20;
  std::unique_ptr<std::uint8_t, void (*)(void*)> buffer(
      static_cast<std::uint8_t*>(std::aligned_alloc(64, kCapacity)), std::free);
  auto adapter = oneroster::OneRoster::create(host.host(), R"({"path":"/roster"})");
  if (!adapter) return false;
  ReadRequest request;
  request.entity = entity;
  request.columns = columns;
  const auto n = static_cast<std::uint32_t>(columns.size());

  const double start = cpu_seconds();
  auto stream = (*adapter)->open(request);
  if (!stream) {
    std::fprintf(stderr, "%s\n", stream.error().message.c_str());
    return false;
  }
  std::uint64_t bytes = 0;
  for (bool more = true; more;) {
    BatchWriter writer(buffer.get(), kCapacity, n, 1);
    auto next = (*stream)->next(writer);
    if (!next) return false;
    more = *next;
    bytes += kCapacity;
    if (checked && !BatchView::check(buffer.get(), kCapacity, n, 1)) return false;
  }
  auto end = (*stream)->finish();
  const double seconds = cpu_seconds() - start;
  if (!end) return false;
  const double rows = static_cast<double>(end->rows);
  std::printf("%-12s %-9s %9.0f rows  %6.2f s CPU  %5.2f M rows/s  %6.0f MB/s of batches\n",
              std::string(entity).c_str(), checked ? "checked" : "unchecked", rows, seconds,
              rows / seconds / 1e6, static_cast<double>(bytes) / seconds / 1e6);
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  testing::FakeFilesHost host;
  if (argc > 1) {
    host.folder = argv[1];
  } else {
    bench::RosterOptions options;
    options.users = 100'000;
    options.enrollments = 1'000'000;
    MemorySink sink(host.memory);
    if (!bench::generate(options, sink)) return 1;
  }
  const std::vector<std::string_view> enrollment = {
      "sourcedId", "status", "class", "user", "school", "role", "primary", "beginDate", "endDate"};
  const std::vector<std::string_view> user = {
      "sourcedId",  "status",     "enabledUser", "username", "givenName",
      "familyName", "middleName", "identifier",  "email",    "phone",
      "userIds",    "roles",      "agents",      "grades",   "metadata"};
  bool ok = true;
  for (const bool checked : {false, true}) {
    ok = measure(host, "enrollment", enrollment, checked) && ok;
    ok = measure(host, "user", user, checked) && ok;
  }
  return ok ? 0 : 1;
}
