#include "store/lease_store.hpp"

#include <chrono>
#include <cstdio>

#include "store/dialect.hpp"

namespace crosswalk::store {
namespace {

constexpr const char* kConnector = "SELECT id FROM connector WHERE district_id = $1 AND name = $2";
constexpr const char* kHeld = "SELECT holder, until_at_ms FROM lease WHERE connector_id = $1";
constexpr const char* kNext =
    "INSERT INTO counter (name, value) VALUES ('lease', 1) "
    "ON CONFLICT (name) DO UPDATE SET value = counter.value + 1 RETURNING value";
constexpr const char* kTake =
    "INSERT INTO lease (connector_id, number, holder, until_at_ms) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (connector_id) DO UPDATE SET number = excluded.number, holder = excluded.holder, "
    "until_at_ms = excluded.until_at_ms";
constexpr const char* kRenew =
    "UPDATE lease SET until_at_ms = $1 WHERE connector_id = $2 AND number = $3 AND holder <> ''";
constexpr const char* kRelease =
    "UPDATE lease SET holder = '', until_at_ms = 0 WHERE connector_id = $1 AND number = $2";

/// "2026-01-05 12:00:05 UTC"
std::string readable(std::int64_t ms) {
  namespace chrono = std::chrono;
  const chrono::sys_time<chrono::milliseconds> time{chrono::milliseconds{ms}};
  const auto day = chrono::floor<chrono::days>(time);
  const chrono::year_month_day date{day};
  const chrono::hh_mm_ss clock{chrono::floor<chrono::seconds>(time - day)};
  char text[40];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u %02d:%02d:%02d UTC",
                static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
                static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()));
  return text;
}

Result<std::int64_t> connector_id(Connection& connection, const Context& context,
                                  std::string_view name) {
  std::int64_t id = 0;
  const EachRow each = [&](const Row& row) -> Result<> {
    id = row.integer(0);
    return {};
  };
  CW_CHECK(connection.query(kConnector, each, context.district, name));
  if (id == 0) return Error{ErrorCode::NotFound, "there is no connector " + std::string(name)};
  return id;
}

}  // namespace

Result<std::uint64_t> LeaseStore::acquire(std::string_view connector, std::string_view holder,
                                          std::int64_t now_ms, std::int64_t until_ms) {
  if (holder.empty())
    return Error{ErrorCode::InvalidArgument, "the holder of a lease needs a name"};
  return context_.database.in_transaction(
      "lease.acquire", [&](Connection& connection) -> Result<std::uint64_t> {
        CW_TRY(const std::int64_t id, connector_id(connection, context_, connector));
        std::uint64_t next = 0;  // first, since its row makes others wait here
        const EachRow count = [&](const Row& row) -> Result<> {
          next = row.count(0);
          return {};
        };
        CW_CHECK(connection.query(kNext, count));

        std::string held_by;
        std::int64_t until = 0;
        const EachRow held = [&](const Row& row) -> Result<> {
          held_by = row.text(0);
          until = row.integer(1);
          return {};
        };
        CW_CHECK(connection.query(std::string(kHeld) + std::string(for_update(connection.engine())),
                                  held, id));
        if (!held_by.empty() && held_by != holder && until > now_ms) {
          return Error{ErrorCode::Conflict, "connector " + std::string(connector) +
                                                " is being written to by " + held_by +
                                                ", at most until " + readable(until) +
                                                ": wait, or end that process"};
        }
        CW_CHECK(connection.run(kTake, id, next, holder, until_ms));
        return next;
      });
}

Result<> LeaseStore::renew(std::string_view connector, std::uint64_t lease, std::int64_t until_ms) {
  return context_.database.in_transaction("lease.renew", [&](Connection& connection) -> Result<> {
    CW_TRY(const std::int64_t id, connector_id(connection, context_, connector));
    CW_TRY(const std::uint64_t renewed, connection.run(kRenew, until_ms, id, lease));
    if (renewed == 0) {
      return Error{ErrorCode::Conflict, "lease " + std::to_string(lease) + " on connector " +
                                            std::string(connector) +
                                            " was lost to another holder: send nothing more"};
    }
    return {};
  });
}

Result<> LeaseStore::release(std::string_view connector, std::uint64_t lease) {
  return context_.database.in_transaction("lease.release", [&](Connection& connection) -> Result<> {
    CW_TRY(const std::int64_t id, connector_id(connection, context_, connector));
    CW_CHECK(connection.run(kRelease, id, lease));
    return {};
  });
}

}  // namespace crosswalk::store
