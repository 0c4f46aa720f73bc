#pragma once

/// \file
/// The form in which a settled projection is kept. An enrollment's is its role alone: what its
/// identity says is left out.

#include <string>
#include <string_view>

#include "crosswalk/result.hpp"
#include "model/destination_schema.hpp"
#include "model/projection.hpp"

namespace crosswalk::sync {

std::string compact_projection(model::Entity entity, const model::DestinationEntity& schema,
                               const model::Projection& projection);
/// The whole again; empty when `bytes` is.
Result<model::Projection> expand_projection(model::Entity entity,
                                            const model::DestinationEntity& schema,
                                            std::string_view identity, std::string_view bytes);

}  // namespace crosswalk::sync
