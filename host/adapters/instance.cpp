#include "adapters/instance.hpp"

#include "adapters/instance_core.hpp"
#include "adapters/json_reader.hpp"
#include "adapters/redact.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace crosswalk::adapters {
namespace {

constexpr std::size_t kLongestMessage = 1024;  // bytes

std::vector<cw_str> to_abi(std::span<const std::string> texts) {
  std::vector<cw_str> views;
  views.reserve(texts.size());
  for (const std::string& text : texts) views.push_back(crosswalk::to_abi(text));
  return views;
}

/// Whether everything the adapter cannot do without is lent to this instance.
Result<> check_lent(const Manifest& manifest, const HostServices& services) {
  const cw_host* host = services.abi();
  for (const std::string& need : manifest.needs) {
    if (host->get_interface(host, crosswalk::to_abi(need)) != nullptr) continue;
    return Error{ErrorCode::Internal,
                 manifest.id + " needs " + need + ", which was not lent to it"};
  }
  return {};
}

/// Whether the manifest offers this read at all.
Result<> check_offered(const Manifest& manifest, const ReadSpec& spec) {
  model::ReadModes modes;
  if (spec.side == Side::Source) {
    const auto at = std::ranges::find(manifest.source, spec.entity, &SourceEntity::name);
    if (at != manifest.source.end()) modes = at->modes;
  } else if (const auto* entity = manifest.destination.find_entity(spec.entity)) {
    modes = entity->read;
  } else if (std::ranges::count(manifest.destination.catalogs, spec.entity) != 0) {
    modes.full = true;
  }
  const bool offered = spec.mode == ReadMode::Full    ? modes.full
                       : spec.mode == ReadMode::Delta ? modes.delta
                                                      : modes.by_id;
  if (offered) return {};
  return Error{ErrorCode::Unsupported,
               manifest.id + " does not offer to read " + spec.entity + " in this way"};
}

Result<std::vector<CheckStep>> parse_steps(const std::string& json) {
  const auto document = Json::parse(json, nullptr, /*allow_exceptions=*/false);
  JsonFindings findings;
  std::vector<CheckStep> steps;
  if (document.is_discarded()) return Error{ErrorCode::Internal, "its check report is not JSON"};
  JsonReader top(document, "", findings);
  top.each_of_list("steps", [&](const std::string&, JsonReader& step) {
    steps.push_back(
        {step.needed_text("name"), step.flag("ok"), step.text("detail"), step.text("hint")});
  });
  if (findings.fault) {
    return Error{ErrorCode::Internal, "its check report, " + findings.fault->message};
  }
  return steps;
}

}  // namespace

InstanceCore::~InstanceCore() {
  if (self == nullptr) return;
  const HostServices::Call call(services);
  adapter.tables().adapter->destroy(self);
}

Error InstanceCore::failure(cw_status status, const cw_error& error,
                            const std::string& what) const {
  Error failed = to_error(status, error, what);
  const std::string code(error.code, strnlen(error.code, sizeof error.code));
  failed.message = adapter.manifest().id + ": " +
                   one_line(services.redact(failed.message), kLongestMessage) +
                   (code.empty() ? "" : " [" + one_line(services.redact(code), 64) + "]");
  return failed;
}

Error InstanceCore::broken(const std::string& what) const {
  return Error{ErrorCode::Internal, adapter.manifest().id + " " + adapter.manifest().version +
                                        " breaks its contract: " + one_line(what, kLongestMessage) +
                                        "; tell its vendor"};
}

Instance::Instance(std::shared_ptr<InstanceCore> core) : core_(std::move(core)) {}
Instance::~Instance() = default;

Result<std::unique_ptr<Instance>> Instance::create(const Adapter& adapter, std::string_view config,
                                                   Services services, InstanceLimits limits) {
  auto accepted = adapter.config_schema().accept(config);
  if (!accepted) return in_context(accepted.error(), services.connector);
  ConfiguredServices configured =
      take_services(adapter.manifest(), adapter.config_schema(), *accepted);
  auto core =
      std::make_shared<InstanceCore>(adapter, std::move(services), std::move(configured), limits);
  CW_CHECK(check_lent(adapter.manifest(), core->services));
  const std::string shown = accepted->dump();
  cw_error error = empty_error();
  {
    const Turn turn(*core);
    cw_instance* made = nullptr;
    const cw_status status = adapter.tables().adapter->create(
        core->services.abi(), crosswalk::to_abi(shown), &made, &error);
    if (status != CW_OK) return core->failure(status, error, "create");
    if (made == nullptr) return core->broken("create() said OK and made nothing");
    core->self = made;
  }
  return std::unique_ptr<Instance>(new Instance(std::move(core)));
}

Result<std::vector<CheckStep>> Instance::check() {
  const Turn turn(*core_);
  if (!turn) return Turn::refused();
  StringSink sink(core_->limits.text_bytes_max);
  cw_error error = empty_error();
  const cw_status status = core_->adapter.tables().adapter->check(core_->self, sink.abi(), &error);
  if (status != CW_OK) return core_->failure(status, error, "check");
  auto steps = parse_steps(sink.text());
  if (!steps) return core_->broken(steps.error().message);
  for (CheckStep& step : *steps) {
    for (std::string* text : {&step.name, &step.detail, &step.hint}) {
      *text = one_line(core_->services.redact(*text), kLongestMessage);
    }
  }
  return steps;
}

Result<Capabilities> Instance::capabilities() {
  const Turn turn(*core_);
  if (!turn) return Turn::refused();
  StringSink sink(core_->limits.text_bytes_max);
  cw_error error = empty_error();
  const cw_status status =
      core_->adapter.tables().adapter->capabilities(core_->self, sink.abi(), &error);
  if (status != CW_OK) return core_->failure(status, error, "capabilities");
  auto narrowed = narrow(core_->adapter.manifest(), sink.text());
  if (!narrowed) return core_->broken(narrowed.error().message);
  return narrowed;
}

Result<std::unique_ptr<ReadStream>> Instance::open(const ReadSpec& spec) {
  if (spec.columns.empty()) return Error{ErrorCode::InvalidArgument, "a read needs a column"};
  CW_CHECK(check_offered(core_->adapter.manifest(), spec));
  const Turn turn(*core_);
  if (!turn) return Turn::refused();
  const std::vector<cw_str> columns = to_abi(spec.columns);
  const std::vector<cw_str> ids = to_abi(spec.ids);
  cw_read_request request{};
  request.struct_size = sizeof request;
  request.mode = static_cast<std::uint32_t>(spec.mode);
  request.entity = crosswalk::to_abi(spec.entity);
  request.schema_id = ++core_->last_schema_id;
  request.n_columns = static_cast<std::uint32_t>(columns.size());
  request.columns = columns.data();
  request.token = {spec.token.data(), spec.token.size()};
  request.partition = crosswalk::to_abi(spec.partition);
  request.ids = ids.data();
  request.n_ids = ids.size();
  request.id_column = crosswalk::to_abi(spec.id_column);
  request.side = static_cast<std::uint32_t>(spec.side);
  cw_stream* stream = nullptr;
  cw_error error = empty_error();
  const cw_status status =
      core_->adapter.tables().read->open(core_->self, &request, &stream, &error);
  if (status != CW_OK) return core_->failure(status, error, "read " + spec.entity);
  if (stream == nullptr) return core_->broken("open() said OK and made nothing");
  return std::unique_ptr<ReadStream>(
      new ReadStream(core_, stream, request.n_columns, request.schema_id));
}

Result<> Instance::apply(const ApplySpec& spec, std::vector<Outcome>& outcomes) {
  outcomes.clear();
  if (core_->adapter.tables().apply == nullptr) {
    return Error{ErrorCode::Unsupported, core_->adapter.manifest().id + " is no destination"};
  }
  const auto n_columns = static_cast<std::uint32_t>(spec.columns.size());
  const auto batch =
      BatchView::check(spec.batch.data(), spec.batch.size(), n_columns, spec.schema_id);
  if (!batch) return Error{ErrorCode::InvalidArgument, "apply: " + batch.error().message};
  OutcomeBuffer reported(*batch);
  outcomes = reported.harvest();  // all Unknown: also what a refused call leaves behind
  const Turn turn(*core_);
  if (!turn) return Turn::refused();
  const std::vector<cw_str> columns = to_abi(spec.columns);
  cw_apply_request request{};
  request.struct_size = sizeof request;
  request.entity = crosswalk::to_abi(spec.entity);
  request.schema_id = spec.schema_id;
  request.n_columns = n_columns;
  request.columns = columns.data();
  request.batch = {spec.batch.data(), spec.batch.size()};
  cw_error error = empty_error();
  const cw_status status =
      core_->adapter.tables().apply->apply(core_->self, &request, reported.abi(), &error);
  if (reported.overrun()) return core_->broken("apply() wrote past the end of its outcomes");
  outcomes = reported.harvest();
  if (status != CW_OK) {
    return core_->failure(status, error, "apply " + std::string(spec.entity));
  }
  return {};
}

}  // namespace crosswalk::adapters
