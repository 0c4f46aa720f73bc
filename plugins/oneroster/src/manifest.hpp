#pragma once

/// \file
/// What the adapter says about itself (docs/reference/manifest.md).

#include <string_view>

namespace crosswalk::oneroster {

inline constexpr std::string_view kManifest = R"json({
  "manifest_version": 1,
  "id": "oneroster", "name": "OneRoster CSV files", "version": "1.0.0", "vendor": "Crosswalk",
  "abi": {"major": 1, "needs_minor": 0},
  "needs": ["cw.core/1", "cw.files/1"], "wants": [],
  "config_schema": {
    "type": "object",
    "required": ["path"],
    "additionalProperties": false,
    "properties": {
      "path": {"type": "string", "minLength": 1, "x-path": true, "x-order": 1,
               "title": "Folder or zip file",
               "description": "Where the OneRoster 1.1 or 1.2 CSV files are: the folder that holds manifest.csv, orgs.csv, users.csv and so on, or the zip file as the SIS exports it.",
               "examples": ["/srv/sis/export", "/srv/sis/oneroster.zip"]}
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
  }}
})json";

}  // namespace crosswalk::oneroster
