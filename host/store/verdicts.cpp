#include "store/verdicts.hpp"

namespace crosswalk::store {
namespace {

constexpr const char* kPassed = "SELECT passed_at_ms FROM verdict WHERE sha256 = $1";
constexpr const char* kRecord =
    "INSERT INTO verdict (sha256, passed_at_ms) VALUES ($1, $2) "
    "ON CONFLICT (sha256) DO UPDATE SET passed_at_ms = excluded.passed_at_ms";

Blob blob(const Sha256& file) {
  return {{reinterpret_cast<const char*>(file.data()), file.size()}};
}

}  // namespace

Result<bool> Verdicts::passed(const Sha256& file) {
  return database_.in_snapshot("verdict.passed", [&](Connection& connection) -> Result<bool> {
    bool found = false;
    const EachRow each = [&](const Row&) -> Result<> {
      found = true;
      return {};
    };
    CW_CHECK(connection.query(kPassed, each, blob(file)));
    return found;
  });
}

Result<> Verdicts::record(const Sha256& file, std::int64_t now_ms) {
  return database_.in_transaction("verdict.record", [&](Connection& connection) -> Result<> {
    CW_CHECK(connection.run(kRecord, blob(file), now_ms));
    return {};
  });
}

}  // namespace crosswalk::store
