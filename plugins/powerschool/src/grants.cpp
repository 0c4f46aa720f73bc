#include "grants.hpp"

#include "words.hpp"

#include "decode_query.hpp"
#include "decode_v1.hpp"
#include "query_list.hpp"

#include <algorithm>
#include <iterator>

namespace crosswalk::powerschool {
namespace {

bool needs_year(std::string_view query) {
  return query != "roster.schools" && query != "roster.staff" && query != "roster.students";
}

struct Findings {
  std::size_t answered = 0;
  std::vector<std::string> absent;
  std::vector<std::string> fields;
  bool other_refusal = false;
};

std::string sentence_of(const Findings& found, const Options& options) {
  const std::size_t all = std::size(kQueries);
  if (found.answered == all) {
    return "all " + std::to_string(all) + " queries " + options.query_prefix + ".* answer";
  }
  std::string out;
  if (found.absent.size() == all) {
    return "no query " + options.query_prefix +
           ".* is installed: upload and enable plugins/powerschool/package";
  }
  if (!found.absent.empty()) {
    out = "not installed: " + joined(found.absent) +
          " (another version of the package? upload it again and enable it anew)";
  }
  if (!found.fields.empty()) {
    out += (out.empty() ? "" : "; ");
    out += "no access to " + joined(found.fields) +
           ": grant ViewOnly on them in the plugin's access_request";
  } else if (found.other_refusal) {
    out += (out.empty() ? "" : "; ");
    out +=
        "some queries are refused without naming a field: compare the access_request of the "
        "installed plugin with the package's";
  }
  return out;
}

}  // namespace

Result<Grant> try_v1(const Client& client) {
  const auto body = client.fetch("/ws/v1/district", "reading the district");
  if (body) {
    auto name = decode_district_name(*body);
    if (!name) return in_context(std::move(name).error(), "reading the district");
    return Grant{true, "accessLevelV1Api READ is granted"};
  }
  if (body.error().code != ErrorCode::Forbidden) return body.error();
  return Grant{false, body.error().message};
}

Result<Grant> try_queries(const Client& client, const Options& options) {
  const std::int32_t year = options.year_at(client.host().now_ms());
  Findings found;
  for (const std::string_view query : kQueries) {
    const HttpRequest request =
        client.query(options.query_prefix + "." + std::string(query), "page=1&pagesize=1",
                     needs_year(query) ? year_arguments(year) : "{}");
    const std::string what = "trying the query " + std::string(query);
    auto answer = client.host().http().send(request);
    if (!answer) return in_context(std::move(answer).error(), what);
    if (answer->status == 200) {
      auto page = decode_query(answer->body);
      if (!page) return in_context(std::move(page).error(), what);
      ++found.answered;
    } else if (answer->status == 404) {
      found.absent.emplace_back(query);
    } else if (answer->status == 403) {
      const auto fields = missing_fields(answer->body);
      found.other_refusal = found.other_refusal || fields.empty();
      for (const std::string& field : fields) {
        if (std::find(found.fields.begin(), found.fields.end(), field) == found.fields.end()) {
          found.fields.push_back(field);
        }
      }
    } else {
      return refusal(*answer, Family::Query, what);
    }
  }
  return Grant{found.answered == std::size(kQueries), sentence_of(found, options)};
}

}  // namespace crosswalk::powerschool
