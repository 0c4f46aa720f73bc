#pragma once

/// \file
/// An adapter's read as the engine's stream of rows.

#include "adapters/read_stream.hpp"
#include "sync/ports.hpp"

#include <memory>

namespace crosswalk::app {

std::unique_ptr<sync::RowStream> row_stream(std::unique_ptr<adapters::ReadStream> stream);

}  // namespace crosswalk::app
