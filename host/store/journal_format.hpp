#pragma once

/// \file
/// The two blobs of a journal row: the operations of an intent, and the outcomes of a batch.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "crosswalk/result.hpp"
#include "sync/types.hpp"

namespace crosswalk::store {

std::string encode_operations(std::span<const std::uint64_t> operations);
Result<std::vector<std::uint64_t>> decode_operations(std::string_view bytes);

/// Adds an outcome to a blob; a blob may be cut into two that are decoded one after the other.
void append_outcome(std::string& blob, const sync::Outcome& outcome);
Result<std::vector<sync::Outcome>> decode_outcomes(std::string_view bytes);

}  // namespace crosswalk::store
