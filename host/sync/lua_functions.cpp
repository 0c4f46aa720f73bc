#include "sync/lua_functions.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <cstring>
#include <string_view>

extern "C" {
#include <lauxlib.h>
#include <lua.h>
}

#include "model/normal.hpp"
#include "sync/expression.hpp"
#include "sync/text_pattern.hpp"

// Lua leaves these functions by longjmp when it raises an error: nothing in them may need a
// destructor.

namespace crosswalk::sync {
namespace {

std::string_view text_at(lua_State* lua, int index) {
  std::size_t size = 0;
  const char* data = luaL_checklstring(lua, index, &size);
  return {data, size};
}

int push_text(lua_State* lua, std::string_view text) {
  if (text.size() > Expression::kMostText) return luaL_error(lua, "a text that is too long");
  lua_pushlstring(lua, text.data(), text.size());
  return 1;
}

void add(lua_State* lua, luaL_Buffer& buffer, std::size_t& size, std::string_view text) {
  size += text.size();
  if (size > Expression::kMostText) luaL_error(lua, "a text that is too long");
  luaL_addlstring(&buffer, text.data(), text.size());
}

template <class Change>
int change_letters(lua_State* lua, Change change) {
  if (lua_isnoneornil(lua, 1)) return 0;
  const std::string_view text = text_at(lua, 1);
  luaL_Buffer buffer;
  luaL_buffinit(lua, &buffer);
  std::size_t size = 0;
  const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  for (auto left = static_cast<utf8proc_ssize_t>(text.size()); left > 0;) {
    utf8proc_int32_t letter = 0;
    const utf8proc_ssize_t used = utf8proc_iterate(at, left, &letter);
    if (used <= 0) return luaL_error(lua, "a text that is not UTF-8");
    utf8proc_uint8_t out[4];
    const utf8proc_ssize_t made = utf8proc_encode_char(change(letter), out);
    add(lua, buffer, size, {reinterpret_cast<const char*>(out), static_cast<std::size_t>(made)});
    at += used;
    left -= used;
  }
  luaL_pushresult(&buffer);
  return 1;
}

int upper(lua_State* lua) { return change_letters(lua, utf8proc_toupper); }
int lower(lua_State* lua) { return change_letters(lua, utf8proc_tolower); }

int trim(lua_State* lua) {
  if (lua_isnoneornil(lua, 1)) return 0;
  return push_text(lua, model::trimmed(text_at(lua, 1)));
}

/// The byte at which letter number `letter` (from 0) begins.
std::size_t byte_of(std::string_view text, lua_Integer letter) {
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    if ((static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) continue;
    if (letter-- == 0) break;
  }
  return at;
}

/// sub(text, first, last): letters, from 1; negative ones count from the end, as in Lua.
int sub(lua_State* lua) {
  if (lua_isnoneornil(lua, 1)) return 0;
  const std::string_view text = text_at(lua, 1);
  const auto length = static_cast<lua_Integer>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
  lua_Integer first = luaL_checkinteger(lua, 2);
  lua_Integer last = luaL_optinteger(lua, 3, -1);
  if (first < 0) first = std::max<lua_Integer>(length + first + 1, 1);
  if (last < 0) last = length + last + 1;
  first = std::max<lua_Integer>(first, 1);
  last = std::min(last, length);
  if (first > last) return push_text(lua, {});
  const std::size_t begin = byte_of(text, first - 1);
  return push_text(lua, text.substr(begin, byte_of(text, last) - begin));
}

/// replace(text, what, by): every occurrence, no patterns.
int replace(lua_State* lua) {
  if (lua_isnoneornil(lua, 1)) return 0;
  std::string_view text = text_at(lua, 1);
  const std::string_view what = text_at(lua, 2);
  const std::string_view by = text_at(lua, 3);
  if (what.empty()) return push_text(lua, text);
  luaL_Buffer buffer;
  luaL_buffinit(lua, &buffer);
  std::size_t size = 0;
  for (std::size_t at = text.find(what); at != std::string_view::npos; at = text.find(what)) {
    add(lua, buffer, size, text.substr(0, at));
    add(lua, buffer, size, by);
    text.remove_prefix(at + what.size());
  }
  add(lua, buffer, size, text);
  luaL_pushresult(&buffer);
  return 1;
}

/// concat(...): all of them, without those that are nil.
int concat(lua_State* lua) {
  const int count = lua_gettop(lua);
  luaL_Buffer buffer;
  // Arguments are made texts first: the buffer may use the stack, so it must not move under
  // luaL_checklstring.
  for (int i = 1; i <= count; ++i) {
    if (!lua_isnil(lua, i)) luaL_checkstring(lua, i);
  }
  luaL_buffinit(lua, &buffer);
  std::size_t size = 0;
  for (int i = 1; i <= count; ++i) {
    if (!lua_isnil(lua, i)) add(lua, buffer, size, text_at(lua, i));
  }
  luaL_pushresult(&buffer);
  return 1;
}

/// coalesce(...): the first that is neither nil nor an empty text.
int coalesce(lua_State* lua) {
  const int count = lua_gettop(lua);
  for (int i = 1; i <= count; ++i) {
    if (lua_isnil(lua, i)) continue;
    if (lua_type(lua, i) == LUA_TSTRING && lua_rawlen(lua, i) == 0) continue;
    lua_pushvalue(lua, i);
    return 1;
  }
  return 0;
}

/// match(text, pattern): the first capture, or what matched; nil when nothing does.
int match(lua_State* lua) {
  if (lua_isnoneornil(lua, 1)) return 0;
  const TextPattern::Found found = TextPattern::find(text_at(lua, 1), text_at(lua, 2));
  if (found.fault != nullptr) return luaL_error(lua, "match: %s", found.fault);
  return found.matched ? push_text(lua, found.text) : 0;
}

int to_number(lua_State* lua) {
  if (lua_type(lua, 1) == LUA_TNUMBER) {
    lua_pushvalue(lua, 1);
    return 1;
  }
  if (lua_type(lua, 1) != LUA_TSTRING) return 0;
  const std::string_view text = text_at(lua, 1);
  return lua_stringtonumber(lua, text.data()) == text.size() + 1 ? 1 : 0;
}

int to_string(lua_State* lua) {
  if (lua_isnoneornil(lua, 1)) return 0;
  if (lua_isboolean(lua, 1)) return push_text(lua, lua_toboolean(lua, 1) != 0 ? "true" : "false");
  return push_text(lua, text_at(lua, 1));
}

constexpr luaL_Reg kFunctions[] = {
    {"upper", upper},        {"lower", lower},        {"trim", trim},    {"sub", sub},
    {"replace", replace},    {"concat", concat},      {"match", match},  {"coalesce", coalesce},
    {"tonumber", to_number}, {"tostring", to_string}, {nullptr, nullptr}};

}  // namespace

void push_mapping_functions(lua_State* lua) { luaL_setfuncs(lua, kFunctions, 0); }

}  // namespace crosswalk::sync
