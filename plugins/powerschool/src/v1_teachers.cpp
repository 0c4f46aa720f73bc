/// \file
/// Who teaches what, in mode v1: the lead teacher of each section, and on request the others with a
/// query that PowerSchool ships (contract 8.3, 12.4).

#include "v1_source.hpp"

#include "crosswalk/json.hpp"

#include "decode_query.hpp"
#include "query_list.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace crosswalk::powerschool {
namespace {

constexpr std::size_t kUsersOfACall = 500;

std::string arguments_of(const std::vector<std::string>& users, std::size_t from) {
  Json ids = Json::array();
  for (std::size_t i = from; i < std::min(users.size(), from + kUsersOfACall); ++i) {
    ids.push_back(id_json(users[i]));
  }
  return dump_json({{"users_dcids", std::move(ids)}});
}

std::string column(const QueryRow& row, std::string_view name) {
  const auto found = row.find(name);
  return found == row.end() ? std::string() : found->second;
}

}  // namespace

Result<Listing<Teaching>> V1Source::teachings() {
  CW_TRY(const Listing<Section>* const sections, this->sections());
  CW_TRY(const StaffRead* const staff, this->staff());
  Listing<Teaching> out{{}, sections->complete && staff->complete};
  std::size_t unknown = 0;
  for (const Section& section : sections->items) {
    if (section.lead_staff.empty() || section.id.empty()) continue;
    Teaching teaching;
    teaching.section = section.id;
    teaching.users_dcid = staff->directory.person_of(section.lead_staff);
    teaching.lead = true;
    if (teaching.users_dcid.empty()) {
      ++unknown;
    } else {
      out.items.push_back(std::move(teaching));
    }
  }
  if (unknown > 0) {
    client_.host().log(CW_LOG_WARN, "powerschool.lead_unknown",
                       std::to_string(unknown) +
                           " sections name a lead teacher who is in no school's list of active "
                           "staff; they arrive without one");
  }
  if (options_.coteachers) CW_CHECK(add_coteachers(staff->directory, out.items));
  return out;
}

Result<> V1Source::add_coteachers(const StaffDirectory& staff, std::vector<Teaching>& into) {
  CW_TRY(const Listing<Section>* const sections, this->sections());
  std::set<std::string> known;
  for (const Section& section : sections->items) known.insert(section.id);
  std::set<std::pair<std::string, std::string>> there;
  for (const Teaching& teaching : into) there.emplace(teaching.section, teaching.users_dcid);
  const std::vector<std::string> users = staff.person_ids();
  const std::string what = "reading co-teachers";
  for (std::size_t from = 0; from < users.size(); from += kUsersOfACall) {
    const HttpRequest request =
        client_.query(kCoteachersQuery, "pagesize=0", arguments_of(users, from));
    CW_TRY(const std::string body, client_.fetch(request, Family::Query, what));
    auto page = decode_query(body);
    if (!page) return in_context(std::move(page).error(), what);
    for (const QueryRow& row : page->rows) {
      Teaching teaching;
      teaching.section = column(row, "sections.dcid");
      teaching.users_dcid = column(row, "users.dcid");
      if (known.count(teaching.section) == 0 || teaching.users_dcid.empty()) continue;
      if (!there.emplace(teaching.section, teaching.users_dcid).second) continue;
      into.push_back(std::move(teaching));
    }
  }
  return {};
}

}  // namespace crosswalk::powerschool
