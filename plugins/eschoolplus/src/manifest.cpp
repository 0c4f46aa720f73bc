#include "manifest.hpp"

namespace crosswalk::eschoolplus {

// The auth profile belongs to the table of the session service (session/table.hpp).
std::string_view manifest_json() {
  return R"json({
  "manifest_version": 1,
  "id": "eschoolplus", "name": "eSchoolPlus", "version": "1.0.0", "vendor": "PowerSchool",
  "abi": {"major": 1, "needs_minor": 0},
  "needs": ["cw.core/1", "cw.http/1"], "wants": ["cw.auth/1"],

  "config_schema": {
    "type": "object", "required": ["domain", "site_code", "login", "password"], "additionalProperties": false,
    "properties": {
      "domain": {"type": "string", "format": "uri", "title": "Domain",
        "description": "The district's address with https:// in front and no slash at the end.",
        "examples": ["https://esp.district.example"], "x-order": 1},
      "site_code": {"type": "string", "minLength": 1, "maxLength": 16, "pattern": "^[A-Za-z0-9_-]+$", "title": "Site code", "x-order": 2},
      "login": {"type": "string", "minLength": 1, "maxLength": 100, "title": "Login name", "x-order": 3},
      "password": {"type": "string", "minLength": 1, "maxLength": 255, "x-secret": true, "title": "Password", "x-order": 4},
      "base_path": {"type": "string", "pattern": "^/[A-Za-z0-9/_.-]*[A-Za-z0-9_]$", "default": "/espws/v1", "title": "Base path",
        "description": "Of the service below the domain.", "x-order": 5},
      "binding": {"type": "string", "enum": ["session"], "default": "session", "title": "Binding",
        "description": "How eSchoolPlus is reached.", "x-order": 6},
      "school_year": {"type": "string", "pattern": "^[0-9]{4}$", "title": "School year",
        "description": "The year it ends in, such as 2027; default: of today, from July on the next one.", "x-order": 7},
      "summer_school": {"type": "boolean", "default": false, "title": "Summer school",
        "description": "Reads the sections of the summer school instead of the others.", "x-order": 8},
      "district": {"type": "string", "pattern": "^[A-Za-z0-9_-]+$", "title": "District number",
        "description": "Stands before a building's number in its id; default: the site code. Never change it later: schools would be taken for new ones.", "x-order": 9},
      "all_buildings": {"type": "boolean", "default": false, "title": "All buildings",
        "description": "Also those without a calendar, out of the district, or for transfers.", "x-order": 10},
      "classes": {"type": "string", "enum": ["by_section", "by_session"], "default": "by_section", "title": "Classes",
        "description": "by_session: each session of a section that receives marks is a class of its own.", "x-order": 11},
      "co_teachers": {"type": "boolean", "default": false, "title": "Co-teachers",
        "description": "Sends all teachers of a section; else the primary ones.", "x-order": 12},
      "ungraded_courses": {"type": "boolean", "default": false, "title": "Ungraded courses",
        "description": "Also study halls and courses that receive no marks.", "x-order": 13},
      "guardians": {"type": "boolean", "default": false, "title": "Guardians",
        "description": "Reads guardians and whose they are.", "x-order": 14},
      "lead_days": {"type": "integer", "minimum": 0, "maximum": 60, "default": 0, "title": "Days ahead",
        "description": "Students are in their sections so many days before they begin.", "x-order": 15},
      "rate": {"type": "integer", "minimum": 1, "maximum": 50, "default": 8, "title": "Calls in a second", "x-order": 16}
    }},

  "auth_profiles": [{"name": "session", "kind": "session",
    "login": {"method": "POST", "url": "{domain}{base_path}/session", "content_type": "application/json",
      "body": "{\"siteCode\": \"{site_code}\", \"loginName\": \"{login}\", \"password\": \"{password}\", \"client\": {\"name\": \"crosswalk\", \"version\": \"1.0\"}}",
      "reason": "/error/code"},
    "token_at": {"json": "/token"},
    "send_as": {"header": "Authorization", "value": "ESP-Session {token}"}}],
  "egress": ["{domain}"],
  "rate": [{"bucket": "api", "requests": "{rate}", "per_ms": 1000, "concurrency": 4}],

  "source": {"entities": {
    "org": {"modes": ["full"]},
    "academicSession": {"modes": ["full"]},
    "course": {"modes": ["full"]},
    "class": {"modes": ["full"]},
    "user": {"modes": ["full"]},
    "enrollment": {"modes": ["full"]}
  }}
})json";
}

}  // namespace crosswalk::eschoolplus
