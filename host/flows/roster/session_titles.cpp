#include <algorithm>
#include <map>
#include <set>

#include "flows/roster/sessions.hpp"
#include "model/normal.hpp"

namespace crosswalk::flows {
namespace {

using Dates = std::pair<std::int64_t, std::int64_t>;

/// Those whose title stands for more than one pair of dates.
std::vector<Session*> clashing(const std::vector<Session*>& sessions) {
  std::map<std::string_view, std::set<Dates>> dates;
  for (const Session* session : sessions)
    dates[session->final_title].insert({session->start, session->end});
  std::set<std::string, std::less<>> titles;
  for (const auto& [title, of] : dates) {
    if (of.size() > 1) titles.emplace(title);
  }
  std::vector<Session*> out;
  for (Session* session : sessions) {
    if (titles.contains(session->final_title)) out.push_back(session);
  }
  return out;
}

}  // namespace

void Sessions::forget_use() {
  for (Session& session : sessions_) session.schools.clear();
}

void Sessions::use(std::uint32_t number, std::uint32_t school) {
  auto& schools = sessions_[number].schools;
  const auto at = std::ranges::lower_bound(schools, school);
  if (at == schools.end() || *at != school) schools.insert(at, school);
}

std::int64_t Sessions::end_as_sent(const Session& session, bool inclusive) {
  return inclusive ? session.end - 1 : session.end;
}

void Sessions::settle(const Orgs& orgs, bool end_inclusive) {
  std::vector<Session*> created;
  for (Session& session : sessions_) {
    session.final_title = session.title;
    session.sent = eligible(session) && (!session.schools.empty() || session.choice.named);
    if (session.sent && session.choice.way == Choice::Way::Create) created.push_back(&session);
  }
  const auto dated = [&](const Session& session) {
    return session.title + " (" + model::format_date(session.start) + " – " +
           model::format_date(end_as_sent(session, end_inclusive)) + ")";
  };
  for (Session* session : clashing(created)) {
    session->final_title = session->schools.size() == 1
                               ? session->title + " (" + orgs[session->schools.front()].name + ")"
                               : dated(*session);
  }
  // One school may have two sessions of one title; only their dates tell them apart.
  for (Session* session : clashing(created)) session->final_title = dated(*session);
  for (Session& session : sessions_) {
    session.shared_key = session.final_title + model::kIdentityJoint +
                         model::format_date(session.start) + model::kIdentityJoint +
                         model::format_date(session.end);
  }
}

}  // namespace crosswalk::flows
