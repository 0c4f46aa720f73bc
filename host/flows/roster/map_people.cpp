#include <algorithm>

#include "flows/roster/grade_level.hpp"
#include "flows/roster/roster_flow.hpp"
#include "flows/roster/verdicts.hpp"
#include "model/normal.hpp"
#include "model/schema.hpp"

namespace crosswalk::flows {
namespace {

using model::Entity;
using model::FieldValue;
using sync::Mapped;

/// \param refused  the source has a row of it that could not be read
void block_by(Mapped& out, const char* code, std::string_view word, std::string_view id,
              bool refused) {
  const std::string who = std::string(word) + " " + std::string(id);
  leave_out(out, Mapped::Verdict::Block, code,
            "blocked by " + who +
                (refused ? ": its row could not be read; see its own line"
                         : ": the source has no such " + std::string(word)));
  out.dangling = !refused;
}

/// Which of several rows of one enrollment speaks for it.
int precedence(std::string_view role) {
  if (role == "teacher") return 0;
  return role == "student" ? 2 : 1;
}

}  // namespace

void RosterFlow::map_agents(const model::RecordView& record, sync::References& references) {
  // Texts, no references: parents and children name each other, and none of them comes first. So
  // they can be told only where people are called there as they are here.
  if (!part(Entity::User).code || !part(Entity::User).code->is_sourced_id()) return;
  std::vector<std::string> sent;
  for (const std::string_view agent : record.list(model::col::user::kAgents)) {
    const model::Key key = keys_.key(Entity::User, agent, {});
    // Who is not in the source tonight may be back tomorrow, and nobody would name the child again.
    const bool there = users_.contains(key)
                           ? !users_.flag(key)
                           : references.find(Entity::User, key) == sync::Reference::Linked;
    if (there) sent.emplace_back(agent);
  }
  values_[value::user::kAgents] = FieldValue::of(std::move(sent));
}

void RosterFlow::leave_out_user(const Placement& placement, Mapped& out) const {
  const std::string role = "\"" + std::string(placement.role) + "\"";
  switch (placement.fate) {
    case UserFate::SchoolUnmapped:
      leave_out(out, Mapped::Verdict::Exclude, "user.school_unmapped",
                "has no role at a school that is mapped");
      return;
    case UserFate::RoleOver:
      leave_out(out, Mapped::Verdict::Exclude, "user.role_over",
                "no role at a mapped school is in force today");
      return;
    case UserFate::RoleNotSynced:
      leave_out(out, Mapped::Verdict::Exclude, "user.role_not_synced",
                "the role " + role + " is not synced; see the settings roles and school_roles");
      return;
    case UserFate::RoleUnmapped:
      leave_out(out, Mapped::Verdict::Exclude, "user.role_unmapped",
                "nobody has decided about the role " + role + ": write roles." +
                    std::string(placement.role) +
                    " with a role of the destination, or null for \"do not sync\"");
      return;
    case UserFate::Sent:
      return;
  }
}

std::string RosterFlow::username(const model::RecordView& record) const {
  namespace col = model::col::user;
  const std::string_view email = record.text(col::kEmail);
  switch (settings_.usernames) {
    case UsernameStrategy::Source:
      return std::string(record.text(col::kUsername));
    case UsernameStrategy::EmailLocalPart:
      return std::string(model::trimmed(email.substr(0, email.find('@'))));
    case UsernameStrategy::Email:
      return std::string(email);
    case UsernameStrategy::Identifier:
      return std::string(record.text(col::kIdentifier));
    case UsernameStrategy::None:
      break;
  }
  return {};
}

void RosterFlow::map_password(const model::RecordView& record) {
  std::string& password = values_[value::user::kPassword].text;
  if (settings_.passwords == PasswordStrategy::Identifier)
    password = record.text(model::col::user::kIdentifier);
  if (settings_.passwords == PasswordStrategy::Fixed) password = model::kFixedPassword;
  if (!password.empty()) values_[value::user::kPassword].kind = FieldValue::Kind::Text;
}

void RosterFlow::map_grad_year(const model::RecordView& record) {
  const Year* year = sessions_.active();
  const auto grades = record.list(model::col::user::kGrades);
  if (year == nullptr || !year->ends || grades.size() != 1) return;
  const auto grade = grade_number(grade_level(grades.front()));
  if (grade)
    values_[value::user::kGradYear] = FieldValue::of(std::to_string(*year->ends + 12 - *grade));
}

Result<> RosterFlow::map_user(const model::RecordView& record, sync::References& references,
                              Mapped& out) {
  namespace col = model::col::user;
  namespace value = value::user;
  const Placement& placement = placer_.place(record, orgs_, role_rules_, today_);
  if (placement.fate != UserFate::Sent) {
    leave_out_user(placement, out);
    return {};
  }
  const Org* school = placement.org == kNone ? nullptr : &orgs_[placement.org];
  if (school != nullptr) out.school = school->key;
  if (!set_code(Entity::User, record, school, {}, out)) return {};
  values_[value::kRole] = mapped_text(placement.role);
  if (school != nullptr) values_[value::kOrg] = mapped_text(school->id);
  std::vector<std::string> additional;
  for (const std::uint32_t org : placement.additional) additional.push_back(orgs_[org].id);
  values_[value::kAdditionalOrgs] = FieldValue::of(std::move(additional));
  constexpr std::pair<unsigned, unsigned> kCopied[] = {
      {value::kGivenName, col::kGivenName},
      {value::kFamilyName, col::kFamilyName},
      {value::kMiddleName, col::kMiddleName},
      {value::kPreferredFirstName, col::kPreferredFirstName},
      {value::kPreferredMiddleName, col::kPreferredMiddleName},
      {value::kPreferredLastName, col::kPreferredLastName},
      {value::kPronouns, col::kPronouns},
      {value::kIdentifier, col::kIdentifier},
      {value::kEmail, col::kEmail},
      {value::kSms, col::kSms},
      {value::kPhone, col::kPhone},
  };
  for (const auto& [to, from] : kCopied) values_[to] = mapped_text(record.text(from));
  values_[value::kUsername] = FieldValue::of(username(record));
  map_password(record);
  map_grades(record, col::kGrades, values_[value::kGrades]);
  map_grad_year(record);
  map_agents(record, references);

  const auto* taker = part(Entity::User).projector->taker("username");
  if (taker != nullptr && taker->required && !values_[value::kUsername].given()) {
    leave_out(out, Mapped::Verdict::Refuse, "user.username_missing",
              "has no user name by the strategy of the setting usernames, and the destination "
              "demands one; choose another strategy, or fill the column in the source");
    return {};
  }
  CW_CHECK(finish(record, references, out));
  return {};
}

Result<bool> RosterFlow::leaves_no_teacher(const ClassEntry& entry, const model::Key& enrollment,
                                           sync::References& references) const {
  const auto place = part(Entity::Enrollment).projector->place_of("role");
  if (entry.teachers != 0 || !place) return false;
  CW_TRY(const model::Projection settled, references.projection(Entity::Enrollment, enrollment));
  return *place < settled.size() && settled[*place].text == "teacher";
}

Result<> RosterFlow::map_enrollment(std::span<const model::RecordView> records,
                                    sync::References& references, Mapped& out) {
  namespace col = model::col::enrollment;
  namespace value = value::enrollment;
  const model::RecordView* record = nullptr;
  for (const auto& row : records) {
    if (!dates_.present(row)) continue;
    const auto order = [](const model::RecordView& r) {
      return std::pair(precedence(r.text(col::kRole)), r.text(col::kRole));
    };
    if (record == nullptr || order(row) < order(*record)) record = &row;
  }
  if (record == nullptr) record = &records.front();
  const std::string_view class_id = record->text(col::kClass);
  const std::string_view user_id = record->text(col::kUser);
  out.scope = keys_.key(Entity::Class, class_id, {});
  const std::uint32_t at = classes_.find(out.scope);
  if (at == kNone) {
    block_by(out, "enrollment.class_missing", "class", class_id, refused_.contains(out.scope));
    return {};
  }
  const ClassEntry& entry = classes_[at];
  out.school = orgs_[entry.school].key;
  if (entry.fate != ClassFate::Eligible) {
    leave_out(out, Mapped::Verdict::Exclude, "enrollment.class_excluded",
              "its class is not sent; see the classes' lines");
    return {};
  }
  const model::Key user = keys_.key(Entity::User, user_id, {});
  if (users_.flag(user)) {
    leave_out(out, Mapped::Verdict::Exclude, "enrollment.user_excluded",
              "its user is not sent; see the users' lines");
    return {};
  }
  if (!users_.contains(user) &&
      references.find(Entity::User, user) == sync::Reference::Unavailable) {
    block_by(out, "enrollment.user_missing", "user", user_id, refused_.contains(user));
    return {};
  }
  values_[value::kClass] = mapped_text(class_id);
  values_[value::kUser] = mapped_text(user_id);
  values_[value::kRole] = mapped_text(record->text(col::kRole));
  if (const auto primary = record->boolean(col::kPrimary)) {
    values_[value::kPrimary] = FieldValue::of(std::string(*primary ? "true" : "false"));
  }
  if (const auto first = record->date(col::kBeginDate))
    values_[value::kBeginDate] = FieldValue::of(model::format_date(*first));
  if (const auto last = record->date(col::kEndDate))
    values_[value::kEndDate] = FieldValue::of(model::format_date(*last));
  CW_CHECK(finish(*record, references, out));
  if (out.verdict != Mapped::Verdict::Send || record->text(col::kRole) == "teacher") return {};
  CW_TRY(const bool last,
         leaves_no_teacher(entry, keys_.key(Entity::Enrollment, class_id, user_id), references));
  if (last) {
    leave_out(out, Mapped::Verdict::Refuse, "enrollment.last_teacher",
              "would take the last teacher of the class that role; enroll another teacher in the "
              "source first");
  }
  return {};
}

}  // namespace crosswalk::flows
