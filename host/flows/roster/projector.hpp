#pragma once

/// \file
/// Turns the mapped values of a record into the destination's record: expressions, types, catalogs,
/// constraints.

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "crosswalk/result.hpp"
#include "flows/roster/catalog.hpp"
#include "flows/roster/constraints.hpp"
#include "flows/roster/mapped_values.hpp"
#include "model/canonical.hpp"
#include "model/destination_schema.hpp"
#include "sync/expression.hpp"
#include "sync/flow.hpp"

namespace crosswalk::flows {

class Projector {
 public:
  /// \param destination  lent; must outlive this
  /// \param expressions  field -> Lua, in place of its mapped value
  /// \error BadConfig  an expression that names no field, does not compile or asks for an unknown
  /// value.
  /// \error Internal   the manifest: a field takes a value that this flow does not make, or of
  /// another type.
  static Result<Projector> create(model::Entity entity, const model::DestinationEntity& destination,
                                  const std::map<std::string, std::string>& expressions);

  /// Fills `out.projection`, or refuses the record with a code and a reason.
  /// \param records  the record that expressions read
  /// \error Internal  a catalog that was not given.
  Result<> project(const model::RecordView& record, const Values& values, const Catalogs& catalogs,
                   sync::Mapped& out);

  /// The field that takes a mapped value (by `from`); null when none does.
  const model::Field* taker(std::string_view value) const;
  /// Its place in projections.
  std::optional<std::size_t> place_of(std::string_view value) const;
  const model::DestinationEntity& destination() const { return *destination_; }

 private:
  struct Slot {
    unsigned value = 0;  ///< among the mapped values, without an expression
    std::optional<sync::Expression> expression;
  };

  Projector(model::Entity entity, const model::DestinationEntity& destination,
            Constraints constraints)
      : entity_(entity), destination_(&destination), constraints_(std::move(constraints)) {}

  Result<> add_slot(const model::Field& field,
                    const std::map<std::string, std::string>& expressions);

  model::Entity entity_;
  const model::DestinationEntity* destination_;
  std::vector<Slot> slots_;  ///< by field
  Constraints constraints_;
};

}  // namespace crosswalk::flows
