#include "manifest.hpp"

namespace crosswalk::quickschools {

std::string_view manifest_json() {
  return R"json({
  "manifest_version": 1,
  "id": "quickschools", "name": "QuickSchools", "version": "1.0.0", "vendor": "QuickSchools",
  "abi": {"major": 1, "needs_minor": 0},
  "quirks": [{"id": "H6", "why": "Lists come paged or flat, and nothing but the shape tells which: [] is a flat list of none."}],
  "needs": ["cw.core/1", "cw.http/1"], "wants": [],

  "config_schema": {
    "type": "object", "required": ["api_key", "school_code"], "additionalProperties": false,
    "properties": {
      "api_key": {"type": "string", "minLength": 1, "x-secret": true, "title": "API key",
        "description": "Of one school, as QuickSchools shows it to an administrator.", "x-order": 1},
      "school_code": {"type": "string", "minLength": 1, "pattern": "^[^,\\s]+$", "title": "School code",
        "description": "The part of the API key before the first dot; it names the school in the roster.", "x-order": 2},
      "school_name": {"type": "string", "title": "Name of the school",
        "description": "As it shall read in the destination; default: the school code.", "x-order": 3},
      "base_url": {"type": "string", "format": "uri", "default": "https://api.quickschools.com/sms/v1", "title": "Address of the API",
        "description": "Another one only for a test server; always https, except on this machine.", "x-order": 4},
      "semesters": {"type": "string", "enum": ["active_year", "active", "all"], "default": "active_year", "title": "Semesters",
        "description": "active_year: those of the year that the active one belongs to. Rosters outside of the active semester cost a call for each section.", "x-order": 5},
      "courses": {"type": "string", "enum": ["by_name", "by_section"], "default": "by_name", "title": "Courses",
        "description": "QuickSchools has none. by_name: sections of one name in one grade level are one course; by_section: each is its own.", "x-order": 6},
      "rate": {"type": "integer", "minimum": 1, "maximum": 20, "default": 5, "title": "Calls in a second", "x-order": 7}
    }},

  "auth_profiles": [{"name": "api", "kind": "api_key", "in": "query", "key_name": "apiKey", "value": "{api_key}"}],
  "egress": ["{base_url}"],
  "rate": [{"bucket": "api", "requests": "{rate}", "per_ms": 1000, "concurrency": 2}],

  "source": {"entities": {
    "org": {"modes": ["full"]},
    "academicSession": {"modes": ["full"]},
    "course": {"modes": ["full"]},
    "class": {"modes": ["full"]},
    "user": {"modes": ["full"]},
    "enrollment": {"modes": ["full"]}
  }},

  "destination": {
    "by_hand_only": true,
    "catalogs": ["role", "gradeLevel"],
    "entities": {
      "org": {
        "label": "school", "operations": [], "read": ["full"],
        "match": [{"tier": 1, "fields": ["code"]}, {"tier": 2, "fields": ["title"]}],
        "fields": [
          {"name": "title", "title": "Name", "type": "text"},
          {"name": "code", "title": "School code", "type": "text"}]},
      "academicSession": {
        "label": "active academic term", "operations": [], "read": ["full"], "shared": true,
        "match": [{"tier": 1, "fields": ["startDate", "endDate"]}],
        "fields": [
          {"name": "title", "title": "Name", "type": "text"},
          {"name": "startDate", "title": "First day", "type": "date"},
          {"name": "endDate", "title": "Last day", "type": "date", "end": "inclusive"}]},
      "class": {
        "label": "section", "operations": ["create", "update"], "reversible": ["update"], "batch": 20, "read": ["full"],
        "match": [{"tier": 1, "fields": ["title", "code", "gradeLevel"]}], "probe": "list",
        "fields": [
          {"name": "title", "title": "Name", "type": "text", "required": true},
          {"name": "code", "title": "Section code", "type": "text", "required": true, "create_only": true},
          {"name": "gradeLevel", "title": "Grade level", "type": "text", "from": "grades", "required": true, "catalog": "gradeLevel"},
          {"name": "school", "title": "School", "type": "ref", "entity": "org", "from": "org", "required": true, "create_only": true},
          {"name": "sessions", "title": "Academic term", "type": "refs", "entity": "academicSession", "required": true, "create_only": true}]},
      "user": {
        "label": "person", "operations": [], "read": ["full"],
        "match": [{"tier": 3, "fields": ["role", "number"], "agree": ["familyName"]},
                  {"tier": 3, "fields": ["role", "email"], "agree": ["familyName"]},
                  {"tier": 3, "fields": ["role", "code"], "agree": ["familyName"]}],
        "fields": [
          {"name": "role", "title": "Role", "type": "text", "required": true, "catalog": "role"},
          {"name": "school", "title": "School", "type": "ref", "entity": "org", "from": "org", "required": true},
          {"name": "code", "title": "QuickSchools id", "type": "text"},
          {"name": "number", "title": "Student number", "type": "text", "from": "identifier"},
          {"name": "email", "title": "E-mail", "type": "text"},
          {"name": "givenName", "title": "First name", "type": "text"},
          {"name": "familyName", "title": "Last name", "type": "text"}]},
      "enrollment": {
        "label": "enrollment", "operations": ["create", "drop", "restore"], "reversible": ["drop"], "batch": 200, "read": ["full"],
        "partition": "class",
        "match": [{"tier": 1, "fields": ["class", "user"]}], "probe": "list",
        "fields": [
          {"name": "class", "title": "Section", "type": "ref", "entity": "class", "required": true},
          {"name": "user", "title": "Person", "type": "ref", "entity": "user", "required": true},
          {"name": "role", "title": "Role", "type": "text", "required": true,
           "pattern": "^(student|teacher)$", "pattern_says": "a section has students and teachers, and nobody else"}]}
    }}
})json";
}

}  // namespace crosswalk::quickschools
