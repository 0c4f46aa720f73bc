#include "store/plan_store.hpp"

#include <algorithm>

#include "store/compressed.hpp"

namespace crosswalk::store {
namespace {

constexpr const char* kBegin =
    "INSERT INTO plan (integration_id, hash, header, segments, created_at_ms) VALUES ($1, '', '', "
    "0, $2) RETURNING id";
constexpr const char* kClear =
    "DELETE FROM plan WHERE integration_id = $1 AND hash = '' AND created_at_ms < $2";
constexpr const char* kCountDrafts =
    "UPDATE plan SET segments = segments + 1 WHERE integration_id = $1 AND id = $2 AND hash = ''";
constexpr const char* kAppend =
    "INSERT INTO plan_segment (plan_id, number, bytes) VALUES ($1, $2, $3)";
constexpr const char* kThere = "SELECT id FROM plan WHERE integration_id = $1 AND hash = $2";
constexpr const char* kSeal =
    "UPDATE plan SET hash = $1, header = $2 WHERE integration_id = $3 AND id = $4 AND hash = ''";
constexpr const char* kDiscard =
    "DELETE FROM plan WHERE integration_id = $1 AND id = $2 AND hash = ''";
constexpr const char* kFind =
    "SELECT hash, header, segments, created_at_ms FROM plan "
    "WHERE integration_id = $1 AND hash <> '' AND substr(hash, 1, CAST($2 AS INTEGER)) = $3 LIMIT "
    "2";
constexpr const char* kSegment =
    "SELECT s.bytes FROM plan_segment s JOIN plan p ON p.id = s.plan_id "
    "WHERE p.integration_id = $1 AND p.hash = $2 AND s.number = $3";

constexpr std::size_t kMostBytes = std::size_t{1} << 20U;
constexpr std::size_t kHashDigits = 64;
constexpr std::size_t kLeastDigits = 4;
constexpr std::int64_t kDayMs = 86'400'000;

bool is_hex(std::string_view text) {
  return std::ranges::all_of(
      text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

Error no_draft(std::uint64_t draft) {
  return {ErrorCode::NotFound, "there is no plan in the making with number " +
                                   std::to_string(draft) +
                                   ": it was sealed or discarded; begin another"};
}

}  // namespace

Result<std::uint64_t> PlanStore::begin() {
  return context_.database.in_transaction(
      "plan.begin", [&](Connection& connection) -> Result<std::uint64_t> {
        const std::int64_t now = context_.now_ms();
        CW_CHECK(connection.run(kClear, context_.integration, now - kDayMs));
        std::uint64_t draft = 0;
        const EachRow each = [&](const Row& row) -> Result<> {
          draft = row.count(0);
          return {};
        };
        CW_CHECK(connection.query(kBegin, each, context_.integration, now));
        return draft;
      });
}

Result<> PlanStore::append(std::uint64_t draft, std::uint32_t segment, std::string_view bytes) {
  if (bytes.size() > kMostBytes) {
    return Error{ErrorCode::InvalidArgument, "a segment of a plan is larger than 1 MiB"};
  }
  const std::string kept = compressed(bytes);
  const auto write = [&](Connection& connection) -> Result<> {
    CW_TRY(const std::uint64_t drafts, connection.run(kCountDrafts, context_.integration, draft));
    if (drafts == 0) return no_draft(draft);
    CW_CHECK(connection.run(kAppend, draft, segment, Blob{kept}));
    return {};
  };
  // Nothing names the plan until seal(), which is durable and takes these with it.
  return context_.database.in_transaction("plan.append", write, Durability::Relaxed);
}

Result<> PlanStore::seal(std::uint64_t draft, std::string_view hash, std::string_view header_json) {
  if (hash.size() != kHashDigits || !is_hex(hash)) {
    return Error{ErrorCode::InvalidArgument, "a plan's hash is 64 lower-case hexadecimal digits"};
  }
  return context_.database.in_transaction("plan.seal", [&](Connection& connection) -> Result<> {
    bool there = false;
    const EachRow each = [&](const Row&) -> Result<> {
      there = true;
      return {};
    };
    CW_CHECK(connection.query(kThere, each, context_.integration, hash));
    CW_TRY(const std::uint64_t changed,
           there ? connection.run(kDiscard, context_.integration, draft)
                 : connection.run(kSeal, hash, header_json, context_.integration, draft));
    if (changed == 0) return no_draft(draft);
    return {};
  });
}

Result<> PlanStore::discard(std::uint64_t draft) {
  return context_.database.in_transaction("plan.discard", [&](Connection& connection) -> Result<> {
    CW_TRY(const std::uint64_t drafts, connection.run(kDiscard, context_.integration, draft));
    if (drafts == 0) return no_draft(draft);
    return {};
  });
}

Result<sync::PlanPort::Stored> PlanStore::find(std::string_view prefix) {
  if (prefix.size() < kLeastDigits || prefix.size() > kHashDigits || !is_hex(prefix)) {
    return Error{ErrorCode::InvalidArgument,
                 "a plan is named by the first digits of its hash: at least 4, of 0-9 and a-f"};
  }
  return context_.database.in_snapshot("plan.find", [&](Connection& connection) -> Result<Stored> {
    std::vector<Stored> plans;
    const EachRow each = [&](const Row& row) -> Result<> {
      plans.push_back({.hash = row.text(0),
                       .header_json = row.text(1),
                       .segments = static_cast<std::uint32_t>(row.integer(2)),
                       .created_ms = row.integer(3)});
      return {};
    };
    CW_CHECK(connection.query(kFind, each, context_.integration, prefix.size(), prefix));
    const std::string name(prefix);
    if (plans.empty())
      return Error{ErrorCode::NotFound, "there is no plan " + name + ": make one with plan"};
    if (plans.size() > 1)
      return Error{ErrorCode::Conflict, "several plans begin with " + name + ": give more digits"};
    return std::move(plans.front());
  });
}

Result<std::string> PlanStore::segment(std::string_view hash, std::uint32_t number) {
  return context_.database.in_snapshot(
      "plan.segment", [&](Connection& connection) -> Result<std::string> {
        std::string kept;
        const EachRow each = [&](const Row& row) -> Result<> {
          kept = row.text(0);
          return {};
        };
        CW_CHECK(connection.query(kSegment, each, context_.integration, hash, number));
        if (kept.empty()) {
          return Error{ErrorCode::NotFound, "plan " + std::string(hash.substr(0, 12)) +
                                                " has no segment " + std::to_string(number)};
        }
        return inflated(kept);
      });
}

}  // namespace crosswalk::store
