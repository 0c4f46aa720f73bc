#include "flows/roster/roster_flow.hpp"
#include "model/normal.hpp"
#include "model/schema.hpp"

namespace crosswalk::flows {
namespace {

using model::Entity;
using model::FieldValue;
using sync::Mapped;

void exclude(Mapped& out, std::string code, std::string reason) {
  out.verdict = Mapped::Verdict::Exclude;
  out.code = std::move(code);
  out.reason = std::move(reason);
}

}  // namespace

Result<> RosterFlow::map_org(const model::RecordView& record, sync::References& references,
                             Mapped& out) {
  const std::uint32_t at = orgs_.find(record.text(model::col::kSourcedId));
  if (at == kNone) return Error{ErrorCode::InvalidArgument, "map: an org that was not admitted"};
  const Org& org = orgs_[at];
  if (!org.candidate()) {
    out.by_count = true;
    exclude(out, "org.not_a_school", "neither its type nor a class says that it is a school");
    return {};
  }
  out.school = org.key;
  if (!org.choice.mapped()) {
    exclude(out, "org.unmapped",
            "its school is left out by the setting schools: neither its users, courses nor classes "
            "are sent");
    return {};
  }
  namespace value = value::org;
  if (!set_code(Entity::Org, record, &org, {}, out) && org.choice.way != Choice::Way::To) return {};
  values_[value::kTitle] = FieldValue::of(org.name);
  values_[value::kIdentifier] = FieldValue::of(org.identifier);
  if (org.choice.way != Choice::Way::To) CW_CHECK(finish(record, references, out));
  pin(Entity::Org, org.choice, out);
  return {};
}

Result<> RosterFlow::map_session(const model::RecordView& record, sync::References& references,
                                 Mapped& out) {
  const std::uint32_t at = sessions_.find(record.text(model::col::kSourcedId));
  if (at == kNone) return Error{ErrorCode::InvalidArgument, "map: a session that was not admitted"};
  const Session& session = sessions_[at];
  out.by_count = true;
  if (session.schools.size() == 1) out.school = orgs_[session.schools.front()].key;
  if (session.year != sessions_.active_year() || session.year == kNone) {
    exclude(out, "session.other_year", "it belongs to another school year than the active one");
    return {};
  }
  if (!session.choice.mapped()) {
    exclude(out, "session.unmapped",
            "it is left out by the setting terms: its classes are not sent");
    return {};
  }
  if (!session.sent) {
    exclude(out, "session.unused", "no class of a mapped school takes place in it");
    return {};
  }
  out.by_count = false;
  out.shared_key = session.shared_key;
  namespace value = value::session;
  if (!set_code(Entity::AcademicSession, record, nullptr, {}, out) &&
      session.choice.way != Choice::Way::To)
    return {};
  values_[value::kTitle] = FieldValue::of(session.final_title);
  values_[value::kStartDate] = FieldValue::of(model::format_date(session.start));
  values_[value::kEndDate] = FieldValue::of(model::format_date(session.end));
  values_[value::kType] = FieldValue::of(session.type);
  const Year& year = sessions_.years()[session.year];
  values_[value::kSchoolYear] = FieldValue::of(year.ends ? std::to_string(*year.ends) : year.label);
  if (session.choice.way != Choice::Way::To) CW_CHECK(finish(record, references, out));
  pin(Entity::AcademicSession, session.choice, out);
  return {};
}

}  // namespace crosswalk::flows
