#include "app/check/check_one.hpp"

#include "app/check/fixture.hpp"
#include "app/check/lender.hpp"
#include "testing/kit/check.hpp"

#include <nlohmann/json.hpp>

#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>
#include <csignal>
#include <fstream>
#include <iterator>

namespace crosswalk::app {
namespace {

using Json = nlohmann::json;

const char* word(kit::Finding::Kind kind) {
  switch (kind) {
    case kit::Finding::Kind::Passed:
      return "passed";
    case kit::Finding::Kind::Failed:
      return "failed";
    case kit::Finding::Kind::Skipped:
      return "skipped";
  }
  return "";
}

kit::Finding find_out(const CheckOne& what) {
  const kit::Check* check = kit::find_check(what.id);
  if (check == nullptr) return kit::failed("there is no check " + what.id);
  std::ifstream file(what.fixture, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  auto fixture = fixture_from(text);
  if (!fixture) return kit::failed(fixture.error().message);
  const std::string heard = fixture->heard.empty() ? "" : fixture->heard + "/" + what.id + ".jsonl";
  const auto lender = make_lender(std::move(*fixture), heard);
  if (!lender) return kit::failed("the configuration cannot be used: " + lender.error().message);
  kit::Bench bench(what.file, **lender);
  return check->run(bench);
}

}  // namespace

void check_one(const CheckOne& what) {
  const rlimit no_core{0, 0};
  ::setrlimit(RLIMIT_CORE, &no_core);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  std::signal(SIGPIPE, SIG_IGN);
  // The answer goes to a descriptor that the adapter does not know.
  const int out = ::dup(STDOUT_FILENO);
  ::dup2(STDERR_FILENO, STDOUT_FILENO);
  const kit::Finding finding = find_out(what);
  const std::string line =
      Json{{"result", word(finding.kind)}, {"evidence", finding.evidence}}.dump(
          -1, ' ', false, Json::error_handler_t::replace) +
      "\n";
  std::string_view rest = line;
  while (!rest.empty()) {
    const ssize_t done = ::write(out, rest.data(), rest.size());
    if (done <= 0) break;  // the parent is gone: so are we
    rest.remove_prefix(static_cast<std::size_t>(done));
  }
  ::_exit(0);
}

}  // namespace crosswalk::app
