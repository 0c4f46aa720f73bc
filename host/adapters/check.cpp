#include "adapters/check.hpp"

#include "adapters/adapter.hpp"
#include "adapters/client_options.hpp"
#include "adapters/fd.hpp"
#include "adapters/instance.hpp"
#include "adapters/library.hpp"

#include <nlohmann/json.hpp>

#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>
#include <csignal>
#include <string_view>

namespace crosswalk::adapters {
namespace {

/// The answers to the parent, on a descriptor that the adapter does not know.
class Report {
 public:
  /// Takes standard output away from the adapter.
  Report() : out_(::dup(STDOUT_FILENO)) { ::dup2(STDERR_FILENO, STDOUT_FILENO); }

  void step(const char* name) { line({{"step", name}}); }
  void line(const Json& json) {
    std::string text = json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
    std::string_view rest = text;
    while (!rest.empty()) {
      const ssize_t done = ::write(out_.get(), rest.data(), rest.size());
      if (done <= 0) return;  // the parent is gone: so are we, soon
      rest.remove_prefix(static_cast<std::size_t>(done));
    }
  }

 private:
  Fd out_;
};

/// Nothing is sent while an adapter is looked at; that something was tried is remembered.
class NoNetwork final : public http::Transport {
 public:
  http::WireOutcome exchange(const http::WireRequest&, http::CancelToken) override {
    tried = true;
    return http::Failure{http::FailureKind::Refused, "nothing is sent during the first look"};
  }
  std::atomic<bool> tried{false};
};

class NoLog final : public http::Log {
 public:
  void write(http::LogLevel, std::string_view, std::string_view) override {}
};

/// A crash must not leave a core file, and a spin must end even if the parent is killed.
void limit_process() {
  const rlimit no_core{0, 0};
  ::setrlimit(RLIMIT_CORE, &no_core);
  const rlimit cpu_seconds{60, 60};
  ::setrlimit(RLIMIT_CPU, &cpu_seconds);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
}

/// Makes and ends an instance. What a sample cannot satisfy is a warning, not a fault of the
/// adapter.
Result<> try_create(const Adapter& adapter, Report& report, std::vector<std::string>& warnings) {
  Json sample = adapter.config_schema().sample();
  if (const auto problems = adapter.config_schema().check(sample); !problems.empty()) {
    warnings.push_back("no sample configuration could be made, so nothing was created: " +
                       problems[0].message + "; give an example in config_schema");
    return {};
  }
  http::SystemClock clock;
  http::SystemRandom random;
  NoLog log;
  NoNetwork network;
  MemoryState state;
  auto options = client_options(adapter.manifest(), sample);
  if (!options) return in_context(options.error(), "with a sample configuration");
  CW_TRY(const auto client,
         http::Client::create(std::move(*options), {clock, log, random, network}));
  Services services{clock, log, random};
  services.http = client.get();
  services.state = &state;
  services.connector = "sample";
  report.step("create");
  auto instance = Instance::create(adapter, sample.dump(), std::move(services));
  if (!instance && instance.error().code == ErrorCode::BadConfig) {
    warnings.push_back("its create() refuses the sample configuration: " +
                       instance.error().message);
    return {};
  }
  if (!instance) return in_context(instance.error(), "its create() failed");
  report.step("destroy");
  instance->reset();
  if (!network.tried) return {};
  return Error{ErrorCode::BadData, "it sends a request before it is asked for anything"};
}

Result<Json> look(const std::string& path, Report& report, std::string& sha256) {
  const auto library = load_library(path, "", [&](const char* step) { report.step(step); });
  if (!library) return Error(library.error());
  sha256 = library->sha256;
  report.step("manifest");
  CW_TRY(const auto adapter, Adapter::from_module(*library->module, path));
  CW_TRY(const std::string text, fetch_manifest(*library->module));
  CW_TRY(const std::string again, fetch_manifest(*library->module));
  if (text != again) {
    return Error{ErrorCode::BadData, path + " gives another manifest the second time"};
  }
  std::vector<std::string> warnings = adapter->manifest().warnings;
  if (auto created = try_create(*adapter, report, warnings); !created) {
    return Error{created.error().code, path + " " + created.error().message};
  }
  return Json{{"ok", true}, {"manifest", Json::parse(text)}, {"warnings", warnings}};
}

/// The verdict is about the content, wherever it lies.
std::string without_path(const std::string& sentence, const std::string& path) {
  const bool in_front = sentence.rfind(path + " ", 0) == 0;
  return in_front ? sentence.substr(path.size() + 1) : sentence;
}

}  // namespace

void check_child(const std::string& path) {
  limit_process();
  Report report;
  std::string sha256;
  auto verdict = look(path, report, sha256);
  Json line = Json{{"ok", false}};
  if (verdict) {
    line = std::move(*verdict);
  } else {
    line["sentence"] = without_path(verdict.error().message, path);
  }
  line["sha256"] = sha256;
  report.line(line);
  ::_exit(0);
}

}  // namespace crosswalk::adapters
