#include "app/wiring/integration.hpp"

#include "app/config/zone.hpp"
#include "app/wiring/adapter_sides.hpp"
#include "flows/roster/roster_flow.hpp"

#include <unistd.h>

#include <nlohmann/json.hpp>

namespace crosswalk::app {
namespace {

constexpr std::string_view kSqlite = "sqlite:";

/// The lock lies beside what it protects; a server's database is protected by its lease, and on one
/// machine by a lock in the scratch folder.
std::filesystem::path lock_file(const Config& config, const std::string& connector) {
  const std::string& database = config.state.database;
  if (database.starts_with(kSqlite)) return database.substr(kSqlite.size()) + ".lock";
  return config.state.scratch / ("write-" + connector + ".lock");
}

/// Always the same on one machine, so that a killed process's lease is taken over at once: the lock
/// makes sure that it is dead.
std::string lease_holder() {
  char name[256] = "";
  if (::gethostname(name, sizeof name - 1) != 0 || name[0] == '\0') return "this machine";
  return name;
}

flows::Selection selection(const Limits& limits) {
  flows::Selection out;
  for (const std::string& part : limits.only) {
    if (part == "users") out.entities.insert(model::Entity::User);
    if (part == "courses") out.entities.insert(model::Entity::Course);
    if (part == "sections") {
      out.entities.insert(model::Entity::Class);
      out.entities.insert(model::Entity::Enrollment);
    }
  }
  out.schools.insert(limits.schools.begin(), limits.schools.end());
  return out;
}

}  // namespace

Result<std::unique_ptr<Integration>> Integration::open(App& app, const IntegrationConfig& config) {
  const auto now_ms = [&app] { return app.now_ms(); };
  CW_TRY(auto memories,
         store::open_integration(
             app.database(),
             {app.config().district.name, config.name, config.source, config.destination}, now_ms));
  const auto& wrap = app.surroundings().wrappers.store;
  const sync::Store store = wrap ? wrap(memories->ports()) : memories->ports();
  CW_TRY(const std::string secret, store.memory.key_secret());
  std::unique_ptr<Integration> out(new Integration(app, config, std::move(memories), store));
  CW_TRY(out->keys_, model::KeyMaker::create(secret, app.config().district.name, config.source));
  return out;
}

Result<Connector*> Integration::side(std::unique_ptr<Connector>& connector,
                                     const std::string& name) {
  if (!connector) {
    CW_TRY(const ConnectorConfig* found, find_connector(app_.config(), name));
    CW_TRY(connector, app_.open_connector(*found));
  }
  return connector.get();
}

const model::DestinationSchema* Integration::schema() {
  const auto found = find_connector(app_.config(), config_.destination);
  if (!found) return nullptr;
  const auto adapter = app_.registry().get((*found)->adapter);
  return adapter ? &(*adapter)->manifest().destination : nullptr;
}

Result<> Integration::allow_unattended() {
  CW_TRY(const ConnectorConfig* to, find_connector(app_.config(), config_.destination));
  CW_TRY(const adapters::Adapter* adapter, app_.registry().get(to->adapter));
  if (!adapter->manifest().by_hand_only) return {};
  return Error{
      ErrorCode::BadConfig,
      "connector \"" + config_.destination +
          "\" is written to by hand only: nothing is planned and sent in one go, and "
          "nothing on a schedule; make a plan with \"crosswalk plan\", read it, and send it "
          "with \"crosswalk apply PLAN\""};
}

Result<sync::Environment> Integration::environment(sync::Source& source,
                                                   sync::Destination& destination,
                                                   sync::Observer& observer,
                                                   const ScratchFolder& scratch) {
  const Surroundings& around = app_.surroundings();
  const Wrappers& wrappers = around.wrappers;
  const std::int64_t now = app_.now_ms();
  CW_TRY(const std::int64_t today, local_day(app_.config().district.time_zone, now));
  std::string password;
  if (!config_.fixed_password.empty()) {
    CW_TRY(password, resolve_reference("integrations/" + config_.name + "/passwords",
                                       config_.fixed_password, around.environment));
  }
  return sync::Environment{
      wrappers.source ? wrappers.source(source) : source,
      wrappers.destination ? wrappers.destination(destination) : destination,
      store_,
      observer,
      *keys_,
      scratch.path(),
      app_.config().state.memory_mib << 20U,
      now,
      today,
      [&around](std::chrono::milliseconds time) { return around.clock.sleep(time, around.stop); },
      std::move(password)};
}

Result<sync::PlanResult> Integration::plan(const Limits& limits, sync::Observer& observer) {
  CW_TRY(Connector * from, side(source_, config_.source));
  CW_TRY(Connector * to, side(destination_, config_.destination));
  CW_TRY(const adapters::Capabilities* readable, from->capabilities());
  CW_TRY(const adapters::Capabilities* writable, to->capabilities());
  if (writable->destination.entities.empty()) {
    return Error{ErrorCode::BadConfig,
                 "connector \"" + config_.destination +
                     "\" is no destination as it is set up: nothing can be written to it; choose "
                     "another one, or look at its settings (crosswalk adapters)"};
  }
  AdapterSource source(from->instance(), readable->source);
  AdapterDestination destination(to->instance(), writable->destination);
  CW_TRY(const ScratchFolder scratch, ScratchFolder::create(app_.config().state.scratch));
  CW_TRY(sync::Environment env, environment(source, destination, observer, scratch));
  CW_TRY(const auto flow, flows::RosterFlow::create(config_.roster, env.destination, *keys_,
                                                    selection(limits), env.today));
  return sync::make_plan(env, *flow);
}

Result<sync::PlanResult> Integration::plan_undo(std::int64_t run, const sync::UndoScope& scope,
                                                sync::Observer& observer) {
  CW_TRY(Connector * to, side(destination_, config_.destination));
  CW_TRY(const adapters::Capabilities* writable, to->capabilities());
  NoSource source;
  AdapterDestination destination(to->instance(), writable->destination);
  CW_TRY(const ScratchFolder scratch, ScratchFolder::create(app_.config().state.scratch));
  CW_TRY(sync::Environment env, environment(source, destination, observer, scratch));
  CW_TRY(const auto flow,
         flows::RosterFlow::create(config_.roster, env.destination, *keys_, {}, env.today));
  return sync::make_undo_plan(env, *flow, run, scope);
}

Result<> Integration::take_write_access() {
  if (access_) return {};
  CW_TRY(ProcessLock lock, ProcessLock::take(lock_file(app_.config(), config_.destination)));
  CW_TRY(auto lease, LeaseKeeper::acquire(store_.leases, app_.surroundings().clock,
                                          config_.destination, lease_holder(), {}));
  access_.emplace(WriteAccess{std::move(lock), std::move(lease)});
  return {};
}

Result<sync::ApplyResult> Integration::apply(const sync::PlanPort::Stored& plan,
                                             const Approval& approval, sync::Observer& observer) {
  CW_CHECK(take_write_access());
  CW_TRY(Connector * to, side(destination_, config_.destination));
  CW_TRY(const adapters::Capabilities* writable, to->capabilities());
  NoSource source;
  AdapterDestination destination(to->instance(), writable->destination);
  CW_TRY(const ScratchFolder scratch, ScratchFolder::create(app_.config().state.scratch));
  CW_TRY(sync::Environment env, environment(source, destination, observer, scratch));
  sync::ApplyOptions options;
  options.lease = access_->lease->number();
  options.without_held = approval.without_held;
  options.released = approval.released;
  options.breaker_consecutive = config_.stop_after_failures;
  options.in_flight = config_.resume_wait;
  return sync::apply_plan(env, plan, options);
}

http::Counters Integration::destination_calls() const {
  return destination_ ? destination_->calls() : http::Counters{};
}

http::Counters Integration::source_calls() const {
  return source_ ? source_->calls() : http::Counters{};
}

}  // namespace crosswalk::app
