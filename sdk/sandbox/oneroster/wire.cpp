#include "sandbox/oneroster/wire.hpp"

#include <algorithm>

#include "sandbox/oneroster/state.hpp"

namespace crosswalk::sandbox::oneroster {
namespace {

/// Makes the parts of one record. With names: only these, and nothing that deviates.
class Writer {
 public:
  explicit Writer(const WireForm& form) : form_(form) {}
  Writer(const WireForm& form, std::span<const std::string> names)
      : form_(form), plain_(true), names_(names) {}

  Json record(const Entity& of, const Json& stored) const {
    Json out = Json::object();
    out["sourcedId"] = stored["sourcedId"];
    out["status"] = on(form_.settings.inactive_status) && is_tombstone(stored) ? Json("inactive")
                                                                               : stored["status"];
    out["dateLastModified"] = stored["dateLastModified"];
    if (const auto metadata = stored.find("metadata"); metadata != stored.end()) {
      out["metadata"] = *metadata;
    }
    for (const Field& field : of.fields) {
      if (field.only_in_1_2 && form_.version == Version::V11) continue;
      if (!is_wanted(field)) continue;
      const auto value = stored.find(field.name);
      if (value != stored.end()) {
        put(out, field, *value);
      } else if (on(form_.settings.null_optionals)) {
        out[std::string(field.name)] = nullptr;
      }
    }
    return out;
  }

 private:
  bool on(bool setting) const { return setting && !plain_; }

  /// Roles go out under several names.
  bool is_wanted(const Field& field) const {
    return !plain_ || field.shape == Shape::Roles ||
           std::ranges::find(names_, field.name) != names_.end();
  }

  void put(Json& out, const Field& field, const Json& value) const {
    std::string name(field.name);
    switch (field.shape) {
      case Shape::Flag:
        out[name] = flag(value.get<bool>());
        return;
      case Shape::Ref:
        out[name] = reference(field.refers_to, value);
        return;
      case Shape::Refs: {
        if (name == "agents" && on(form_.settings.agent_typo)) name = "agentSourceIds";
        Json& list = out[name] = Json::array();
        for (const Json& id : value) list.push_back(reference(field.refers_to, id));
        return;
      }
      case Shape::Roles:
        return form_.version == Version::V11 ? role_and_orgs(out, value) : roles(out, value);
      case Shape::List:
        if (name == "periods" && form_.version == Version::V11 &&
            on(form_.settings.periods_as_text)) {
          out[name] = joined(value);
          return;
        }
        [[fallthrough]];
      default:
        out[name] = value;
    }
  }

  Json flag(bool value) const {
    if (form_.version == Version::V11 && on(form_.settings.boolean_flags)) return value;
    if (on(form_.settings.cap_booleans)) return value ? "True" : "False";
    return value ? "true" : "false";
  }

  Json reference(Collection to, const Json& id) const {
    if (on(form_.settings.bare_refs)) return id;
    const Entity& of = entity(to);
    const std::string path =
        "/" + std::string(of.collection) + "/" + id.get_ref<const std::string&>();
    return {{"href", (on(form_.settings.relative_href) ? "" : form_.service_url) + path},
            {"sourcedId", id},
            {"type", of.single}};
  }

  static std::string joined(const Json& list) {
    std::string out;
    for (const Json& item : list) {
      if (!out.empty()) out += ',';
      out += item.get_ref<const std::string&>();
    }
    return out;
  }

  /// 1.1 has one role for a user: that of the first org; 1.2's administrators are one there.
  void role_and_orgs(Json& out, const Json& roles) const {
    std::string role(text_of(roles.front(), "role"));
    if (role.ends_with("Administrator")) role = "administrator";
    out["role"] = role;
    Json& orgs = out["orgs"] = Json::array();
    for (const Json& r : roles) orgs.push_back(reference(Collection::Orgs, r["org"]));
  }

  void roles(Json& out, const Json& roles) const {
    Json& list = out["roles"] = Json::array();
    for (Json r : roles) {
      r["org"] = reference(Collection::Orgs, r["org"]);
      list.push_back(std::move(r));
    }
  }

  const WireForm& form_;
  bool plain_ = false;
  std::span<const std::string> names_;
};

}  // namespace

Json wire_record(const Entity& of, const Json& record, const WireForm& form) {
  return Writer(form).record(of, record);
}

Json plain_record(const Entity& of, const Json& record, const WireForm& form,
                  std::span<const std::string> names) {
  return Writer(form, names).record(of, record);
}

bool has_wire_field(const Entity& of, std::string_view name, Version version) {
  if (name == "sourcedId" || name == "status" || name == "dateLastModified" || name == "metadata") {
    return true;
  }
  if (of.id == Collection::Users && version == Version::V11) {
    if (name == "role" || name == "orgs") return true;
    if (name == "roles") return false;
  }
  const Field* field = find_field(of, name);
  return field != nullptr && (version == Version::V12 || !field->only_in_1_2);
}

}  // namespace crosswalk::sandbox::oneroster
