#include "flows/roster/roster_flow.hpp"
#include "model/normal.hpp"

namespace crosswalk::flows {
namespace {

using model::Entity;
using sync::Absence;

Absence absence(Absence::Do what, std::string code, std::string reason) {
  return {what, sync::Action::Drop, std::move(code), std::move(reason)};
}

}  // namespace

Result<Absence> RosterFlow::absent(const sync::Link& link, bool waited,
                                   sync::References& references) {
  if (link.entity == Entity::Enrollment) return absent_enrollment(link, references);
  const std::string name(model::name(link.entity));
  if (!waited) {
    return absence(Absence::Do::Wait, name + ".gone",
                   "is gone from the source; nothing happens before its grace is over");
  }
  if (link.entity == Entity::User) return absent_user(link, references);
  return absence(
      Absence::Do::Report, name + ".gone",
      "is gone from the source; it stays in the destination, where only a person removes it");
}

Result<Absence> RosterFlow::absent_enrollment(const sync::Link& link,
                                              sync::References& references) const {
  const auto [class_id, user_id] = model::split_identity(link.identity);
  const std::uint32_t at = classes_.find(keys_.key(Entity::Class, class_id, {}));
  if (at == kNone) {
    return absence(Absence::Do::Leave, "enrollment.class_gone",
                   "its class is gone from the source: what is in it stays as it is");
  }
  const ClassEntry& entry = classes_[at];
  if (entry.fate != ClassFate::Eligible && entry.fate != ClassFate::Withdrawn) {
    return absence(Absence::Do::Leave, "enrollment.class_excluded",
                   "its class is not synced any more: what is in it stays as it is");
  }
  if (link.origin == sync::Origin::Adopted && !settings_.adopted_enrollments_are_ours) {
    return absence(Absence::Do::Report, "enrollment.adopted",
                   "is gone from the source, but it was there before this integration; remove it "
                   "in the destination, or set adopted_enrollments_are_ours");
  }
  CW_TRY(const bool last, leaves_no_teacher(entry, link.key, references));
  if (last) {
    return absence(Absence::Do::Report, "enrollment.last_teacher",
                   "is gone from the source, but the class would be left without a teacher");
  }
  const bool remove = settings_.dropped_enrollments == DropPolicy::Delete;
  const auto& operations = part(Entity::Enrollment).destination->operations;
  if (!operations.contains(remove ? model::Operation::Delete : model::Operation::Drop)) {
    return absence(Absence::Do::Report, "enrollment.drop_unsupported",
                   "is gone from the source, and the destination has no way to take it out");
  }
  Absence out = absence(Absence::Do::Act, "enrollment.gone", "is gone from the source");
  if (remove) {
    out.action = sync::Action::Delete;
    out.reason += "; it is deleted, which cannot be taken back";
  }
  return out;
}

Result<Absence> RosterFlow::absent_user(const sync::Link& link,
                                        sync::References& references) const {
  if (settings_.removed_users == RemovalPolicy::Report) {
    return absence(Absence::Do::Report, "user.gone",
                   "is gone from the source; the account stays as it is (setting removed_users)");
  }
  if (link.origin == sync::Origin::Adopted) {
    return absence(Absence::Do::Report, "user.adopted",
                   "is gone from the source, but the account was there before this integration");
  }
  // Administrators are never deactivated; whoever may be one is reported too.
  const auto& projector = *part(Entity::User).projector;
  const auto place = projector.place_of("role");
  if (place) {
    CW_TRY(const model::Projection settled, references.projection(Entity::User, link.key));
    std::string_view role =
        *place < settled.size() ? std::string_view(settled[*place].text) : std::string_view{};
    const std::string& name = projector.destination().fields[*place].catalog;
    if (!name.empty()) {
      const auto catalog = catalogs_.find(name);
      role = catalog == catalogs_.end() ? std::string_view{} : catalog->second.title(role);
    }
    if (role.empty() || model::folded(role).find("admin") != std::string::npos) {
      return absence(Absence::Do::Report, "user.administrator",
                     "is gone from the source, but is, or may be, an administrator: only a person "
                     "deactivates it");
    }
  }
  return absence(Absence::Do::Act, "user.gone",
                 "is gone from the source; the account is deactivated");
}

}  // namespace crosswalk::flows
