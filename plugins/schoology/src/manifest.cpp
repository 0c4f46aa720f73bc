#include "manifest.hpp"

namespace crosswalk::schoology {

std::string_view manifest_json() {
  return R"json({
  "manifest_version": 1,
  "id": "schoology", "name": "Schoology", "version": "1.0.0", "vendor": "PowerSchool",
  "abi": {"major": 1, "needs_minor": 0},
  "needs": ["cw.core/1", "cw.http/1"], "wants": ["cw.state/1"],

  "config_schema": {
    "type": "object", "required": ["consumer_key", "consumer_secret"], "additionalProperties": false,
    "properties": {
      "base_url": {"type": "string", "format": "uri", "default": "https://api.schoology.com", "title": "Address of the API",
        "description": "The same for every district; another one only for a test server.", "x-order": 1},
      "consumer_key": {"type": "string", "minLength": 1, "title": "Consumer key",
        "description": "Of a system administrator; found in Schoology at /api.", "x-order": 2},
      "consumer_secret": {"type": "string", "minLength": 1, "x-secret": true, "title": "Consumer secret", "x-order": 3},
      "token": {"type": "string", "x-secret": true, "title": "Access token",
        "description": "Only when a person approved the connection (three-legged OAuth); lives 90 days.", "x-order": 4},
      "token_secret": {"type": "string", "x-secret": true, "title": "Access token secret", "x-order": 5},
      "signature_method": {"type": "string", "enum": ["HMAC-SHA1", "PLAINTEXT"], "default": "HMAC-SHA1", "title": "Signature method", "x-order": 6},
      "rate": {"type": "integer", "minimum": 1, "default": 40, "title": "Requests in five seconds",
        "description": "Schoology answers 429 at about 50.", "x-order": 7},
      "concurrency": {"type": "integer", "minimum": 1, "maximum": 32, "default": 4, "title": "Requests at a time", "x-order": 8},
      "email_conflict_resolution": {"type": "integer", "enum": [0, 1, 2], "default": 1, "title": "When an e-mail address is taken",
        "description": "0: the account is refused; 1: it gets a user name only; 2: accounts in a verified domain are merged into it.", "x-order": 9},
      "nested_sections": {"type": "boolean", "default": true, "title": "Sections inside their courses",
        "description": "New sections of many courses go in one call, inside their courses; false: one call for each course.", "x-order": 10},
      "time_zone": {"type": "string", "title": "Time zone of the school", "examples": ["America/Chicago"],
        "description": "Default: the one in the profile of the key's owner.", "x-order": 11},
      "source_ids": {"type": "string", "enum": ["own", "codes"], "default": "own", "title": "As a source: ids of records",
        "description": "own: Schoology's. codes: unique user id, section school code, course code and building code, where they are filled.", "x-order": 12},
      "buildings": {"type": "string", "enum": ["auto", "always", "never"], "default": "auto", "title": "As a source: schools",
        "description": "auto: the buildings if there are any, else the school; what was found first stays. always: the buildings. never: the school alone.", "x-order": 13},
      "school_year": {"type": "string", "pattern": "^[0-9]{4}$", "title": "As a source: school year",
        "description": "The year it ends in. Sections with a grading period that begins in it are read. Default: that of today; it turns on 1 July.", "x-order": 14}
    }},

  "auth_profiles": [{"name": "api", "kind": "oauth1", "method": "{signature_method}", "realm": "Schoology API",
    "key": "{consumer_key}", "secret": "{consumer_secret}", "token": "{token}", "token_secret": "{token_secret}", "empty_token": true}],
  "egress": ["{base_url}"],
  "rate": [{"bucket": "api", "requests": "{rate}", "per_ms": 5000, "concurrency": "{concurrency}"}],
  "quirks": [{"id": "H6", "why": "Schoology itself answers an empty list with {}, with [] or without the list's member"}],

  "source": {"entities": {
    "org": {"modes": ["full"]},
    "academicSession": {"modes": ["full"]},
    "course": {"modes": ["full"]},
    "class": {"modes": ["full"]},
    "user": {"modes": ["full"]},
    "enrollment": {"modes": ["full"]}
  }},

  "destination": {
    "catalogs": ["role"],
    "entities": {
      "org": {
        "label": "building", "operations": ["create", "update"], "reversible": ["update"], "batch": 1, "read": ["full", "by_id"],
        "match": [{"tier": 1, "fields": ["code"]}, {"tier": 2, "fields": ["title"]}], "probe": "list",
        "fields": [
          {"name": "title", "title": "Name", "type": "text", "required": true},
          {"name": "code", "title": "Building code", "type": "text"}]},
      "academicSession": {
        "label": "grading period", "operations": ["create", "update"], "reversible": ["update"], "batch": 1, "read": ["full", "by_id"],
        "shared": true,
        "match": [{"tier": 1, "fields": ["title", "startDate", "endDate"]}], "probe": "title",
        "fields": [
          {"name": "title", "title": "Title", "type": "text", "required": true, "unique": true},
          {"name": "startDate", "title": "First day", "type": "date", "required": true},
          {"name": "endDate", "title": "Last day", "type": "date", "required": true, "end": "inclusive"}]},
      "course": {
        "label": "course", "operations": ["create", "update"], "reversible": ["update"], "batch": 50, "read": ["full", "by_id"],
        "per": "org",
        "match": [{"tier": 1, "fields": ["code"]}], "probe": "code",
        "fields": [
          {"name": "title", "title": "Title", "type": "text", "required": true},
          {"name": "code", "title": "Course code", "type": "text", "required": true, "unique": true, "create_only": true,
           "pattern": "^[^,\\s]([^,]*[^,\\s])?$", "pattern_says": "a course code may hold no comma and no blank at either end"},
          {"name": "org", "title": "Building", "type": "ref", "entity": "org"},
          {"name": "grades", "title": "Grade levels", "type": "list"}]},
      "class": {
        "label": "section", "operations": ["create", "update"], "reversible": ["update"], "batch": 50, "read": ["full", "by_id"],
        "match": [{"tier": 1, "fields": ["code"]}], "probe": "code",
        "fields": [
          {"name": "title", "title": "Title", "type": "text", "required": true},
          {"name": "code", "title": "Section school code", "type": "text", "required": true, "unique": true, "create_only": true,
           "pattern": "^[^,\\s]([^,]*[^,\\s])?$", "pattern_says": "a section code may hold no comma and no blank at either end"},
          {"name": "course", "title": "Course", "type": "ref", "entity": "course", "required": true, "create_only": true},
          {"name": "courseCode", "title": "Course code", "type": "ref", "entity": "course", "value": "code", "from": "course", "create_only": true},
          {"name": "sessions", "title": "Grading periods", "type": "refs", "entity": "academicSession", "required": true},
          {"name": "location", "title": "Room", "type": "text"}]},
      "user": {
        "label": "user", "operations": ["create", "update", "drop", "restore"], "reversible": ["update", "drop"], "batch": 50,
        "read": ["full", "by_id"],
        "match": [{"tier": 1, "fields": ["code"]},
                  {"tier": 3, "fields": ["username"], "agree": ["familyName", "givenName"]},
                  {"tier": 3, "fields": ["email"], "agree": ["familyName", "givenName"]}],
        "probe": "code",
        "fields": [
          {"name": "code", "title": "Unique user id", "type": "text", "required": true, "unique": true, "create_only": true,
           "pattern": "^[^,\\s]([^,]*[^,\\s])?$", "pattern_says": "a unique user id may hold no comma and no blank at either end"},
          {"name": "givenName", "title": "First name", "type": "text", "required": true},
          {"name": "familyName", "title": "Last name", "type": "text", "required": true},
          {"name": "middleName", "title": "Middle name", "type": "text"},
          {"name": "preferredFirstName", "title": "Preferred first name", "type": "text"},
          {"name": "username", "title": "User name", "type": "text", "unique": true, "identity": true,
           "pattern": "^\\S+$", "pattern_says": "a user name may not hold blanks", "required_with_any": ["email"]},
          {"name": "email", "title": "E-mail", "type": "text", "unique": true, "identity": true, "required_with_any": ["username"]},
          {"name": "role", "title": "Role", "type": "text", "required": true, "catalog": "role"},
          {"name": "org", "title": "Building", "type": "ref", "entity": "org"},
          {"name": "additionalOrgs", "title": "Additional buildings", "type": "refs", "entity": "org"},
          {"name": "gradYear", "title": "Graduation year", "type": "text",
           "pattern": "^[0-9]{4}$", "pattern_says": "a graduation year has four digits"},
          {"name": "password", "title": "Password", "type": "text", "create_only": true}]},
      "enrollment": {
        "label": "enrollment", "operations": ["create", "update", "drop", "restore", "delete"], "reversible": ["update", "drop"], "batch": 50,
        "read": ["full"], "partition": "class",
        "match": [{"tier": 1, "fields": ["class", "user"]}], "probe": "list",
        "fields": [
          {"name": "class", "title": "Section", "type": "ref", "entity": "class", "required": true},
          {"name": "user", "title": "User", "type": "ref", "entity": "user", "required": true},
          {"name": "classCode", "title": "Section school code", "type": "ref", "entity": "class", "value": "code", "from": "class", "create_only": true},
          {"name": "userCode", "title": "Unique user id", "type": "ref", "entity": "user", "value": "code", "from": "user", "create_only": true},
          {"name": "role", "title": "Role", "type": "text", "required": true}]}
    }}
})json";
}

}  // namespace crosswalk::schoology
