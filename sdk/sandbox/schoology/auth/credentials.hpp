#pragma once

/// \file
/// Consumer keys and three-legged tokens (contract 3.5, 3.7).

#include <cstdint>
#include <map>
#include <string>

#include "sandbox/schoology/model.hpp"

namespace crosswalk::sandbox::schoology {

/// Whose eyes a key sees with.
enum class Scope {
  System,    ///< an administrator's
  Teacher,   ///< a teacher's: own sections only
  Personal,  ///< nobody's data but its owner's
};

struct ConsumerKey {
  std::string secret;
  Id owner = 0;
  Scope scope = Scope::System;
};

enum class TokenState { Asked, Approved, Denied, Access, Revoked };

struct Token {
  std::string secret;
  std::string key;
  Id user = 0;  ///< who approved
  TokenState state = TokenState::Asked;
  std::int64_t issued_s = 0;
  std::string callback;
};

struct Credentials {
  std::map<std::string, ConsumerKey> keys;
  std::map<std::string, Token> tokens;
  std::int64_t next_token = 1;
};

/// For whom a request is answered.
struct Actor {
  Id user = 0;
  Access access = Access::Administrator;
  bool personal = false;  ///< nobody's data but the user's own
  std::string key;
};

}  // namespace crosswalk::sandbox::schoology
