#include "store/verdicts.hpp"

namespace crosswalk::store {
namespace {

constexpr const char* kFind = "SELECT text FROM verdict WHERE name = $1";
constexpr const char* kKeep =
    "INSERT INTO verdict (name, text, passed_at_ms) VALUES ($1, $2, $3) "
    "ON CONFLICT (name) DO UPDATE SET text = excluded.text, passed_at_ms = excluded.passed_at_ms";

}  // namespace

Result<std::optional<std::string>> Verdicts::find(std::string_view name) {
  return database_.in_snapshot("verdict.find",
                               [&](Connection& connection) -> Result<std::optional<std::string>> {
                                 std::optional<std::string> text;
                                 const EachRow each = [&](const Row& row) -> Result<> {
                                   text = row.text(0);
                                   return {};
                                 };
                                 CW_CHECK(connection.query(kFind, each, name));
                                 return text;
                               });
}

Result<> Verdicts::keep(std::string_view name, std::string_view text, std::int64_t now_ms) {
  return database_.in_transaction("verdict.keep", [&](Connection& connection) -> Result<> {
    CW_CHECK(connection.run(kKeep, name, Blob{text}, now_ms));
    return {};
  });
}

}  // namespace crosswalk::store
