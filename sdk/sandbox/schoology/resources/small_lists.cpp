/// \file
/// What is served empty or not at all: submissions, completion, attendance, messages (contract 6.14
/// to 6.16, 4.6).

#include "sandbox/schoology/resources/routes.hpp"

namespace crosswalk::sandbox::schoology {
namespace {

Outcome no_submissions(Call&) { return ok({{"revision", Json::array()}}); }

Outcome no_completion(Call&) { return ok({{"completion", Json::array()}}); }

/// 410 where the district uses the PowerSchool attendance app.
Outcome attendance(Call& call) {
  if (call.settings.attendance == "410") return refuse(410, "Attendance is not available");
  return ok({{"date", Json::array()}});
}

Outcome no_messages(Call&) { return forbidden(); }

}  // namespace

std::vector<Route> small_list_routes() {
  return {
      {"GET", "sections/{id}/submissions/{id}", kPeople | kSectionMember, no_submissions},
      {"GET", "sections/{id}/submissions/{id}/{id}", kPeople | kSectionMember, no_submissions},
      {"GET", "sections/{id}/completion", kPeople | kSectionMember, no_completion},
      {"GET", "sections/{id}/attendance", kPeople | kSectionMember, attendance},
      {"POST", "messages", kAnyone, no_messages},
  };
}

}  // namespace crosswalk::sandbox::schoology
