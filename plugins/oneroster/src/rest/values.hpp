#pragma once

/// \file
/// Values of a JSON record, in the shapes that providers send (contract, sections 4, 5 and 12), and
/// the longer ones written into a batch.

#include <cstdint>
#include <string>
#include <string_view>

#include "crosswalk/batch_writer.hpp"
#include "crosswalk/json.hpp"

namespace crosswalk::oneroster::rest {

/// The member of that name, or under another name it is known to come by; null: none.
const Json* field_of(const Json& record, std::string_view name);

/// Texts or references: a list, or one text with commas. Without an item the cell stays ABSENT.
void put_list(const Json* value, std::uint32_t column, BatchWriter& out);

/// A list of {"type","identifier"}, or 1.1's `{Type:Id}` in one text.
void put_user_ids(const Json* value, std::uint32_t column, BatchWriter& out);

/// 1.2's `roles`; without them 1.1's `role` at each of `orgs`, all primary. Sorted.
void put_roles(const Json& record, std::uint32_t column, BatchWriter& out);

/// Why its roles cannot be used: a user with a role too few would look changed. Empty: they can.
std::string fault_of_roles(const Json& record);

/// `metadata` as it came, without members whose name says that they are passwords.
void put_metadata(const Json& record, std::uint32_t column, BatchWriter& out);

}  // namespace crosswalk::oneroster::rest
