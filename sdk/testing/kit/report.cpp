#include "testing/kit/report.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "crosswalk/utf8.hpp"

namespace crosswalk::kit {
namespace {

using OrderedJson = nlohmann::ordered_json;

/// Text for XML 1.0: control characters that it cannot hold become question marks.
std::string escaped(std::string_view text) {
  std::string out;
  if (!is_utf8(text)) text = "(not UTF-8)";
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\n':
      case '\t':
        out += ' ';
        break;
      default:
        out += static_cast<unsigned char>(c) < 0x20 ? '?' : c;
    }
  }
  return out;
}

std::string attribute(const char* name, std::string_view value) {
  return std::string(" ") + name + "=\"" + escaped(value) + "\"";
}

std::string seconds(std::int64_t milliseconds) {
  std::string rest = std::to_string(milliseconds % 1000);
  return std::to_string(milliseconds / 1000) + "." + std::string(3 - rest.size(), '0') + rest;
}

std::string test_case(const CheckResult& result, const std::string& suite) {
  const std::string head = "  <testcase" + attribute("classname", suite) +
                           attribute("name", result.id + " " + result.sentence) +
                           attribute("time", seconds(result.milliseconds));
  switch (result.kind) {
    case CheckResult::Kind::Passed:
      return head + "/>\n";
    case CheckResult::Kind::Failed:
      return head + "><failure" + attribute("message", result.evidence) + "/></testcase>\n";
    case CheckResult::Kind::Skipped:
      return head + "><skipped" + attribute("message", result.evidence) + "/></testcase>\n";
    case CheckResult::Kind::Quirk:
      return head + "><skipped" +
             attribute("message", "declared: " + result.why + " (" + result.evidence + ")") +
             "/></testcase>\n";
  }
  return {};
}

}  // namespace

std::size_t Report::count(CheckResult::Kind kind) const {
  return static_cast<std::size_t>(std::count_if(
      results.begin(), results.end(), [&](const CheckResult& each) { return each.kind == kind; }));
}

std::string_view word(CheckResult::Kind kind) {
  switch (kind) {
    case CheckResult::Kind::Passed:
      return "passed";
    case CheckResult::Kind::Failed:
      return "failed";
    case CheckResult::Kind::Skipped:
      return "skipped";
    case CheckResult::Kind::Quirk:
      return "quirk";
  }
  return "";
}

void declare_quirks(Report& report, const nlohmann::json& manifest) {
  if (!manifest.is_object()) return;
  const auto quirks = manifest.find("quirks");
  if (quirks == manifest.end() || !quirks->is_array()) return;
  for (const auto& quirk : *quirks) {
    if (!quirk.is_object()) continue;
    const std::string id = quirk.value("id", "");
    const auto at = std::find_if(report.results.begin(), report.results.end(),
                                 [&](const CheckResult& each) { return each.id == id; });
    const bool skipped = at != report.results.end() && at->kind == CheckResult::Kind::Skipped;
    if (at != report.results.end() && at->kind == CheckResult::Kind::Failed) {
      at->kind = CheckResult::Kind::Quirk;
      at->why = quirk.value("why", "");
    } else if (!skipped) {
      report.stale_quirks.push_back(id);
    }
  }
}

OrderedJson to_json(const Report& report) {
  OrderedJson checks = OrderedJson::array();
  for (const CheckResult& each : report.results) {
    OrderedJson check{{"id", each.id},
                      {"sentence", each.sentence},
                      {"result", word(each.kind)},
                      {"evidence", each.evidence}};
    if (each.kind == CheckResult::Kind::Quirk) check["why"] = each.why;
    check["milliseconds"] = each.milliseconds;
    checks.push_back(std::move(check));
  }
  return {{"path", report.file},
          {"sha256", report.sha256},
          {"adapter", report.adapter},
          {"version", report.version},
          {"ok", report.good()},
          {"passed", report.count(CheckResult::Kind::Passed)},
          {"failed", report.count(CheckResult::Kind::Failed)},
          {"skipped", report.count(CheckResult::Kind::Skipped)},
          {"quirks", report.count(CheckResult::Kind::Quirk)},
          {"stale_quirks", report.stale_quirks},
          {"checks", checks}};
}

std::string to_junit(const Report& report) {
  const std::string suite =
      "crosswalk.check." + (report.adapter.empty() ? "adapter" : report.adapter);
  std::int64_t milliseconds = 0;
  for (const CheckResult& each : report.results) milliseconds += each.milliseconds;
  const std::size_t skipped =
      report.count(CheckResult::Kind::Skipped) + report.count(CheckResult::Kind::Quirk);
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite" +
                    attribute("name", suite) +
                    attribute("tests", std::to_string(report.results.size())) +
                    attribute("failures", std::to_string(report.count(CheckResult::Kind::Failed))) +
                    attribute("skipped", std::to_string(skipped)) +
                    attribute("time", seconds(milliseconds)) + ">\n";
  out += "  <properties><property name=\"sha256\"" + attribute("value", report.sha256) +
         "/></properties>\n";
  for (const CheckResult& each : report.results) out += test_case(each, suite);
  return out + "</testsuite>\n";
}

}  // namespace crosswalk::kit
