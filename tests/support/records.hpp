#pragma once

/// \file
/// Canonical bytes of rows that a test wrote down: through real batches and the real canonical
/// form.

#include <string>
#include <vector>

#include "support/roster.hpp"

namespace crosswalk::test {

/// One text of canonical bytes a row, in order. Rows that cannot be made canonical fail the test.
std::vector<std::string> canonical(model::Entity entity, const Roster& roster);
std::string canonical(model::Entity entity, const Row& row);

}  // namespace crosswalk::test
