#pragma once

/// \file
/// Which reads an adapter offers, as requests.

#include <string>
#include <vector>

#include "testing/kit/guest.hpp"

namespace crosswalk::kit {

/// The columns of an entity on one side, the id first. Empty: nobody declares them.
std::vector<Column> columns_of(Bench& bench, const std::string& entity, std::uint32_t side);

/// Every full read that the manifest offers: source entities, then those of the destination and its
/// catalogs. A partitioned entity is read in a partition that exists, or left out. A played
/// destination is furnished first.
std::vector<ReadAsk> offered_reads(Guest& guest);

/// Rows as texts, in an order of their own: two reads need not give the same one.
std::vector<std::string> sorted(const std::vector<GuestRow>& rows);

/// Why reads cannot be checked; empty: they can.
std::string why_no_reads(Bench& bench);

}  // namespace crosswalk::kit
