/// \file
/// The first verb: read, compare, decide, store.

#include <algorithm>
#include <future>

#include "sync/engine.hpp"
#include "sync/guard.hpp"
#include "sync/planner.hpp"

namespace crosswalk::sync {
namespace {

constexpr std::size_t kMostLargest = 10;

/// The share of the row budget that an entity may hold in memory.
std::uint64_t row_budget(std::uint64_t memory, Entity entity) {
  const std::uint64_t rows = memory / 4;
  switch (entity) {
    case Entity::Enrollment:
      return rows / 2;
    case Entity::User:
      return rows / 4;
    case Entity::Class:
      return rows / 8;
    default:
      return rows / 24;
  }
}

/// One planning in progress.
class Planning {
 public:
  Planning(Environment& env, Flow& flow) : env_(env), flow_(flow), known_(env.store) {}

  Result<PlanResult> run(std::int64_t run) {
    CW_TRY(header_.base_generation, env_.store.runs.generation());
    CW_CHECK(stage_all());
    header_.mapping = mapping_version();
    CW_CHECK(load_catalogs());
    header_.today = env_.today;
    flow_.describe(header_);
    CW_TRY(header_.holds, gates(staged_, flow_, env_.store.memory, header_.warnings));
    const bool fit = header_.holds.empty();
    CW_TRY(PlanWriter plan, PlanWriter::create(env_.store.plans, env_.scratch));
    for (const StagedEntity& staged : staged_) {
      for (const Note& note : staged.notes) CW_CHECK(plan.add(note));
    }
    for (const Entity entity : model::kEntities) CW_CHECK(plan_entity(entity, plan));
    CW_TRY(auto holds, guard(plan.counts(), flow_, env_.store.links));
    CW_CHECK(hold_dangling());
    std::ranges::move(holds, std::back_inserter(header_.holds));
    complete_header(header_, plan.counts(), flow_, env_.destination);
    CW_CHECK(largest(plan.counts()));
    PlanResult result{run, {}, {}};
    CW_TRY(result.hash, plan.seal(header_));
    if (fit) CW_CHECK(accept(run));
    result.header = std::move(header_);
    return result;
  }

 private:
  bool remap(Entity entity, const StatePort::Info& info) const {
    return info.records > 0 && info.mapping != flow_.mapping_version(entity);
  }

  /// The version of everything the mappings depend on.
  std::string mapping_version() const {
    std::string all;
    for (const Entity entity : model::kEntities)
      all += model::to_hex(flow_.mapping_version(entity));
    return model::to_hex(model::hash_bytes(all));
  }

  /// Of users and enrollments, the many, the mapping's version is known before they are staged; the
  /// others keep every row's content.
  Result<> stage_all() {
    Filter users;
    Filter enrollments;
    for (const Entity entity : flow_.entities()) {
      // Both at once: while the users are read, a core has time for the enrollments' state.
      if (entity == Entity::User) {
        CW_TRY(users, start_filter(entity));
        CW_TRY(enrollments, start_filter(Entity::Enrollment));
      }
      std::unique_ptr<Fingerprints> settled;
      if (entity == Entity::User) {
        CW_TRY(settled, finish(users));
      } else if (entity == Entity::Enrollment) {
        CW_TRY(settled, finish(enrollments));
      }
      StageOptions options;
      options.settled = settled.get();
      options.scratch = env_.scratch;
      options.budget_bytes = row_budget(env_.memory_bytes, entity);
      CW_TRY(StagedEntity staged, stage(env_.source, entity, flow_, env_.observer, options));
      std::ranges::sort(staged.notes, {},
                        [](const Note& n) { return std::tie(n.identity, n.code, n.reason); });
      header_.snapshot.push_back(
          {std::string(model::name(entity)), staged.rows, staged.refused, staged.complete});
      staged_.push_back(std::move(staged));
    }
    return {};
  }

  /// What of an entity is settled; not valid: every row is looked at.
  using Filter = std::future<Result<std::unique_ptr<Fingerprints>>>;

  Result<Filter> start_filter(Entity entity) {
    CW_TRY(const auto info, env_.store.state.info(entity));
    if (info.records == 0 || remap(entity, info)) return Filter();
    return std::async(env_.launch_for(info.records), [this, entity, records = info.records] {
      return fingerprints(entity, records);
    });
  }

  static Result<std::unique_ptr<Fingerprints>> finish(Filter& filter) {
    if (!filter.valid()) return std::unique_ptr<Fingerprints>();
    return filter.get();
  }

  Result<std::unique_ptr<Fingerprints>> fingerprints(Entity entity, std::uint64_t records) const {
    auto settled = std::make_unique<Fingerprints>(
        records, header_.base_generation * 1000003 + static_cast<std::uint64_t>(env_.now_ms));
    CW_TRY(const auto cursor, env_.store.state.open(entity));
    for (;;) {
      CW_TRY(const auto block, cursor->next());
      if (block.empty()) return settled;
      for (const StateRecord& record : block) settled->insert(record.key, record.source);
    }
  }

  /// A standing night needs none of the destination's lists: they are kept until the mapping
  /// changes.
  Result<> load_catalogs() {
    const std::string version = header_.mapping;
    CW_TRY(const std::string read_for, env_.store.memory.value("catalogs.mapping"));
    for (const std::string& name : flow_.catalogs()) {
      CW_TRY(std::string json, env_.store.memory.catalog(name));
      if (json.empty() || read_for != version) {
        CW_TRY(json, read_catalog(env_.destination, name, env_.observer));
        CW_CHECK(env_.store.memory.set_catalog(name, json));
      }
      CW_CHECK(flow_.set_catalog(name, json));
    }
    if (read_for != version) CW_CHECK(env_.store.memory.set_value("catalogs.mapping", version));
    return {};
  }

  StagedEntity* staged_of(Entity entity) {
    const auto at = std::ranges::find(staged_, entity, &StagedEntity::entity);
    return at == staged_.end() ? nullptr : &*at;
  }

  Result<> plan_entity(Entity entity, PlanWriter& plan) {
    StagedEntity* staged = staged_of(entity);
    const model::DestinationEntity* schema = env_.destination.entity(entity);
    if (staged == nullptr || schema == nullptr) return {};
    CW_TRY(const auto info, env_.store.state.info(entity));
    const bool remapped = remap(entity, info);
    EntityPlanner planner(env_, flow_, known_, plan, *schema, entity, remapped);
    CW_CHECK(planner.run(*staged, staged->complete));
    if (!planner.unread().empty()) CW_CHECK(read_again(entity, planner));
    dangling_ += entity == Entity::Enrollment ? planner.dangling() : 0;
    if (!planner.whole()) return {};
    const Hash128 version = flow_.mapping_version(entity);
    header_.mappings[std::string(model::name(entity))] = model::to_hex(version);
    if (planner.all_confirmed() && info.mapping != version)
      CW_CHECK(env_.store.state.set_mapping(entity, version));
    return {};
  }

  /// Some records need rows that looked settled one by one: the entity is read once more, and
  /// everything kept.
  Result<> read_again(Entity entity, EntityPlanner& planner) {
    StageOptions options;
    options.scratch = env_.scratch;
    options.budget_bytes = row_budget(env_.memory_bytes, entity);
    options.only = &planner.unread();
    CW_TRY(StagedEntity staged, stage(env_.source, entity, flow_, env_.observer, options));
    return planner.run_again(staged);
  }

  Result<> hold_dangling() {
    const StagedEntity* enrollments = staged_of(Entity::Enrollment);
    const auto limit = flow_.limit("enrollment.dangling");
    if (enrollments == nullptr || !limit || !beyond(*limit, dangling_, enrollments->rows))
      return {};
    const std::string sentence =
        std::to_string(dangling_) + " of " + std::to_string(enrollments->rows) +
        " enrollments name a user or a class that is not there: the export may be cut short";
    CW_TRY(const auto before, env_.store.memory.accepted_counts(Entity::Enrollment, 1));
    if (before.empty()) {
      header_.warnings.push_back(sentence + ".");
      return {};
    }
    Hold hold;
    hold.id = "enrollment.dangling";
    hold.entity = "enrollment";
    hold.action = "dangling";
    hold.count = dangling_;
    hold.of = enrollments->rows;
    hold.sentence = sentence + ".";
    header_.holds.push_back(std::move(hold));
    return {};
  }

  Result<> largest(const PlanCounts& counts) {
    struct Candidate {
      double share;
      Key key;
      ClassChange change;
    };
    std::vector<Candidate> best;
    for (const auto& [key, in_class] : counts.by_class) {
      if (in_class.removed == 0) continue;  // a class that fills up is no alarm
      CW_TRY(const std::uint64_t before, env_.store.links.count(Entity::Enrollment, key));
      const double share = static_cast<double>(in_class.removed) /
                           static_cast<double>(std::max<std::uint64_t>(before, 1));
      best.push_back({share,
                      key,
                      {flow_.identity_of(Entity::Class, key), flow_.title_of(Entity::Class, key),
                       before, in_class.added, in_class.removed}});
    }
    std::ranges::sort(best, [](const Candidate& a, const Candidate& b) {
      return std::tie(b.share, a.change.identity) < std::tie(a.share, b.change.identity);
    });
    for (std::size_t i = 0; i < std::min(best.size(), kMostLargest); ++i)
      header_.largest.push_back(best[i].change);
    return {};
  }

  Result<> accept(std::int64_t run) {
    std::vector<std::pair<Entity, std::uint64_t>> counts;
    for (const StagedEntity& staged : staged_) {
      if (staged.complete) counts.emplace_back(staged.entity, staged.rows);
    }
    return env_.store.memory.accept_snapshot(run, counts);
  }

  Environment& env_;
  Flow& flow_;
  Known known_;
  PlanHeader header_;
  std::vector<StagedEntity> staged_;
  std::uint64_t dangling_ = 0;
};

}  // namespace

Result<PlanResult> make_plan(Environment& env, Flow& flow) {
  CW_TRY(const std::int64_t id, env.store.runs.create(env.now_ms));
  RunPort::Run run;
  run.id = id;
  run.started_ms = env.now_ms;
  run.ended_ms = env.now_ms;
  auto result = Planning(env, flow).run(id);
  if (result) {
    run.plan = result->hash;
    run.state = result->header.holds.empty() ? RunState::Planned : RunState::Held;
    run.summary_json = to_json(result->header);
  } else {
    run.state = RunState::Failed;
    run.error = result.error().message;
  }
  CW_CHECK(env.store.runs.update(run));
  return result;
}

}  // namespace crosswalk::sync
