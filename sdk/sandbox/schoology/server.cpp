#include "sandbox/schoology/server.hpp"

#include "sandbox/core/json.hpp"
#include "sandbox/core/stage.hpp"
#include "sandbox/schoology/system.hpp"

namespace crosswalk::sandbox {

SchoologyServer::SchoologyServer(std::unique_ptr<Stage> stage) : stage_(std::move(stage)) {}
SchoologyServer::~SchoologyServer() = default;

Result<std::unique_ptr<SchoologyServer>> SchoologyServer::create(const SchoologyOptions& options) {
  CW_TRY(auto stage, Stage::create(options.port, [&](const std::string& base_url, Clock& clock) {
           return schoology::SchoologySystem::create(options, base_url, clock);
         }));
  return std::unique_ptr<SchoologyServer>{new SchoologyServer{std::move(stage)}};
}

std::string SchoologyServer::base_url() const { return stage_->base_url(); }
std::uint16_t SchoologyServer::port() const { return stage_->port(); }
Json SchoologyServer::state() const { return stage_->system().dump(); }
std::vector<LogEntry> SchoologyServer::request_log(std::uint64_t since) const {
  return stage_->log().since(since);
}
Json SchoologyServer::counts() const { return stage_->log().counts(); }
Clock& SchoologyServer::clock() { return stage_->clock(); }
FaultPlan& SchoologyServer::faults() { return stage_->faults(); }

Result<void> SchoologyServer::seed(const Json& records) { return stage_->system().seed(records); }
Result<void> SchoologyServer::restore(const Json& state) { return stage_->system().restore(state); }
Result<void> SchoologyServer::change_settings(const Json& changes) {
  return stage_->system().change_settings(changes);
}
Result<Json> SchoologyServer::deed(const std::string& name, const Json& body) {
  return stage_->system().deed(name, body);
}
void SchoologyServer::reset() { stage_->reset(); }

}  // namespace crosswalk::sandbox
