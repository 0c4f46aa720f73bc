#pragma once

/// \file
/// The records of a plan one by one, as they are read: what `show` prints below the totals.

#include "app/cli/console.hpp"
#include "app/cli/plan_view.hpp"

#include <optional>
#include <string>

namespace crosswalk::app {

/// Which records are wanted.
class RecordFilter {
 public:
  /// A school is named by its id or its title, as the plan has them.
  /// \error InvalidArgument  the plan has no such school; the message lists some
  static Result<RecordFilter> create(const ShowCommand& command, const sync::PlanHeader& header,
                                     const model::KeyMaker& keys);

  bool wants(const sync::Operation& operation, const sync::Outcome* outcome) const;
  bool wants(const sync::Note& note) const;

 private:
  bool wants(sync::Entity entity, const sync::Key& school) const;

  std::optional<sync::Entity> entity_;
  std::optional<sync::Key> school_;
  bool problems_ = false;
};

/// Prints as it is fed, so that a plan of any size can be shown.
class RecordList {
 public:
  /// Everything is lent.
  RecordList(const Console& console, const PlanView& view, const RecordFilter& filter)
      : console_(console), view_(view), filter_(filter) {}

  void begin(std::int64_t run);                                              ///< 0: there is none
  void add(const sync::Operation& operation, const sync::Outcome* outcome);  ///< null: none yet
  void add(const sync::Note& note);
  void end();

 private:
  void print_item(const nlohmann::ordered_json& item);

  const Console& console_;
  const PlanView& view_;
  const RecordFilter& filter_;
  std::uint64_t printed_ = 0;
};

}  // namespace crosswalk::app
