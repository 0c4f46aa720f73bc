#include "sync/guard.hpp"

#include <algorithm>
#include <cstdio>

namespace crosswalk::sync {
namespace {

std::string percent(std::uint64_t count, std::uint64_t of) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f %%",
                of == 0 ? 100.0 : 100.0 * static_cast<double>(count) / static_cast<double>(of));
  return text;
}

std::string limit_text(const Flow::Limit& limit, std::uint64_t count) {
  if (count > limit.hard_max) return "the limit is " + std::to_string(limit.hard_max);
  char text[96];
  std::snprintf(text, sizeof text, "the limit is %.4g %% above %llu", limit.percent,
                static_cast<unsigned long long>(limit.floor));
  return text;
}

std::string verb(Action action) {
  switch (action) {
    case Action::Create:
      return "create";
    case Action::Update:
      return "change";
    case Action::Drop:
      return "take out";
    case Action::Delete:
      return "delete";
    case Action::Adopt:
      return "link";
    case Action::Restore:
      return "bring back";
    case Action::Settle:
    case Action::Forget:
      break;
  }
  return "";
}

std::string limit_name(Entity entity, Action action) {
  std::string name(model::name(entity));
  switch (action) {
    case Action::Create:
      return name + ".create";
    case Action::Update:
      return name + ".update";
    case Action::Drop:
    case Action::Delete:
      return name + ".drop";
    default:
      return {};
  }
}

std::string action_word(Action action) {
  return action == Action::Delete   ? "delete"
         : action == Action::Drop   ? "drop"
         : action == Action::Update ? "update"
                                    : "create";
}

/// For the sentence. `identity` is that of `key`.
std::string named(const Flow& flow, Entity entity, const Key& key, const std::string& identity) {
  const std::string title = flow.title_of(entity, key);
  const std::string id = model::readable_identity(identity);
  if (title.empty()) return id.empty() ? "one that is not in this snapshot" : id;
  return title + " (" + id + ")";
}

/// A hold of one slice, when its limit is passed.
class Judge {
 public:
  Judge(const Flow& flow, LinkPort& links, std::vector<Hold>& holds)
      : flow_(flow), links_(links), holds_(holds) {}

  Result<> judge(Entity entity, Action action, const std::string& limit, std::uint64_t count,
                 const Key& school, const Key& scope) {
    const auto rule = flow_.limit(limit);
    if (!rule || count == 0) return {};
    CW_TRY(const std::uint64_t managed, links_.count(entity, scope != Key{} ? scope : school));
    // The first load creates everything: a share of nothing holds nobody.
    if ((action == Action::Create && managed == 0) || !beyond(*rule, count, managed)) return {};
    Hold hold;
    hold.entity = model::name(entity);
    hold.action = action_word(action);
    hold.count = count;
    hold.of = managed;
    CW_TRY(hold.school, identity_of(flow_, links_, Entity::Org, school));
    CW_TRY(hold.scope, identity_of(flow_, links_, Entity::Class, scope));
    hold.id = limit;
    std::string where;
    if (scope != Key{}) {
      hold.id += "@" + hold.scope;
      where = " in class " + named(flow_, Entity::Class, scope, hold.scope);
    } else if (school != Key{}) {
      hold.id += "@" + hold.school;
      where = " at " + named(flow_, Entity::Org, school, hold.school);
    }
    hold.sentence = "This plan would " + verb(action) + " " + std::to_string(count) + " of " +
                    std::to_string(managed) + " " + std::string(model::plural(entity)) + where +
                    " (" + percent(count, managed) + "; " + limit_text(*rule, count) + ").";
    holds_.push_back(std::move(hold));
    return {};
  }

 private:
  const Flow& flow_;
  LinkPort& links_;
  std::vector<Hold>& holds_;
};

std::uint64_t median(std::vector<std::uint64_t> values) {
  std::ranges::sort(values);
  return values[values.size() / 2];
}

}  // namespace

bool beyond(const Flow::Limit& limit, std::uint64_t count, std::uint64_t of) {
  if (count > limit.hard_max) return true;
  return count > limit.floor &&
         static_cast<double>(count) * 100.0 > limit.percent * static_cast<double>(of);
}

Result<std::vector<Hold>> gates(std::span<const StagedEntity> staged, const Flow& flow,
                                MemoryPort& memory, std::vector<std::string>& warnings) {
  std::vector<Hold> holds;
  for (const StagedEntity& entity : staged) {
    CW_TRY(const auto before, memory.accepted_counts(entity.entity, 5));
    const std::string plural(model::plural(entity.entity));
    if (!entity.complete) {
      warnings.push_back("The snapshot of " + plural + " is incomplete (" + entity.incomplete_why +
                         "): nothing that is missing in it is removed.");
    }
    if (before.empty()) {
      if (entity.rows == 0) warnings.push_back("The source has no " + plural + ".");
      continue;
    }
    const std::uint64_t usual = median(before);
    const std::uint64_t rows = entity.rows;
    const bool shrank = rows < usual;
    const std::uint64_t change = shrank ? usual - rows : rows - usual;
    const auto limit = flow.limit(shrank ? "snapshot.shrink" : "snapshot.grow");
    // A file without rows never means that everybody left, however few they were.
    const bool halved = rows == 0 || (rows * 2 < usual && usual >= 10);
    if (!limit || (!halved && !beyond(*limit, change, usual))) continue;
    Hold hold;
    hold.entity = model::name(entity.entity);
    hold.action = shrank ? "shrink" : "grow";
    hold.id = "snapshot." + hold.action + "." + hold.entity;
    hold.count = rows;
    hold.of = usual;
    hold.sentence = "The source has " + std::to_string(rows) + " " + plural +
                    " where the last accepted snapshots had " + std::to_string(usual) + " (" +
                    (shrank ? "-" : "+") + percent(change, usual) + "; " + limit_text(*limit, 0) +
                    "): the export looks broken.";
    holds.push_back(std::move(hold));
  }
  return holds;
}

Result<std::vector<Hold>> guard(const PlanCounts& counts, const Flow& flow, LinkPort& links) {
  std::vector<Hold> holds;
  Judge judge(flow, links, holds);
  std::map<Entity, std::uint64_t> removed;
  const auto sum = [](const auto& of, Entity entity) {
    std::uint64_t total = 0;
    for (const Action action : {Action::Drop, Action::Delete}) {
      if (const auto at = of.find({entity, action}); at != of.end()) total += at->second;
    }
    return total;
  };
  for (const Entity entity : model::kEntities) {
    CW_CHECK(judge.judge(entity, Action::Drop, limit_name(entity, Action::Drop),
                         sum(counts.totals, entity), {}, {}));
    for (const Action action : {Action::Create, Action::Update}) {
      const auto at = counts.totals.find({entity, action});
      if (at != counts.totals.end()) {
        CW_CHECK(judge.judge(entity, action, limit_name(entity, action), at->second, {}, {}));
      }
    }
    if (const auto at = counts.identity_updates.find(entity); at != counts.identity_updates.end()) {
      CW_CHECK(judge.judge(entity, Action::Update, std::string(model::name(entity)) + ".identity",
                           at->second, {}, {}));
    }
  }
  if (counts.promotions > 0) {
    CW_CHECK(judge.judge(Entity::Enrollment, Action::Update, "enrollment.promote",
                         counts.promotions, {}, {}));
  }
  for (const auto& [school, of] : counts.by_school) {
    if (school == Key{}) continue;
    for (const Entity entity : model::kEntities) {
      CW_CHECK(judge.judge(entity, Action::Drop, limit_name(entity, Action::Drop), sum(of, entity),
                           school, {}));
    }
  }
  for (const auto& [scope, in_class] : counts.by_class) {
    CW_CHECK(judge.judge(Entity::Enrollment, Action::Drop, "enrollment.drop.class",
                         in_class.removed, {}, scope));
  }
  return holds;
}

}  // namespace crosswalk::sync
