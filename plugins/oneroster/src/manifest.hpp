#pragma once

/// \file
/// What the adapter says about itself (docs/reference/manifest.md).

#include <string_view>

namespace crosswalk::oneroster {

inline constexpr std::string_view kManifest = R"json({
  "manifest_version": 1,
  "id": "oneroster", "name": "OneRoster CSV files", "version": "1.0.0", "vendor": "Crosswalk",
  "abi": {"major": 1, "needs_minor": 0},
  "needs": ["cw.core/1", "cw.files/1"], "wants": ["cw.file_set/1", "cw.state/1"],
  "config_schema": {
    "type": "object",
    "required": ["path"],
    "additionalProperties": false,
    "properties": {
      "path": {"type": "string", "minLength": 1, "x-path": true, "x-order": 1,
               "title": "Folder or zip file",
               "description": "Where the OneRoster 1.1 or 1.2 CSV files are: the folder that holds manifest.csv, orgs.csv, users.csv and so on, or the zip file as the SIS exports it.",
               "examples": ["/srv/sis/export", "/srv/sis/oneroster.zip"]},
      "export": {"type": "string", "enum": ["none", "1.1", "1.2"], "default": "none", "x-order": 2,
                 "title": "Write an export",
                 "description": "Only where this connection is a destination: the version of OneRoster that is written into the folder 'oneroster' below the path."},
      "zip": {"type": "boolean", "default": false, "x-order": 3, "title": "Write a zip too",
              "description": "Of an export: the same files as oneroster.zip, beside the folder."},
      "system_name": {"type": "string", "default": "", "maxLength": 255, "x-order": 4, "title": "Name of the system",
                      "description": "Of an export: what its manifest.csv says under source.systemName."}
    }
  },
  "auth_profiles": [],
  "egress": [],
  "rate": [],
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
        "label": "school", "operations": ["create", "update"], "reversible": ["update"], "batch": 50000, "read": ["full", "by_id"],
        "whole": true, "match": [{"tier": 1, "fields": ["code"]}], "probe": "code",
        "fields": [
          {"name": "code", "title": "sourcedId", "type": "text", "required": true, "unique": true, "create_only": true, "max_length": 255,
           "pattern": "^[^,\\s]([^,]*[^,\\s])?$", "pattern_says": "a sourcedId may hold no comma and no blank at either end"},
          {"name": "title", "title": "name", "type": "text", "required": true},
          {"name": "identifier", "type": "text"}]},
      "academicSession": {
        "label": "academic session", "operations": ["create", "update"], "reversible": ["update"], "batch": 50000, "read": ["full", "by_id"],
        "whole": true, "match": [{"tier": 1, "fields": ["code"]}], "probe": "code",
        "fields": [
          {"name": "code", "title": "sourcedId", "type": "text", "required": true, "unique": true, "create_only": true, "max_length": 255,
           "pattern": "^[^,\\s]([^,]*[^,\\s])?$", "pattern_says": "a sourcedId may hold no comma and no blank at either end"},
          {"name": "title", "type": "text", "required": true},
          {"name": "startDate", "type": "date", "required": true},
          {"name": "endDate", "type": "date", "required": true},
          {"name": "type", "type": "text"},
          {"name": "schoolYear", "type": "text", "pattern": "^[0-9]{4}$", "pattern_says": "a school year is the year in which it ends, four digits"}]},
      "course": {
        "label": "course", "operations": ["create", "update"], "reversible": ["update"], "batch": 50000, "read": ["full", "by_id"],
        "whole": true, "match": [{"tier": 1, "fields": ["code"]}], "probe": "code",
        "fields": [
          {"name": "code", "title": "sourcedId", "type": "text", "required": true, "unique": true, "create_only": true, "max_length": 255,
           "pattern": "^[^,\\s]([^,]*[^,\\s])?$", "pattern_says": "a sourcedId may hold no comma and no blank at either end"},
          {"name": "title", "type": "text", "required": true},
          {"name": "courseCode", "type": "text"},
          {"name": "org", "title": "orgSourcedId", "type": "ref", "entity": "org", "required": true},
          {"name": "grades", "type": "list"},
          {"name": "subjects", "type": "list"}]},
      "class": {
        "label": "class", "operations": ["create", "update"], "reversible": ["update"], "batch": 50000, "read": ["full", "by_id"],
        "whole": true, "match": [{"tier": 1, "fields": ["code"]}], "probe": "code",
        "fields": [
          {"name": "code", "title": "sourcedId", "type": "text", "required": true, "unique": true, "create_only": true, "max_length": 255,
           "pattern": "^[^,\\s]([^,]*[^,\\s])?$", "pattern_says": "a sourcedId may hold no comma and no blank at either end"},
          {"name": "title", "type": "text", "required": true},
          {"name": "course", "title": "courseSourcedId", "type": "ref", "entity": "course", "required": true},
          {"name": "org", "title": "schoolSourcedId", "type": "ref", "entity": "org", "required": true},
          {"name": "sessions", "title": "termSourcedIds", "type": "refs", "entity": "academicSession", "required": true},
          {"name": "classCode", "type": "text"},
          {"name": "classType", "type": "text"},
          {"name": "location", "type": "text"},
          {"name": "grades", "type": "list"},
          {"name": "subjects", "type": "list"},
          {"name": "periods", "type": "list"}]},
      "user": {
        "label": "user", "operations": ["create", "update", "drop", "restore"], "reversible": ["update", "drop"], "batch": 50000,
        "read": ["full", "by_id"], "whole": true, "match": [{"tier": 1, "fields": ["code"]}], "probe": "code",
        "fields": [
          {"name": "code", "title": "sourcedId", "type": "text", "required": true, "unique": true, "create_only": true, "max_length": 255,
           "pattern": "^[^,\\s]([^,]*[^,\\s])?$", "pattern_says": "a sourcedId may hold no comma and no blank at either end"},
          {"name": "username", "type": "text", "required": true, "identity": true},
          {"name": "givenName", "type": "text", "required": true},
          {"name": "familyName", "type": "text", "required": true},
          {"name": "middleName", "type": "text"},
          {"name": "preferredFirstName", "title": "preferredGivenName", "type": "text"},
          {"name": "preferredMiddleName", "type": "text"},
          {"name": "preferredLastName", "title": "preferredFamilyName", "type": "text"},
          {"name": "pronouns", "type": "text"},
          {"name": "identifier", "type": "text"},
          {"name": "email", "type": "text"},
          {"name": "sms", "type": "text"},
          {"name": "phone", "type": "text"},
          {"name": "role", "type": "text", "required": true, "catalog": "role"},
          {"name": "org", "title": "primaryOrgSourcedId", "type": "ref", "entity": "org", "required": true},
          {"name": "additionalOrgs", "title": "other schools", "type": "refs", "entity": "org"},
          {"name": "grades", "type": "list"},
          {"name": "agents", "title": "agentSourcedIds", "type": "list"}]},
      "enrollment": {
        "label": "enrollment", "operations": ["create", "update", "drop", "restore"], "reversible": ["update", "drop"], "batch": 100000,
        "read": ["full", "by_id"], "whole": true, "match": [{"tier": 1, "fields": ["class", "user"]}], "probe": "list",
        "fields": [
          {"name": "class", "title": "classSourcedId", "type": "ref", "entity": "class", "required": true},
          {"name": "user", "title": "userSourcedId", "type": "ref", "entity": "user", "required": true},
          {"name": "role", "type": "text", "required": true, "pattern": "^(administrator|proctor|student|teacher)$",
           "pattern_says": "the role of an enrollment is administrator, proctor, student or teacher"},
          {"name": "primary", "type": "bool"},
          {"name": "beginDate", "type": "date"},
          {"name": "endDate", "type": "date"}]}
    }}
})json";

}  // namespace crosswalk::oneroster
