#include "manifest.hpp"

namespace crosswalk::eschoolplus {

// The auth profiles belong to the tables of their bindings (session/table.hpp, plus360/table.hpp).
std::string_view manifest_json() {
  return R"json({
  "manifest_version": 1,
  "id": "eschoolplus", "name": "eSchoolPlus", "version": "1.0.0", "vendor": "PowerSchool",
  "abi": {"major": 1, "needs_minor": 0},
  "needs": ["cw.core/1", "cw.http/1", "cw.files/1"], "wants": ["cw.auth/1"],

  "config_schema": {
    "type": "object", "additionalProperties": false,
    "examples": [{"domain": "https://sample.invalid", "site_code": "SAMPLE", "login": "sample", "password": "sample"}],
    "properties": {
      "binding": {"type": "string", "enum": ["session", "plus360", "files"], "default": "session", "title": "Binding",
        "description": "How eSchoolPlus is reached. session: domain, site code, login name and password; plus360: its OneRoster API, with domain, consumer key and secret; files: a folder of downloads.", "x-order": 1},
      "domain": {"type": "string", "format": "uri", "title": "Domain",
        "description": "The district's address with https:// in front and no slash at the end. For session and plus360.",
        "examples": ["https://esp.district.example"], "x-order": 2},
      "site_code": {"type": "string", "minLength": 1, "maxLength": 16, "pattern": "^[A-Za-z0-9_-]+$", "title": "Site code",
        "description": "For session.", "x-order": 3},
      "login": {"type": "string", "minLength": 1, "maxLength": 100, "title": "Login name", "description": "For session.", "x-order": 4},
      "password": {"type": "string", "minLength": 1, "maxLength": 255, "x-secret": true, "title": "Password", "description": "For session.", "x-order": 5},
      "base_path": {"type": "string", "pattern": "^/[A-Za-z0-9/_.-]*[A-Za-z0-9_]$", "default": "/espws/v1", "title": "Base path",
        "description": "Of the session service below the domain.", "x-order": 6},
      "consumer_key": {"type": "string", "minLength": 1, "maxLength": 255, "title": "Consumer key",
        "description": "Of the API profile, for plus360.", "examples": ["OneRoster_ABC_123"], "x-order": 7},
      "consumer_secret": {"type": "string", "minLength": 1, "maxLength": 255, "x-secret": true, "title": "Consumer secret", "description": "For plus360.", "x-order": 8},
      "signature_method": {"type": "string", "enum": ["HMAC-SHA1", "HMAC-SHA256"], "default": "HMAC-SHA1", "title": "Signature method",
        "description": "As the API profile says, for plus360; SHA256 from version 21.4 on.", "x-order": 9},
      "plus360_path": {"type": "string", "pattern": "^/[A-Za-z0-9/_.-]*[A-Za-z0-9_]$", "title": "Path of the OneRoster API",
        "description": "Below the domain, up to what stands before /schools; default: /plus360api/v1/ and the name in the consumer key.",
        "examples": ["/plus360api/v1/abc"], "x-order": 10},
      "folder": {"type": "string", "minLength": 1, "x-path": true, "title": "Folder of the downloads",
        "description": "Where the download definitions write reg.csv, schd_ms.csv and the other tables, for files.",
        "examples": ["/srv/esp/drop"], "x-order": 11},
      "school_year": {"type": "string", "pattern": "^[0-9]{4}$", "title": "School year",
        "description": "The year it ends in, such as 2027; default: of today, from July on the next one.", "x-order": 12},
      "summer_school": {"type": "boolean", "default": false, "title": "Summer school",
        "description": "Reads the sections of the summer school instead of the others.", "x-order": 13},
      "district": {"type": "string", "pattern": "^[A-Za-z0-9_-]+$", "title": "District number",
        "description": "Stands before a building's number in its id; default: the site code; needed where there is none. Never change it later: schools would be taken for new ones.", "x-order": 14},
      "all_buildings": {"type": "boolean", "default": false, "title": "All buildings",
        "description": "Also those without a calendar, out of the district, or for transfers.", "x-order": 15},
      "classes": {"type": "string", "enum": ["by_section", "by_session"], "default": "by_section", "title": "Classes",
        "description": "by_session: each session of a section that receives marks is a class of its own.", "x-order": 16},
      "co_teachers": {"type": "boolean", "default": false, "title": "Co-teachers",
        "description": "Sends all teachers of a section; else the primary ones.", "x-order": 17},
      "ungraded_courses": {"type": "boolean", "default": false, "title": "Ungraded courses",
        "description": "Also study halls and courses that receive no marks.", "x-order": 18},
      "guardians": {"type": "boolean", "default": false, "title": "Guardians",
        "description": "Reads guardians and whose they are.", "x-order": 19},
      "lead_days": {"type": "integer", "minimum": 0, "maximum": 60, "default": 0, "title": "Days ahead",
        "description": "Students are in their sections so many days before they begin.", "x-order": 20},
      "rate": {"type": "integer", "minimum": 1, "maximum": 50, "default": 8, "title": "Calls in a second", "x-order": 21}
    }},

  "auth_profiles": [{"name": "session", "kind": "session",
    "login": {"method": "POST", "url": "{domain}{base_path}/session", "content_type": "application/json",
      "body": "{\"siteCode\": \"{site_code}\", \"loginName\": \"{login}\", \"password\": \"{password}\", \"client\": {\"name\": \"crosswalk\", \"version\": \"1.0\"}}",
      "reason": "/error/code"},
    "token_at": {"json": "/token"},
    "send_as": {"header": "Authorization", "value": "ESP-Session {token}"}},
    {"name": "plus360", "kind": "oauth1", "method": "{signature_method}", "key": "{consumer_key}", "secret": "{consumer_secret}"}],
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
