/// \file
/// cw-bench-seed CONFIG [plan]: runs the first load of a benchmark's district into a destination
/// that accepts everything at once, so that the state is what years of nights would have left; with
/// `plan` it plans only, and says how many writes that would be. Everything but the destination is
/// the product.

#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "app/cli/command_line.hpp"
#include "app/config/config.hpp"
#include "app/wiring/app.hpp"
#include "app/wiring/integration.hpp"
#include "app/wiring/json_log.hpp"
#include "app/wiring/names.hpp"
#include "crosswalk/batch_writer.hpp"
#include "http/clock.hpp"
#include "http/random.hpp"

namespace {

using namespace crosswalk;  // NOLINT(google-build-using-namespace): one program

class Buffer final : public sync::RowBuffer {
 public:
  const BatchView& view() const override { return *view_; }
  std::vector<std::uint8_t> bytes;
  std::optional<BatchView> view_;
};

/// Nothing, or the roles.
class Rows final : public sync::RowStream {
 public:
  Rows(std::uint32_t columns, std::vector<std::string> titles)
      : columns_(columns), titles_(std::move(titles)) {}
  std::unique_ptr<sync::RowBuffer> make_buffer() override { return std::make_unique<Buffer>(); }
  Result<bool> next(sync::RowBuffer& buffer) override {
    auto& mine = static_cast<Buffer&>(buffer);
    mine.bytes.assign(1 << 16, 0);
    BatchWriter out(mine.bytes.data(), mine.bytes.size(), columns_, 0);
    for (const std::string& title : titles_) {
      out.begin(CW_ROW_UPSERT);
      out.text(0, title);
      out.text(1, "active");
      out.text(2, title);
      out.commit();
    }
    CW_TRY(mine.view_, BatchView::check(mine.bytes.data(), mine.bytes.size(), columns_, 0));
    return false;
  }
  Result<End> finish() override { return End{true, titles_.size(), {}}; }

 private:
  std::uint32_t columns_;
  std::vector<std::string> titles_;
};

/// Says yes to everything, in large batches.
class Accepting final : public sync::Destination {
 public:
  sync::Destination* inner = nullptr;

  const model::DestinationEntity* entity(sync::Entity entity) const override {
    const model::DestinationEntity* real = inner->entity(entity);
    if (real == nullptr) return nullptr;
    auto [at, fresh] = schemas_.try_emplace(entity, *real);
    at->second.batch = 10'000;
    at->second.partition.clear();  // nobody is enrolled by hand here: no section need be listed
    return &at->second;
  }
  Result<std::unique_ptr<sync::RowStream>> read(const ReadSpec& spec) override {
    std::vector<std::string> titles;
    if (spec.entity == "role") titles = {"Student", "Teacher", "Administrator"};
    return std::unique_ptr<sync::RowStream>(
        new Rows(static_cast<std::uint32_t>(spec.columns.size()), titles));
  }
  Result<> apply(sync::Entity, std::span<const std::string>, std::string_view,
                 std::vector<sync::Outcome>& outcomes) override {
    for (sync::Outcome& outcome : outcomes) {
      outcome.state = sync::OutcomeState::Applied;
      outcome.destination_id = std::to_string(++next_);
    }
    return {};
  }

 private:
  mutable std::map<sync::Entity, model::DestinationEntity> schemas_;
  std::uint64_t next_ = 7'000'000;
};

class Silent final : public sync::Observer {
 public:
  void progress(const Progress& p) override {
    if (p.done != p.total) return;
    std::fprintf(stderr, "%s: %llu\n", std::string(p.phase).c_str(),
                 static_cast<unsigned long long>(p.done));
  }
  void event(std::string_view, std::string_view) override {}
  bool cancelled() const override { return false; }
};

Result<> seed(const char* file, bool plan_only) {
  http::SystemClock clock;
  http::SystemRandom random;
  CW_TRY(const auto log, app::JsonLog::create(clock, false, {}));
  app::Surroundings surroundings{clock, *log, random, app::process_environment()};
  // The first look at an adapter is the product's own subcommand.
  surroundings.executable =
      (std::filesystem::read_symlink("/proc/self/exe").parent_path() / "crosswalk").string();
  Accepting accepting;
  surroundings.wrappers.destination = [&](sync::Destination& real) -> sync::Destination& {
    accepting.inner = &real;
    return accepting;
  };
  CW_TRY(auto config, app::load_config(file));
  CW_TRY(const auto app, app::App::create(std::move(config), surroundings));
  CW_TRY(const auto integration, app::Integration::open(*app, app->config().integrations.front()));
  Silent observer;
  CW_TRY(const auto planned, integration->plan({}, observer));
  if (plan_only) {
    std::printf("{\"writes\": %llu}\n", static_cast<unsigned long long>(planned.header.writes));
    return {};
  }
  CW_TRY(const auto stored, integration->store().plans.find(planned.hash));
  CW_TRY(const auto applied, integration->apply(stored, {}, observer));
  if (applied.paused) return Error{ErrorCode::Internal, applied.reason};
  for (const auto& [what, count] : applied.outcomes) {
    std::fprintf(stderr, "%s %llu\n", what.c_str(), static_cast<unsigned long long>(count));
  }
  return {};
}

}  // namespace

int main(int argc, char** argv) {
  const bool plan_only = argc == 3 && std::string_view(argv[2]) == "plan";
  if (argc != 2 && !plan_only) {
    std::fprintf(stderr, "usage: cw-bench-seed CONFIG [plan]\n");
    return 2;
  }
  const auto seeded = seed(argv[1], plan_only);
  if (seeded) return 0;
  std::fprintf(stderr, "cw-bench-seed: %s\n", seeded.error().message.c_str());
  return 1;
}
