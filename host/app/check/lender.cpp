#include "app/check/lender.hpp"

#include "adapters/capabilities.hpp"
#include "adapters/client_options.hpp"
#include "adapters/config_schema.hpp"
#include "adapters/expand.hpp"
#include "adapters/host_services.hpp"
#include "adapters/manifest.hpp"
#include "http/asked_once.hpp"
#include "http/client.hpp"
#include "http/net_transport.hpp"
#include "http/recording.hpp"
#include "model/entity.hpp"
#include "model/schema.hpp"

#include <nlohmann/json.hpp>

#include <atomic>
#include <optional>

namespace crosswalk::app {
namespace {

using Json = nlohmann::json;

constexpr std::uint32_t kUnlimited = 1'000'000;  // requests in a period

class Silent final : public http::Log {
 public:
  void write(http::LogLevel, std::string_view, std::string_view) override {}
};

/// Nobody waits for a played or recorded system: a sleep moves this clock and returns at once.
class JumpingClock final : public http::Clock {
 public:
  explicit JumpingClock(bool jumps) : jumps_(jumps) {}
  http::WallTime now() const override { return real_.now() + set_ + jumped(); }
  http::MonoTime monotonic() const override { return real_.monotonic() + jumped(); }
  Result<> sleep(std::chrono::milliseconds duration, http::CancelToken cancel) override {
    if (!jumps_) return real_.sleep(duration, std::move(cancel));
    if (cancel.stop_requested()) return Error{ErrorCode::Cancelled, "stopped while waiting"};
    if (duration.count() > 0) jumped_ += duration.count();
    return {};
  }
  /// Sets its wall time, before anybody looks at it.
  void start_at(std::chrono::sys_seconds time) {
    set_ = std::chrono::duration_cast<std::chrono::milliseconds>(time - real_.now());
  }

 private:
  std::chrono::milliseconds jumped() const { return std::chrono::milliseconds{jumped_.load()}; }
  http::SystemClock real_;
  bool jumps_;
  std::chrono::milliseconds set_{0};
  std::atomic<std::int64_t> jumped_{0};
};

/// What all instances of one process share.
struct Shared {
  explicit Shared(bool jumps) : clock(jumps) {}
  JumpingClock clock;
  http::SystemRandom random;
  Silent log;
  std::unique_ptr<http::Transport> network;
  std::unique_ptr<http::Transport> recorder;   ///< writes down what the network says; or null
  std::unique_ptr<http::Transport> transport;  ///< the outermost
  http::ClientOptions client_options;
  adapters::ConfiguredServices configured;
  std::vector<std::string> allowed_roots;
};

class Lent final : public kit::LentHost {
 public:
  explicit Lent(Shared& shared) {
    if (shared.transport) {
      auto made = http::Client::create(
          shared.client_options, {shared.clock, shared.log, shared.random, *shared.transport});
      if (made) client_ = std::move(*made);
    }
    adapters::Services services{shared.clock, shared.log, shared.random};
    services.http = client_.get();
    services.state = &state_;
    services.connector = "check";
    services.allowed_roots = shared.allowed_roots;
    services_.emplace(std::move(services), shared.configured);
  }
  const cw_host* abi() const override { return services_->abi(); }
  void begin_call() override { call_.emplace(*services_); }
  void end_call() override { call_.reset(); }

 private:
  adapters::MemoryState state_;
  std::unique_ptr<http::Client> client_;
  std::optional<adapters::HostServices> services_;
  std::optional<adapters::HostServices::Call> call_;
};

const char* type_name(model::ColumnType type) {
  switch (type) {
    case model::ColumnType::Text:
      return "text";
    case model::ColumnType::Date:
      return "date";
    case model::ColumnType::Bool:
      return "bool";
    case model::ColumnType::List:
      return "list";
    case model::ColumnType::Table:
      return "table";
    case model::ColumnType::Json:
      return "json";
  }
  return "";
}

class HostLender final : public kit::Lender {
 public:
  HostLender(Fixture fixture, std::string heard)
      : fixture_(std::move(fixture)),
        heard_(std::move(heard)),
        shared_(fixture_.timeless || !fixture_.why_no_data.empty()) {}

  Result<> prepare() {
    shown_ = fixture_.config;
    if (fixture_.manifest.empty()) return {};
    CW_TRY(manifest_, adapters::parse_manifest(fixture_.manifest));
    CW_TRY(schema_, adapters::ConfigSchema::parse(manifest_.config_schema));
    CW_TRY(Json config, schema_->accept(fixture_.config));
    fixture_.config = config.dump();
    CW_CHECK(prepare_http(config));
    shared_.configured = adapters::take_services(manifest_, *schema_, config);
    shared_.allowed_roots = fixture_.allowed_roots;
    shown_ = config.dump();
    return {};
  }

  std::unique_ptr<kit::LentHost> lend() override { return std::make_unique<Lent>(shared_); }
  std::string config() const override { return shown_; }
  std::string config_with_secrets() const override { return fixture_.config; }
  std::vector<std::string> secrets() const override { return shared_.configured.secrets; }
  std::string why_no_data() const override { return fixture_.why_no_data; }
  bool writable() const override { return fixture_.played; }
  std::vector<std::string> egress() const override { return egress_; }

  Result<> judge_manifest(std::string_view manifest) const override {
    const auto parsed = adapters::parse_manifest(manifest);
    return parsed ? Result<>{} : Result<>{parsed.error()};
  }
  Result<> judge_config(std::string_view config) const override {
    if (!schema_) return Error{ErrorCode::BadConfig, "there is no schema"};
    const auto accepted = schema_->accept(config);
    return accepted ? Result<>{} : Result<>{accepted.error()};
  }
  Result<> judge_capabilities(std::string_view capabilities) const override {
    const auto narrowed = adapters::narrow(manifest_, capabilities);
    return narrowed ? Result<>{} : Result<>{narrowed.error()};
  }
  std::vector<kit::Column> columns(std::string_view entity) const override {
    std::vector<kit::Column> out;
    const auto known = model::entity_named(entity);
    if (!known) return out;
    for (const model::Column& column : model::columns(*known)) {
      out.push_back({std::string(column.name), type_name(column.type)});
    }
    return out;
  }

 private:
  Result<> prepare_http(const Json& config) {
    CW_TRY(shared_.client_options, adapters::client_options(manifest_, config));
    CW_TRY(const Json addresses, adapters::expand(Json(manifest_.egress), config));
    for (const Json& address : addresses) egress_.push_back(address.get<std::string>());
    if (fixture_.timeless) {
      for (auto& bucket : shared_.client_options.buckets) bucket.tokens = kUnlimited;
    }
    if (fixture_.clock_s != 0) {
      shared_.clock.start_at(std::chrono::sys_seconds{std::chrono::seconds{fixture_.clock_s}});
    }
    return fixture_.recording.empty() ? ask_network() : ask_recording();
  }

  Result<> ask_network() {
    CW_TRY(shared_.network, http::NetTransport::create({}));
    if (heard_.empty()) {
      shared_.transport = std::move(shared_.network);
    } else {
      CW_TRY(shared_.recorder, http::RecordingTransport::create(*shared_.network, heard_));
      shared_.transport = std::make_unique<http::AskedOnce>(*shared_.recorder);
    }
    return {};
  }

  Result<> ask_recording() {
    CW_TRY(auto replay,
           http::ReplayTransport::open(fixture_.recording, http::ReplayTransport::Last::Forever));
    if (const auto time = replay->recorded_at()) shared_.clock.start_at(*time);
    shared_.transport = std::move(replay);
    return {};
  }

  Fixture fixture_;
  std::string heard_;
  Shared shared_;
  adapters::Manifest manifest_;
  std::optional<adapters::ConfigSchema> schema_;
  std::vector<std::string> egress_;
  std::string shown_;
};

}  // namespace

Result<std::unique_ptr<kit::Lender>> make_lender(Fixture fixture, std::string heard) {
  auto lender = std::make_unique<HostLender>(std::move(fixture), std::move(heard));
  CW_CHECK(lender->prepare());
  return std::unique_ptr<kit::Lender>(std::move(lender));
}

}  // namespace crosswalk::app
