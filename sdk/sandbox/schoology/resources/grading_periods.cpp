/// \file
/// Grading periods of the school and of a section (contract 6.4).

#include "sandbox/schoology/fields.hpp"
#include "sandbox/schoology/lookup.hpp"
#include "sandbox/schoology/resources/routes.hpp"
#include "sandbox/schoology/terms.hpp"

namespace crosswalk::sandbox::schoology {
namespace {

Json period_json(const Call& call, const Period& period, bool in_list) {
  Json out{{"title", period.title},
           {"start", period.start},
           {"end", period.end},
           {"active", is_current(period, call.now_s) ? "1" : "0"},
           {"links", self_link(call.url("gradingperiods/" + std::to_string(period.id)))}};
  if (!in_list && call.docs_types()) {
    out["id"] = std::to_string(period.id);
  } else {
    out["id"] = period.id;
  }
  if (!call.docs_types()) out.update({{"parent", 0}, {"has_children", 0}});
  return out;
}

bool title_taken(const State& state, const std::string& title, Id by_other_than) {
  for (const auto& [id, period] : state.periods) {
    if (id != by_other_than && period.title == title) return true;
  }
  return false;
}

/// The body laid over `period`, checked.
Result<Period> written(const Call& call, Period period) {
  if (!call.body.is_object()) return bad_input("a JSON object was expected");
  CW_TRY(const auto title, text_field(call.body, "title"));
  CW_TRY(const auto start, text_field(call.body, "start"));
  CW_TRY(const auto end, text_field(call.body, "end"));
  if (title) period.title = *title;
  if (start) period.start = *start;
  if (end) period.end = *end;
  if (period.title.empty()) return bad_input("title is required");
  if (!is_date(period.start) || !is_date(period.end)) {
    return bad_input("start and end must be dates, YYYY-MM-DD");
  }
  if (period.end < period.start) return bad_input("end is before start");
  if (title_taken(call.state, period.title, period.id)) {
    return bad_input("a grading period with this title exists");
  }
  return period;
}

Outcome list_periods(Call& call) {
  const auto title = call.parameter("title");
  const bool begins = call.is_on("startswith");
  Json rows = Json::array();
  for (const auto& [id, period] : call.state.periods) {
    const bool wanted =
        !title || (begins ? period.title.rfind(*title, 0) == 0 : period.title == *title);
    if (wanted) rows.push_back(period_json(call, period, true));
  }
  Json out{{"total", rows.size()}};
  if (!rows.empty()) out["gradingperiods"] = std::move(rows);
  return ok(out);
}

Outcome get_period(Call& call) {
  const Period* period = find_in(call.state.periods, call.id(0));
  if (period == nullptr) return missing();
  return ok(period_json(call, *period, false));
}

Outcome create_period(Call& call) {
  CW_TRY(Period period, written(call, {}));
  period.id = call.state.next.period++;
  call.state.periods[period.id] = period;
  return created(period_json(call, period, false));
}

Outcome update_period(Call& call) {
  Period* period = find_in(call.state.periods, call.id(0));
  if (period == nullptr) return missing();
  CW_TRY(*period, written(call, *period));
  return no_content();
}

Outcome delete_period(Call& call) {
  if (find_in(call.state.periods, call.id(0)) == nullptr) return missing();
  if (call.state.period_in_use(call.id(0))) return bad_input("sections still use this period");
  call.state.periods.erase(call.id(0));
  return no_content();
}

Outcome list_of_section(Call& call) {
  const Section& section = *call.state.section(call.id(0));
  Json rows = Json::array();
  for (const Id id : section.periods) {
    const Period* period = find_in(call.state.periods, id);
    if (period == nullptr) continue;
    rows.push_back({{"id", id},
                    {"title", period->title},
                    {"weight", 100 / static_cast<int>(section.periods.size())},
                    {"start", period->start + " 00:00:00"},
                    {"end", period->end + " 00:00:00"},
                    {"has_children", 0},
                    {"parent", 0}});
  }
  return ok({{"grading_period", std::move(rows)}, {"links", self_link(call.url(call.path))}});
}

}  // namespace

std::vector<Route> grading_period_routes() {
  return {
      {"GET", "gradingperiods", kAdmin, list_periods},
      {"POST", "gradingperiods", kAdmin, create_period},
      {"GET", "gradingperiods/{id}", kAdmin, get_period},
      {"PUT", "gradingperiods/{id}", kAdmin, update_period},
      {"DELETE", "gradingperiods/{id}", kAdmin, delete_period},
      {"GET", "sections/{id}/grading_periods", kSectionMember, list_of_section},
  };
}

}  // namespace crosswalk::sandbox::schoology
