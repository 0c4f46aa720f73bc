#pragma once

/// \file
/// What one outcome changes in the store. Pure.

#include "model/destination_schema.hpp"
#include "sync/types.hpp"

namespace crosswalk::sync {

/// \param link     of the record before the operation; null: none
/// \param adopted  the destination had the record before we asked: it is linked, not created
Settlement settlement(const Operation& op, const Outcome& outcome, const Link* link,
                      const model::DestinationEntity& schema);

}  // namespace crosswalk::sync
