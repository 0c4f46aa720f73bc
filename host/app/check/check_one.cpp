#include "app/check/check_one.hpp"

#include "app/check/fixture.hpp"
#include "app/check/lender.hpp"
#include "app/check/listen.hpp"
#include "crosswalk/status.hpp"
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

Json said(const kit::Finding& finding) {
  return {{"result", word(finding.kind)}, {"evidence", finding.evidence}};
}

Json said(const Error& error) {
  Json out = said(kit::failed(error.message));
  out["status"] = to_status(error.code);
  return out;
}

Json find_out(const CheckOne& what) {
  const bool listens = what.id == kListen;
  const kit::Check* check = kit::find_check(what.id);
  if (check == nullptr && !listens) return said(kit::failed("there is no check " + what.id));
  std::ifstream file(what.fixture, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  auto fixture = fixture_from(text);
  if (!fixture) return said(fixture.error());
  const std::string heard = fixture->heard.empty() ? "" : fixture->heard + "/" + what.id + ".jsonl";
  const auto lender = make_lender(std::move(*fixture), heard);
  if (!lender) return said(in_context(lender.error(), "the configuration cannot be used"));
  kit::Bench bench(what.file, **lender);
  if (!listens) return said(check->run(bench));
  const Result<> done = listen(bench);
  return done ? said(kit::passed()) : said(done.error());
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
  const std::string line =
      find_out(what).dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
  std::string_view rest = line;
  while (!rest.empty()) {
    const ssize_t done = ::write(out, rest.data(), rest.size());
    if (done <= 0) break;  // the parent is gone: so are we
    rest.remove_prefix(static_cast<std::size_t>(done));
  }
  ::_exit(0);
}

}  // namespace crosswalk::app
