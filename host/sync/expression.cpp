#include "sync/expression.hpp"

#include <cstdlib>

extern "C" {
#include <lauxlib.h>
#include <lua.h>
}

#include "sync/lua_functions.hpp"

namespace crosswalk::sync {

struct Expression::State {
  lua_State* lua = nullptr;
  std::size_t used = 0;
  std::size_t most = SIZE_MAX;  ///< while Lua is set up
  Names* names = nullptr;       ///< of the evaluation in progress
  model::FieldValue value;      ///< held here: Lua's longjmp runs no destructors
  std::string name;
  bool unknown_name = false;

  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    if (lua != nullptr) lua_close(lua);
  }
};

namespace {

constexpr int kMostItems = 1000;

// Places on the stack for good; what an evaluation pushes is above them.
enum Place : int { kEnvironment = 1, kChunk = 2 };

}  // namespace

// The functions below run inside Lua, which leaves them by longjmp: no local of theirs may need a
// destructor.
struct LuaSide {
  using State = Expression::State;

  static State& of(lua_State* lua) {
    void* state = nullptr;
    lua_getallocf(lua, &state);
    return *static_cast<State*>(state);
  }

  static void* allocate(void* owner, void* block, std::size_t old_size, std::size_t new_size) {
    auto& state = *static_cast<State*>(owner);
    const std::size_t old = block == nullptr ? 0 : old_size;
    if (new_size == 0) {
      std::free(block);
      state.used -= old;
      return nullptr;
    }
    if (new_size > old && state.used - old + new_size > state.most) return nullptr;
    void* made = std::realloc(block, new_size);
    if (made != nullptr) state.used += new_size - old;
    return made;
  }

  static void too_long(lua_State* lua, lua_Debug*) {
    luaL_error(lua, "the expression takes too many steps");
  }

  static int read_only(lua_State* lua) {
    return luaL_error(lua, "an expression cannot set anything");
  }

  static void push_value(lua_State* lua, const model::FieldValue& value) {
    switch (value.kind) {
      case model::FieldValue::Kind::Absent:
        lua_pushnil(lua);
        return;
      case model::FieldValue::Kind::Text:
        lua_pushlstring(lua, value.text.data(), value.text.size());
        return;
      case model::FieldValue::Kind::List:
        break;
    }
    lua_createtable(lua, static_cast<int>(value.items.size()), 0);
    for (std::size_t i = 0; i < value.items.size(); ++i) {
      lua_pushlstring(lua, value.items[i].data(), value.items[i].size());
      lua_rawseti(lua, -2, static_cast<lua_Integer>(i + 1));
    }
  }

  /// Asks for state.name; false: unknown. What is thrown ends here.
  static bool ask(State& state) noexcept {
    state.value = {};
    return state.names != nullptr && state.names->find(state.name, state.value);
  }

  static int look_up(lua_State* lua) {
    State& state = of(lua);
    if (!ask(state)) {
      state.unknown_name = true;
      return luaL_error(lua, "there is no value called \"%s\"", state.name.c_str());
    }
    push_value(lua, state.value);
    return 1;
  }

  static void assign(std::string& to, const char* text, std::size_t size) noexcept {
    to.assign(text, size);
  }

  /// __index of the environment: a function, a group, or a value. Upvalue 1: functions and groups.
  static int global(lua_State* lua) {
    lua_settop(lua, 2);
    lua_pushvalue(lua, 2);
    if (lua_rawget(lua, lua_upvalueindex(1)) != LUA_TNIL) return 1;
    std::size_t size = 0;
    const char* name = luaL_checklstring(lua, 2, &size);
    assign(of(lua).name, name, size);
    return look_up(lua);
  }

  /// __index of a group. Upvalue 1: its name and a dot.
  static int member(lua_State* lua) {
    std::size_t size = 0;
    luaL_checklstring(lua, 2, &size);
    lua_pushvalue(lua, lua_upvalueindex(1));
    lua_pushvalue(lua, 2);
    lua_concat(lua, 2);
    const char* name = lua_tolstring(lua, -1, &size);
    assign(of(lua).name, name, size);
    return look_up(lua);
  }

  /// Pushes an empty table that reads through `index` (with the value on top as its upvalue) and
  /// cannot be set.
  static void push_proxy(lua_State* lua, lua_CFunction index) {
    lua_pushcclosure(lua, index, 1);
    lua_newtable(lua);
    lua_createtable(lua, 0, 2);
    lua_pushvalue(lua, -3);
    lua_setfield(lua, -2, "__index");
    lua_pushcfunction(lua, read_only);
    lua_setfield(lua, -2, "__newindex");
    lua_setmetatable(lua, -2);
    lua_remove(lua, -2);
  }

  static void set_up(lua_State* lua, std::span<const std::string_view> groups) {
    lua_newtable(lua);
    push_mapping_functions(lua);
    for (const auto group : groups) {
      const std::string prefix = std::string(group) + ".";
      lua_pushlstring(lua, group.data(), group.size());
      lua_pushlstring(lua, prefix.data(), prefix.size());
      push_proxy(lua, member);
      lua_rawset(lua, -3);
    }
    push_proxy(lua, global);
  }

  static void append_item(State& state, const char* text, std::size_t size) noexcept {
    state.value.items.emplace_back(text, size);
  }

  /// The text of the value on top: whole numbers without a point.
  static const char* text_on_top(lua_State* lua, std::size_t& size) {
    int whole = 0;
    const lua_Integer integer = lua_tointegerx(lua, -1, &whole);
    if (lua_type(lua, -1) == LUA_TNUMBER && whole != 0) {
      lua_pop(lua, 1);
      lua_pushinteger(lua, integer);
    }
    if (lua_isboolean(lua, -1)) {
      const bool flag = lua_toboolean(lua, -1) != 0;
      lua_pop(lua, 1);
      lua_pushstring(lua, flag ? "true" : "false");
    }
    if (lua_type(lua, -1) != LUA_TSTRING && lua_type(lua, -1) != LUA_TNUMBER) {
      luaL_error(lua, "the result is a %s, not a text", luaL_typename(lua, -1));
    }
    const char* text = lua_tolstring(lua, -1, &size);
    if (size > Expression::kMostText) luaL_error(lua, "a text that is too long");
    return text;
  }

  /// Runs the chunk (its only argument) and leaves the result in the state.
  static int run(lua_State* lua) {
    State& state = of(lua);
    lua_call(lua, 0, 1);
    state.value.kind = model::FieldValue::Kind::Absent;
    state.value.text.clear();
    state.value.items.clear();
    std::size_t size = 0;
    if (lua_isnil(lua, -1)) return 0;
    if (!lua_istable(lua, -1)) {
      const char* text = text_on_top(lua, size);
      assign(state.value.text, text, size);
      state.value.kind = model::FieldValue::Kind::Text;
      return 0;
    }
    for (int i = 1; lua_rawgeti(lua, -1, i) != LUA_TNIL; ++i) {
      if (i > kMostItems) return luaL_error(lua, "a list that is too long");
      const char* text = text_on_top(lua, size);
      append_item(state, text, size);
      lua_pop(lua, 1);
    }
    state.value.kind = model::FieldValue::Kind::List;
    return 0;
  }
};

Expression::Expression(std::unique_ptr<State> state) : state_(std::move(state)) {}
Expression::Expression(Expression&&) noexcept = default;
Expression& Expression::operator=(Expression&&) noexcept = default;
Expression::~Expression() = default;

Result<Expression> Expression::compile(std::string_view text,
                                       std::span<const std::string_view> groups) {
  if (text.size() > kMostSource) {
    return Error{ErrorCode::BadConfig,
                 "an expression of more than " + std::to_string(kMostSource) + " bytes"};
  }
  auto state = std::make_unique<State>();
  state->lua = lua_newstate(LuaSide::allocate, state.get());
  if (state->lua == nullptr) return Error{ErrorCode::Internal, "no memory for Lua"};
  lua_State* lua = state->lua;
  LuaSide::set_up(lua, groups);
  state->most = kMostMemory;
  const std::string chunk = "return " + std::string(text);
  if (luaL_loadbufferx(lua, chunk.data(), chunk.size(), "=expression", "t") != LUA_OK) {
    return Error{ErrorCode::BadConfig, lua_tostring(lua, -1)};
  }
  return Expression(std::move(state));
}

Result<model::FieldValue> Expression::evaluate(Names& names) {
  lua_State* lua = state_->lua;
  state_->names = &names;
  state_->unknown_name = false;
  lua_pushcfunction(lua, LuaSide::run);
  lua_pushvalue(lua, kChunk);
  // An expression can give itself another _ENV: each evaluation begins with ours.
  lua_pushvalue(lua, kEnvironment);
  lua_setupvalue(lua, -2, 1);
  lua_sethook(lua, LuaSide::too_long, LUA_MASKCOUNT, kMostInstructions);
  const int status = lua_pcall(lua, 1, 0, 0);
  lua_sethook(lua, nullptr, 0, 0);
  state_->names = nullptr;
  if (status == LUA_OK) return state_->value;
  const char* message =
      lua_type(lua, -1) == LUA_TSTRING ? lua_tostring(lua, -1) : "an error that is no text";
  Error error{state_->unknown_name ? ErrorCode::BadConfig : ErrorCode::BadData, message};
  lua_settop(lua, kChunk);
  return error;
}

}  // namespace crosswalk::sync
