#include "sandbox/oneroster/system.hpp"

#include <mutex>

#include "sandbox/core/json.hpp"
#include "sandbox/core/text.hpp"
#include "sandbox/district/generate.hpp"
#include "sandbox/oneroster/auth.hpp"
#include "sandbox/oneroster/discovery.hpp"
#include "sandbox/oneroster/from_district.hpp"
#include "sandbox/oneroster/kind.hpp"
#include "sandbox/oneroster/list_reply.hpp"
#include "sandbox/oneroster/routes.hpp"
#include "sandbox/oneroster/state.hpp"
#include "sandbox/oneroster/status_info.hpp"

namespace crosswalk::sandbox::oneroster {

/// What it begins with, and comes back to.
struct Start {
  Client client;
  Settings settings;
  State state;
};

namespace {

/// The small default state: one school with a handful of students.
constexpr DistrictSize kSmall{1, 1, 8};

Result<Json> parsed(const std::string& text, const char* what) {
  auto value = parse_json(text);
  if (!value || !value->is_object()) {
    return Error{ErrorCode::BadConfig, std::string(what) + " are no JSON object"};
  }
  return std::move(*value);
}

Result<Start> start_from(const SystemStart& given, std::int64_t now_ms) {
  Start start;
  start.client = {given.key.empty() ? std::string(kOneRoster.key) : given.key,
                  given.secret.empty() ? std::string(kOneRoster.secret) : given.secret};
  if (!given.settings_json.empty()) {
    CW_TRY(const Json changes, parsed(given.settings_json, "the settings"));
    CW_TRY(start.settings, with_changes(start.settings, changes));
  }
  const State none;
  const Json records =
      records_from(given.district != nullptr ? *given.district : generate_district(kSmall));
  CW_CHECK(put_all(start.state, records, none, now_ms));
  if (!given.seed_json.empty()) {
    CW_TRY(const Json seed, parsed(given.seed_json, "the seed records"));
    CW_CHECK(put_all(start.state, seed, none, now_ms));
  }
  CW_CHECK(check_references(start.state));
  return start;
}

}  // namespace

struct OneRosterSystem::Impl {
  Impl(Start from, std::string url, Clock& its_clock)
      : start(std::move(from)), base_url(std::move(url)), clock(its_clock), now(start) {}

  const Start start;
  const std::string base_url;
  Clock& clock;

  mutable std::mutex mutex;  ///< covers everything below
  Start now;
  Gate gate;

  Reply read(const Request& request, const ServicePath& path, const Tampering& tampering,
             Trace& trace);
};

Reply OneRosterSystem::Impl::read(const Request& request, const ServicePath& path,
                                  const Tampering& tampering, Trace& trace) {
  const Settings& settings = now.settings;
  if (request.method != "GET") {
    Reply reply = refuse(path.version, settings, 405, Minor::InvalidData, "rostering is read only");
    reply.headers.emplace_back("Allow", "GET");
    return reply;
  }
  const auto asked = route(path.segments, now.state);
  if (!asked || (asked->relationship && settings.no_relationships)) {
    return refuse(path.version, settings, 404, Minor::UnknownObject, "there is no such endpoint");
  }
  if (auto refused = gate.check(request, path.version, *asked, now.client, settings, base_url,
                                clock.now_s(), trace)) {
    return std::move(*refused);
  }
  if (!asked->parent_is_known) {
    return refuse(path.version, settings, 404, Minor::UnknownObject,
                  "the record in the path is unknown");
  }
  const WireForm form{path.version, settings, base_url + path.base};
  const ListCall call{
      *asked,         now.state,           form, parse_form(request.query), base_url + request.path,
      clock.now_ms(), tampering.page_shift};
  return asked->single ? single_reply(call) : list_reply(call);
}

OneRosterSystem::OneRosterSystem(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
OneRosterSystem::~OneRosterSystem() = default;

Result<std::unique_ptr<System>> OneRosterSystem::create(const SystemStart& start,
                                                        const std::string& base_url, Clock& clock) {
  auto made = start_from(start, clock.now_ms());
  if (!made) return Error{ErrorCode::BadConfig, "oneroster sandbox: " + made.error().message};
  return std::unique_ptr<System>{
      new OneRosterSystem{std::make_unique<Impl>(std::move(*made), base_url, clock)}};
}

Reply OneRosterSystem::answer(const Request& request, const Tampering& tampering, Trace& trace) {
  const std::lock_guard lock{impl_->mutex};
  if (request.path == kTokenPath) {
    return impl_->gate.give_token(request, impl_->now.client, impl_->now.settings,
                                  impl_->clock.now_s(), trace);
  }
  const auto path = service_path(request.path, impl_->now.settings);
  if (!path) return {404, "text/html", {}, "<h1>Not Found</h1>", Delivery::Whole};
  if (path->version == Version::V12 && path->segments.size() == 2 &&
      path->segments[0] == "discovery") {
    return discovery(path->segments[1], impl_->base_url + path->base);
  }
  return impl_->read(request, *path, tampering, trace);
}

void OneRosterSystem::describe(const Request& request, Trace& trace) const {
  const std::lock_guard lock{impl_->mutex};
  trace.path_template = request.path;
  const auto path = service_path(request.path, impl_->now.settings);
  if (!path) return;
  const auto asked = route(path->segments, impl_->now.state);
  if (asked) {
    trace.path_template = (path->version == Version::V11 ? "v1p1/" : "v1p2/") + asked->path_shape;
  }
}

Reply OneRosterSystem::refusal(std::string_view why) const {
  const std::lock_guard lock{impl_->mutex};
  return refuse(Version::V12, impl_->now.settings, 401, Minor::Unauthorised,
                why == "expired" ? "the token has expired" : "the nonce was used before");
}

std::string OneRosterSystem::public_origin() const { return impl_->base_url; }

Json OneRosterSystem::dump() const {
  const std::lock_guard lock{impl_->mutex};
  return oneroster::dump(impl_->now.state);
}

Result<void> OneRosterSystem::restore(const Json& records) {
  const std::lock_guard lock{impl_->mutex};
  State state;
  state.last_change_ms = impl_->now.state.last_change_ms;
  CW_CHECK(put_all(state, records, impl_->now.state, impl_->clock.now_ms()));
  CW_CHECK(check_references(state));
  impl_->now.state = std::move(state);
  return {};
}

Result<void> OneRosterSystem::seed(const Json& records) {
  const std::lock_guard lock{impl_->mutex};
  State state = impl_->now.state;
  CW_CHECK(put_all(state, records, impl_->now.state, impl_->clock.now_ms()));
  CW_CHECK(check_references(state));
  impl_->now.state = std::move(state);
  return {};
}

void OneRosterSystem::reset() {
  const std::lock_guard lock{impl_->mutex};
  impl_->now = impl_->start;
  impl_->gate.clear();
}

Json OneRosterSystem::settings() const {
  const std::lock_guard lock{impl_->mutex};
  return to_json(impl_->now.settings);
}

Result<void> OneRosterSystem::change_settings(const Json& changes) {
  const std::lock_guard lock{impl_->mutex};
  CW_TRY(impl_->now.settings, with_changes(impl_->now.settings, changes));
  return {};
}

Result<Json> OneRosterSystem::deed(std::string_view name, const Json& body) {
  const std::lock_guard lock{impl_->mutex};
  if (name == "revoke") {
    impl_->gate.revoke();
    return Json{{"ok", true}};
  }
  if (name != "change" && name != "remove" && name != "forget") {
    return Error{ErrorCode::NotFound, "no control endpoint " + std::string(name)};
  }
  const Entity* of = find_entity(text_of(body, "collection"));
  const std::string id(text_of(body, "sourcedId"));
  if (of == nullptr)
    return Error{ErrorCode::InvalidArgument, "collection is not one of OneRoster's"};
  State state = impl_->now.state;
  if (name == "forget") {
    if (state.of(of->id).erase(id) == 0) {
      return Error{ErrorCode::NotFound, "no " + std::string(of->single) + " " + id + " to forget"};
    }
    CW_CHECK(check_references(state));
  } else {
    const Json set =
        name == "remove" ? Json{{"status", "tobedeleted"}} : body.value("set", Json::object());
    CW_CHECK(change(state, of->id, id, set, impl_->clock.now_ms()));
  }
  impl_->now.state = std::move(state);
  return Json{{"ok", true}};
}

}  // namespace crosswalk::sandbox::oneroster
