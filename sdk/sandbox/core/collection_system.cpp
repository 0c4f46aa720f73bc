#include "sandbox/core/collection_system.hpp"

#include "sandbox/core/json.hpp"

namespace crosswalk::sandbox {

Result<Json> changed_settings(Json current, const Json& changes) {
  if (!changes.is_object()) {
    return Error{ErrorCode::InvalidArgument, "settings are an object"};
  }
  for (const auto& [name, value] : changes.items()) {
    const auto at = current.find(name);
    if (at == current.end()) return Error{ErrorCode::InvalidArgument, "unknown setting " + name};
    const bool numbers = at->is_number() && value.is_number_integer();
    if (!numbers && at->type() != value.type()) {
      return Error{ErrorCode::InvalidArgument, "setting " + name + " has a wrong type"};
    }
    *at = value;
  }
  return current;
}

CollectionSystem::CollectionSystem(Collections empty, Json settings, Clock& clock)
    : clock_(clock),
      rows_(empty),
      settings_(settings),
      empty_(empty),
      first_rows_(std::move(empty)),
      first_settings_(std::move(settings)) {}

Result<void> CollectionSystem::begin_with(const Json& rows, const SystemStart& start) {
  const auto parse = [](const std::string& text) {
    return text.empty() ? std::optional<Json>(Json::object()) : parse_json(text);
  };
  const auto changes = parse(start.settings_json);
  const auto more = parse(start.seed_json);
  if (!changes || !more) return Error{ErrorCode::BadConfig, "settings or seed are no JSON"};
  Collections filled = empty_;
  auto settings = changed_settings(first_settings_, *changes);
  Result<void> done = filled.load(rows);
  if (done) done = filled.load(*more);
  if (done) done = filled.check_references();
  if (done && !settings) done = settings.error();
  if (!done) return Error{ErrorCode::BadConfig, done.error().message};
  first_rows_ = std::move(filled);
  first_settings_ = std::move(*settings);
  reset();
  return {};
}

Json CollectionSystem::dump() const {
  const std::lock_guard lock{mutex_};
  return rows_.dump();
}

Result<void> CollectionSystem::restore(const Json& state) {
  const std::lock_guard lock{mutex_};
  Collections loaded = empty_;
  CW_CHECK(loaded.load(state));
  CW_CHECK(loaded.check_references());
  rows_ = std::move(loaded);
  return {};
}

Result<void> CollectionSystem::seed(const Json& records) {
  const std::lock_guard lock{mutex_};
  Collections loaded = rows_;
  CW_CHECK(loaded.load(records));
  CW_CHECK(loaded.check_references());
  rows_ = std::move(loaded);
  return {};
}

void CollectionSystem::reset() {
  const std::lock_guard lock{mutex_};
  rows_ = first_rows_;
  settings_ = first_settings_;
  forget();
}

Json CollectionSystem::settings() const {
  const std::lock_guard lock{mutex_};
  return settings_;
}

Result<void> CollectionSystem::change_settings(const Json& changes) {
  const std::lock_guard lock{mutex_};
  CW_TRY(settings_, changed_settings(settings_, changes));
  return {};
}

}  // namespace crosswalk::sandbox
