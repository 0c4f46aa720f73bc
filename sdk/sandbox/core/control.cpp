#include "sandbox/core/control.hpp"

#include <algorithm>

#include "sandbox/core/json.hpp"
#include "sandbox/core/records.hpp"
#include "sandbox/core/text.hpp"

namespace crosswalk::sandbox {
namespace {

Reply json_reply(int status, const Json& value) {
  return {status, "application/json; charset=UTF-8", {}, to_text(value), Delivery::Whole};
}

Reply failure(const Error& error) {
  return json_reply(error.code == ErrorCode::NotFound ? 404 : 400, {{"error", error.message}});
}

template <class T>
Reply done(const Result<T>& result) {
  return result ? json_reply(200, {{"ok", true}}) : failure(result.error());
}

Json clock_json(const Clock& clock) {
  return {{"now_ms", clock.now_ms()}, {"by_hand", clock.by_hand()}};
}

Json log_json(const RequestLog& log, const Request& request) {
  const auto since = find_parameter(parse_form(request.query), "since").value_or("0");
  Json entries = Json::array();
  for (const LogEntry& entry : log.since(
           static_cast<std::uint64_t>(std::max<std::int64_t>(0, to_number(since).value_or(0))))) {
    entries.push_back(to_json(entry));
  }
  return {{"last_seq", log.last_seq()}, {"log", std::move(entries)}};
}

Json faults_json(const FaultPlan& faults) {
  Json list = Json::array();
  for (const Fault& fault : faults.list()) list.push_back(to_json(fault));
  return {{"faults", std::move(list)}};
}

/// Takes one switch, an array of them, or {"faults": [...]}.
Result<void> add_faults(FaultPlan& plan, const Json& body) {
  const Json list = body.is_array() ? body : body.value("faults", Json::array({body}));
  std::vector<Fault> faults;
  for (const Json& entry : list) {
    CW_TRY(Fault fault, fault_from(entry));
    faults.push_back(std::move(fault));
  }
  plan.add(std::move(faults));
  return {};
}

/// {"set_ms":T} stops it there, {"advance_ms":D} moves it, {"follow":true} lets it run again.
Result<void> turn_clock(Clock& clock, const Json& body) {
  for (const auto& [key, value] : body.items()) {
    if (key == "follow" && value.is_boolean()) {
      if (value.get<bool>()) clock.follow();
    } else if (key == "set_ms" && value.is_number_integer()) {
      clock.set(value.get<std::int64_t>());
    } else if (key == "advance_ms" && value.is_number_integer()) {
      clock.advance(value.get<std::int64_t>());
    } else {
      return Error{ErrorCode::InvalidArgument,
                   "clock takes set_ms, advance_ms (numbers) or follow (true), not " + key};
    }
  }
  return {};
}

Reply read(const std::string& name, const Request& request, const Controlled& on) {
  if (name == "state") return json_reply(200, on.system.dump());
  if (name == "log") return json_reply(200, log_json(on.log, request));
  if (name == "counts") return json_reply(200, on.log.counts());
  if (name == "settings") return json_reply(200, on.system.settings());
  if (name == "faults") return json_reply(200, faults_json(on.faults));
  if (name == "clock") return json_reply(200, clock_json(on.clock));
  return failure({ErrorCode::NotFound, "no control endpoint GET " + name});
}

Reply put_back(const Result<Json>& state, const Controlled& on) {
  return state ? done(on.system.restore(*state)) : failure(state.error());
}

Reply change(const std::string& name, const Json& body, const Controlled& on) {
  if (name == "reset") {
    reset_all(on);
    return json_reply(200, {{"ok", true}});
  }
  if (name == "seed") return done(on.system.seed(body));
  if (name == "restore") return done(on.system.restore(body));
  if (name == "settings") {
    const auto changed = on.system.change_settings(body);
    return changed ? json_reply(200, on.system.settings()) : failure(changed.error());
  }
  if (name == "faults") {
    const auto added = add_faults(on.faults, body);
    return added ? json_reply(200, faults_json(on.faults)) : failure(added.error());
  }
  if (name == "clock") {
    const auto turned = turn_clock(on.clock, body);
    return turned ? json_reply(200, clock_json(on.clock)) : failure(turned.error());
  }
  if (name == "change") return put_back(with_change(on.system.dump(), body), on);
  if (name == "remove") return put_back(without_record(on.system.dump(), body), on);
  const auto outcome = on.system.deed(name, body);
  return outcome ? json_reply(200, *outcome) : failure(outcome.error());
}

}  // namespace

void reset_all(const Controlled& on) {
  on.faults.clear();
  on.clock.reset();
  on.log.clear();
  on.system.reset();
}

Reply control(const Request& request, const Controlled& on) {
  const std::string name = request.path.substr(kControlPrefix.size());
  if (request.method == "GET") return read(name, request, on);
  if (request.method == "DELETE" && name == "faults") {
    on.faults.clear();
    return json_reply(200, faults_json(on.faults));
  }
  if (request.method != "POST") {
    return failure({ErrorCode::NotFound, "no control endpoint " + request.method + " " + name});
  }
  const auto body = parse_json(request.body.empty() ? "{}" : request.body);
  if (!body || !body->is_structured()) {
    return failure({ErrorCode::InvalidArgument, "the body is not a JSON object or array"});
  }
  return change(name, *body, on);
}

}  // namespace crosswalk::sandbox
