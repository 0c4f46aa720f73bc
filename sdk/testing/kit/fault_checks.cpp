/// H: a host whose services fail. Z: what may never come out.

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "testing/kit/groups.hpp"
#include "testing/kit/guest.hpp"
#include "testing/kit/reading.hpp"

namespace crosswalk::kit {
namespace {

using Json = nlohmann::json;

constexpr std::uint64_t kMostPlaces = 8;  // at which one read is disturbed
constexpr std::size_t kEach = 3;          // every third status is tried at a place, in turn

constexpr cw_status kStatuses[] = {
    CW_E_CANCELLED,   CW_E_DEADLINE,  CW_E_ARGUMENT,  CW_E_UNSUPPORTED, CW_E_CONFIG,
    CW_E_AUTH,        CW_E_FORBIDDEN, CW_E_NOT_FOUND, CW_E_THROTTLED,   CW_E_TRANSIENT,
    CW_E_REMOTE_DATA, CW_E_UNKNOWN,   CW_E_RESOURCE,  CW_E_INTERNAL};

/// What is wrong with how a disturbed read ended; empty: nothing.
std::string judge(const ReadDone& done, const std::vector<std::string>& expected) {
  if (!done.broken.empty()) return done.broken;
  if (!done.failure.ok() &&
      (done.failure.status > 0 || status_word(done.failure.status).find("CW_E") != 0)) {
    return "it fails with the undocumented status " + std::to_string(done.failure.status);
  }
  if (done.whole() && sorted(done.rows) != expected) {
    return "it is complete with " + std::to_string(done.rows.size()) + " of " +
           std::to_string(expected.size()) + " rows";
  }
  return {};
}

/// One offered read and how it goes undisturbed.
struct Baseline {
  ReadAsk ask;
  std::vector<std::string> rows;
  std::uint64_t calls = 0;
  std::uint64_t answers = 0;
};

/// \return why there are none, or an empty text
std::string baselines(Bench& bench, std::vector<Baseline>& out) {
  if (std::string why = why_no_reads(bench); !why.empty()) return why;
  Guest guest(bench);
  if (!guest) return "create() failed: " + guest.created().message;
  for (const ReadAsk& ask : offered_reads(guest)) {
    Guest fresh(bench);
    fresh.tap().arm({});
    const ReadDone done = fresh.read(ask);
    if (!done.whole()) return "reading " + ask.entity + " fails undisturbed: " + done.words();
    out.push_back({ask, sorted(done.rows), fresh.tap().seen().calls, fresh.tap().seen().answers});
  }
  return {};
}

std::uint64_t stride(std::uint64_t count) {
  return std::max<std::uint64_t>(1, count / kMostPlaces);
}

Finding h1(Bench& bench) {
  std::vector<Baseline> reads;
  if (const auto why = baselines(bench, reads); !why.empty()) return skipped(why);
  std::uint64_t tried = 0;
  std::size_t turn = 0;
  for (const Baseline& read : reads) {
    for (std::uint64_t at = 1; at <= read.calls; at += stride(read.calls), ++turn) {
      for (std::size_t s = turn % kEach; s < std::size(kStatuses); s += kEach) {
        const cw_status status = kStatuses[s];
        Guest guest(bench);
        guest.tap().arm({Fault::Kind::Status, at, status});
        const std::string fault = judge(guest.read(read.ask), read.rows);
        if (!fault.empty()) {
          return failed(read.ask.entity + ", service call " + std::to_string(at) + " answers " +
                        status_word(status) + ": " + fault);
        }
        ++tried;
      }
    }
  }
  return passed(std::to_string(tried) + " failures");
}

/// The statuses that a read may end in after an answer with this HTTP status; empty: any.
std::set<cw_status> expected_after(std::uint32_t http_status) {
  if (http_status == 401) return {CW_E_AUTH};
  if (http_status == 403) return {CW_E_FORBIDDEN};
  if (http_status == 429) return {CW_E_THROTTLED, CW_E_TRANSIENT};
  if (http_status >= 500) return {CW_E_TRANSIENT};
  return {};
}

std::string try_statuses(Bench& bench, const Baseline& read, std::uint64_t at) {
  for (const std::uint32_t status : {400U, 401U, 403U, 404U, 418U, 429U, 500U, 503U}) {
    Guest guest(bench);
    guest.tap().arm({Fault::Kind::HttpStatus, at, CW_OK, status});
    const ReadDone done = guest.read(read.ask);
    if (std::string fault = judge(done, read.rows); !fault.empty()) {
      return "after HTTP " + std::to_string(status) + " " + fault;
    }
    const auto expected = expected_after(status);
    if (!done.failure.ok() && !expected.empty() && !expected.contains(done.failure.status)) {
      return "HTTP " + std::to_string(status) + " becomes " + status_word(done.failure.status) +
             " instead of " + status_word(*expected.begin());
    }
  }
  return {};
}

std::string try_bodies(Bench& bench, const Baseline& read, std::uint64_t at,
                       std::initializer_list<const char*> bodies) {
  for (const char* body : bodies) {
    Guest guest(bench);
    guest.tap().arm({Fault::Kind::HttpBody, at, CW_OK, 0, body});
    const auto fault = judge(guest.read(read.ask), read.rows);
    if (!fault.empty()) return "when it is '" + std::string(body) + "', " + fault;
  }
  return {};
}

Finding h2(Bench& bench) {
  std::vector<Baseline> reads;
  if (const auto why = baselines(bench, reads); !why.empty()) return skipped(why);
  std::uint64_t tried = 0;
  for (const Baseline& read : reads) {
    for (std::uint64_t at = 1; at <= read.answers; at += stride(read.answers), ++tried) {
      const auto place = read.ask.entity + ", answer " + std::to_string(at) + ": ";
      if (const auto fault = try_statuses(bench, read, at); !fault.empty()) {
        return failed(place + fault);
      }
      const auto fault =
          try_bodies(bench, read, at,
                     {"", "{\"a\":", "<html><body>Sorry</body></html>", "\"text\"", "\xFF\xFE"});
      if (!fault.empty()) return failed(place + fault);
    }
  }
  return tried == 0 ? skipped("it reads nothing over HTTP")
                    : passed(std::to_string(tried) + " answers, 13 ways each");
}

Finding h6(Bench& bench) {
  std::vector<Baseline> reads;
  if (const auto why = baselines(bench, reads); !why.empty()) return skipped(why);
  std::uint64_t tried = 0;
  for (const Baseline& read : reads) {
    for (std::uint64_t at = 1; at <= read.answers; at += stride(read.answers), ++tried) {
      const auto fault = try_bodies(bench, read, at, {"null", "[]", "{}"});
      if (!fault.empty()) {
        return failed(read.ask.entity + ", answer " + std::to_string(at) + ": " + fault);
      }
    }
  }
  return tried == 0 ? skipped("it reads nothing over HTTP")
                    : passed(std::to_string(tried) + " answers, 3 ways each");
}

Finding h3(Bench& bench) {
  Guest guest(bench);
  if (!guest) return failed("create() failed: " + guest.created().message);
  std::string text;
  const Called capabilities = guest.capabilities(text, true);
  if (capabilities.ok()) return failed("capabilities() says OK although its sink refused");
  if (!bench.lender().why_no_data().empty()) return passed("capabilities()");
  const Called checked = guest.check(text, true);
  if (checked.ok()) return failed("check() says OK although its sink refused");
  return passed();
}

Finding h4(Bench& bench) {
  std::vector<Baseline> reads;
  const std::string why = baselines(bench, reads);
  std::string evidence;
  for (const char* kind : {"wants", "needs"}) {
    for (const Json& service : bench.manifest().value(kind, Json::array())) {
      const auto id = service.get<std::string>();
      Guest guest(bench, {TableShape::Exact, {id}, {}});
      evidence += (evidence.empty() ? "without " : ", ") + id;
      if (!guest) {
        if (std::string_view(kind) == "needs") continue;  // refusing to start is an answer
        return failed("without " + id +
                      ", which it can do without, create() fails: " + guest.created().message);
      }
      for (const Baseline& read : reads) {
        const ReadDone done = guest.read(read.ask);
        if (const auto fault = judge(done, read.rows); !fault.empty()) {
          return failed("without " + id + ", reading " + read.ask.entity + ": " + fault);
        }
        if (std::string_view(kind) == "wants" && !done.whole()) {
          return failed("without " + id + ", reading " + read.ask.entity + ": " + done.words());
        }
      }
    }
  }
  return evidence.empty() ? skipped("it names no service") : passed(evidence);
}

/// `scheme://host:port` of an address.
std::string origin_of(const std::string& url) {
  const auto scheme = url.find("://");
  if (scheme == std::string::npos) return url;
  const auto slash = url.find_first_of("/?#", scheme + 3);
  return url.substr(0, slash);
}

Finding h5(Bench& bench) {
  if (const std::string why = why_no_reads(bench); !why.empty()) return skipped(why);
  Guest guest(bench);
  if (!guest) return failed("create() failed: " + guest.created().message);
  std::string report;
  guest.check(report);
  for (const ReadAsk& ask : offered_reads(guest)) guest.read(ask);
  std::set<std::string> buckets{""};
  for (const Json& rate : bench.manifest().value("rate", Json::array())) {
    buckets.insert(rate.value("bucket", ""));
  }
  std::set<std::string> profiles{""};
  for (const Json& profile : bench.manifest().value("auth_profiles", Json::array())) {
    profiles.insert(profile.value("name", ""));
  }
  std::set<std::string> allowed;
  for (const std::string& address : bench.lender().egress()) allowed.insert(origin_of(address));
  for (const SentRequest& request : guest.tap().seen().requests) {
    if (!allowed.contains(origin_of(request.url))) {
      return failed("it asks " + origin_of(request.url) + ", which its egress does not name");
    }
    if (!buckets.contains(request.bucket)) {
      return failed("it uses the undeclared rate bucket '" + request.bucket + "'");
    }
    if (!profiles.contains(request.profile)) {
      return failed("it uses the undeclared profile '" + request.profile + "'");
    }
  }
  if (guest.tap().seen().requests.empty()) return skipped("it sends no request");
  return passed(std::to_string(guest.tap().seen().requests.size()) + " requests");
}

/// Everything that came out of an instance, as one text.
std::string everything_from(Guest& guest) {
  std::string all = guest.created().message;
  if (!guest) return all;
  std::string text;
  for (const auto function : {&Guest::check, &Guest::capabilities}) {
    const Called called = (guest.*function)(text, false);
    all += '\n' + text + '\n' + called.message + '\n' + called.code;
  }
  if (why_no_reads(guest.bench()).empty()) {
    for (const ReadAsk& ask : offered_reads(guest)) {
      const ReadDone done = guest.read(ask);
      all += '\n' + done.failure.message;
      for (const GuestRow& row : done.rows) all += '\n' + row.bytes;
    }
  }
  const Seen& seen = guest.tap().seen();
  for (const auto* list : {&seen.log, &seen.state, &seen.progress}) {
    for (const std::string& line : *list) all += '\n' + line;
  }
  return all;
}

Finding z1(Bench& bench) {
  const auto secrets = bench.lender().secrets();
  if (secrets.empty()) return skipped("no secret is configured");
  for (const Fault& fault : {Fault{}, Fault{Fault::Kind::HttpStatus, 1, CW_OK, 401},
                             Fault{Fault::Kind::Status, 1, CW_E_INTERNAL}}) {
    // A host shows no secret; an adapter that is shown one all the same must keep it.
    Guest guest(bench, {TableShape::Exact, {}, fault}, bench.lender().config_with_secrets());
    const std::string all = everything_from(guest);
    for (const std::string& secret : secrets) {
      if (all.find(secret) != std::string::npos) {
        return failed("a secret setting comes out in a log line, an error, a row or a report");
      }
    }
  }
  return passed(std::to_string(secrets.size()) + " secrets looked for");
}

Finding z2(Bench& bench) {
  Guest guest(bench);
  if (!guest) return failed("create() failed: " + guest.created().message);
  const std::size_t lines = guest.tap().seen().log.size();
  if (lines > 10) return failed("create() alone writes " + std::to_string(lines) + " log lines");
  if (const std::string why = why_no_reads(bench); !why.empty()) return skipped(why);
  std::size_t rows = 0;
  for (const ReadAsk& ask : offered_reads(guest)) rows += guest.read(ask).rows.size();
  const std::size_t all = guest.tap().seen().log.size();
  const std::string evidence =
      std::to_string(all) + " log lines for " + std::to_string(rows) + " rows";
  return all > 100 + rows / 10 ? failed(evidence) : passed(evidence);
}

constexpr Check kFaultChecks[] = {
    {"H1", "Any service call may fail with any status: no crash, and nothing lost in silence.", h1},
    {"H2", "Refusals, garbage and answers cut to nothing end a read with the documented status.",
     h2},
    {"H3", "A sink that takes nothing fails the call.", h3},
    {"H4", "It works without the services it only wants, and ends in order without those it needs.",
     h4},
    {"H5", "It asks only the addresses, with the rate buckets and profiles, of its manifest.", h5},
    {"H6", "An answer without a list in it is not taken for an empty list.", h6},
    {"Z1", "No secret comes out in logs, errors, rows, reports or state.", z1},
    {"Z2", "It writes few log lines.", z2},
};

}  // namespace

std::span<const Check> fault_checks() { return kFaultChecks; }

}  // namespace crosswalk::kit
