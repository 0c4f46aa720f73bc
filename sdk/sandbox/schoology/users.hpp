#pragma once

/// \file
/// The rules of a user's fields (contract 6.5), shared by the user resources.

#include <string>

#include "sandbox/schoology/call.hpp"

namespace crosswalk::sandbox::schoology {

/// How an address that another school uses is dealt with.
enum class EmailConflict { Refuse, Ignore, UsernameOnly, MergeVerified };

EmailConflict email_conflict_of(const Call& call);

/// The row laid over `user`: only the keys it holds change. InvalidArgument says which rule is
/// broken. Whether the result is complete is complete_user()'s question.
Result<User> with_row(const Call& call, User user, const Json& row);

/// Settles addresses in use elsewhere, then checks what a user needs and that its names are free.
/// May add `claimed` = an address taken over from another school.
Result<User> complete_user(const Call& call, User user, EmailConflict conflict,
                           std::string& claimed);

/// Creates or changes the user that the row names; `id` 0 creates. Does associations and mails too.
Result<User> save_user(Call& call, Id id, const Json& row, EmailConflict conflict);

/// The object of 6.5; a teacher who reads a student gets less.
Json user_json(const Call& call, const User& user);

/// "Given Family".
std::string display_name(const User& user);

/// Whether an administrator bound to a building may see this building's things (3.5).
bool sees_building(const Call& call, Id building);

/// The building the caller is bound to, or the district.
Id building_of_caller(const Call& call);

}  // namespace crosswalk::sandbox::schoology
