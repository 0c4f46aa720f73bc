#include "store/integration_store.hpp"

#include "store/journal_store.hpp"
#include "store/lease_store.hpp"
#include "store/link_store.hpp"
#include "store/memory_store.hpp"
#include "store/plan_store.hpp"
#include "store/run_store.hpp"
#include "store/state_store.hpp"

namespace crosswalk::store {
namespace {

constexpr const char* kAddDistrict =
    "INSERT INTO district (name) VALUES ($1) ON CONFLICT (name) DO NOTHING";
constexpr const char* kDistrict = "SELECT id FROM district WHERE name = $1";
constexpr const char* kAddConnector =
    "INSERT INTO connector (district_id, name) VALUES ($1, $2) ON CONFLICT (district_id, name) DO "
    "NOTHING";
constexpr const char* kConnector = "SELECT id FROM connector WHERE district_id = $1 AND name = $2";
constexpr const char* kAddIntegration =
    "INSERT INTO integration (district_id, name, source_id, destination_id) VALUES ($1, $2, $3, "
    "$4) "
    "ON CONFLICT (district_id, name) DO NOTHING";
constexpr const char* kIntegration =
    "SELECT i.id, i.source_id, i.destination_id, s.name, d.name FROM integration i "
    "JOIN connector s ON s.id = i.source_id JOIN connector d ON d.id = i.destination_id "
    "WHERE i.district_id = $1 AND i.name = $2";

class Stores final : public IntegrationStore {
 public:
  explicit Stores(Context context)
      : context_(std::move(context)),
        state_(context_),
        links_(context_),
        plans_(context_),
        journal_(context_),
        runs_(context_),
        memory_(context_),
        leases_(context_) {}

  sync::Store ports() override {
    return {state_, links_, plans_, journal_, runs_, memory_, leases_};
  }
  const Context& context() const override { return context_; }

 private:
  Context context_;
  StateStore state_;
  LinkStore links_;
  PlanStore plans_;
  JournalStore journal_;
  RunStore runs_;
  MemoryStore memory_;
  LeaseStore leases_;
};

/// Adds the row unless it is there, and gives its number.
template <class... A>
Result<std::int64_t> registered(Connection& connection, const char* add, const char* find,
                                const A&... values) {
  std::int64_t id = 0;
  const EachRow each = [&](const Row& row) -> Result<> {
    id = row.integer(0);
    return {};
  };
  CW_CHECK(connection.query(find, each, values...));
  if (id != 0) return id;
  CW_CHECK(connection.run(add, values...));
  CW_CHECK(connection.query(find, each, values...));
  return id;
}

Result<> find_integration(Connection& connection, const IntegrationNames& names, Context& context) {
  CW_TRY(context.district, registered(connection, kAddDistrict, kDistrict, names.district));
  CW_TRY(context.source,
         registered(connection, kAddConnector, kConnector, context.district, names.source));
  CW_TRY(context.destination,
         registered(connection, kAddConnector, kConnector, context.district, names.destination));
  CW_CHECK(connection.run(kAddIntegration, context.district, names.integration, context.source,
                          context.destination));
  const EachRow each = [&](const Row& row) -> Result<> {
    context.integration = row.integer(0);
    if (row.integer(1) == context.source && row.integer(2) == context.destination) return {};
    return Error{ErrorCode::BadConfig,
                 "integration " + names.integration + " joins " + row.text(3) + " to " +
                     row.text(4) + ", and its links are between those: give the pair " +
                     names.source + " and " + names.destination + " an integration of its own"};
  };
  return connection.query(kIntegration, each, context.district, names.integration);
}

}  // namespace

Result<std::unique_ptr<IntegrationStore>> open_integration(Database& database,
                                                           const IntegrationNames& names,
                                                           NowMs now_ms) {
  Context context{.database = database, .now_ms = std::move(now_ms)};
  CW_CHECK(database.in_transaction("integration.open", [&](Connection& connection) {
    return find_integration(connection, names, context);
  }));
  return std::unique_ptr<IntegrationStore>(std::make_unique<Stores>(std::move(context)));
}

Result<std::int64_t> open_connector(Database& database, std::string_view district,
                                    std::string_view connector) {
  return database.in_transaction(
      "connector.open", [&](Connection& connection) -> Result<std::int64_t> {
        CW_TRY(const std::int64_t owner, registered(connection, kAddDistrict, kDistrict, district));
        return registered(connection, kAddConnector, kConnector, owner, connector);
      });
}

}  // namespace crosswalk::store
