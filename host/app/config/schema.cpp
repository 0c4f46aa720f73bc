#include "app/config/schema.hpp"

namespace crosswalk::app {

std::string_view config_schema() {
  // `fields`, roles and grade levels hold texts or null, which the schema's types cannot say:
  // roster_settings.cpp checks them.
  return R"json({
  "type": "object",
  "required": ["district", "state", "connectors", "integrations"],
  "properties": {
    "district": {"type": "object", "required": ["name", "time_zone"], "properties": {
      "name": {"type": "string", "minLength": 1, "maxLength": 200},
      "time_zone": {"type": "string", "minLength": 1}
    }},
    "state": {"type": "object", "required": ["database"], "properties": {
      "database": {"type": "string", "minLength": 1},
      "scratch": {"type": "string", "minLength": 1, "default": "scratch"},
      "memory_mib": {"type": "integer", "minimum": 16, "maximum": 1048576, "default": 256}
    }},
    "adapters": {"type": "object", "default": {}, "properties": {
      "folders": {"type": "array", "default": [], "items": {"type": "string", "minLength": 1}}
    }},
    "files": {"type": "object", "default": {}, "properties": {
      "allowed_roots": {"type": "array", "default": [], "items": {"type": "string", "minLength": 1}}
    }},
    "network": {"type": "object", "default": {}, "properties": {
      "ca_file": {"type": "string", "minLength": 1}
    }},
    "connectors": {"type": "object", "additionalProperties": {
      "type": "object", "required": ["adapter"], "properties": {
        "adapter": {"type": "string", "minLength": 1},
        "config": {"type": "object", "additionalProperties": true, "default": {}}
      }}},
    "integrations": {"type": "object", "additionalProperties": {
      "type": "object", "required": ["source", "destination"], "properties": {
        "source": {"type": "string", "minLength": 1},
        "destination": {"type": "string", "minLength": 1},
        "active_year": {"type": "string", "default": ""},
        "session_end": {"type": "string", "enum": ["exclusive", "inclusive"], "default": "exclusive"},
        "schools": {"type": "object", "default": {}, "properties": {
          "map": {"type": "object", "additionalProperties": true, "default": {}},
          "otherwise": {"type": "string", "enum": ["create", "match", "skip"], "default": "create"}
        }},
        "terms": {"type": "object", "default": {}, "properties": {
          "map": {"type": "object", "additionalProperties": true, "default": {}},
          "otherwise": {"type": "string", "enum": ["create", "match", "skip"], "default": "create"}
        }},
        "roles": {"type": "object", "additionalProperties": true, "default": {}},
        "school_roles": {"type": "object", "default": {}, "additionalProperties":
          {"type": "object", "additionalProperties": true}},
        "grade_levels": {"type": "object", "additionalProperties": true, "default": {}},
        "usernames": {"type": "string", "default": "source",
          "enum": ["source", "email-local-part", "email", "identifier", "none"]},
        "passwords": {"default": "destination"},
        "codes": {"type": "object", "default": {}, "properties": {
          "org": {"type": "string", "minLength": 1}, "academicSession": {"type": "string", "minLength": 1},
          "course": {"type": "string", "minLength": 1}, "class": {"type": "string", "minLength": 1},
          "user": {"type": "string", "minLength": 1}
        }},
        "fields": {"type": "object", "default": {}, "properties": {
          "org": {"type": "object", "additionalProperties": {"type": "string", "minLength": 1}},
          "academicSession": {"type": "object", "additionalProperties": {"type": "string", "minLength": 1}},
          "course": {"type": "object", "additionalProperties": {"type": "string", "minLength": 1}},
          "class": {"type": "object", "additionalProperties": {"type": "string", "minLength": 1}},
          "user": {"type": "object", "additionalProperties": {"type": "string", "minLength": 1}},
          "enrollment": {"type": "object", "additionalProperties": {"type": "string", "minLength": 1}}
        }},
        "removed_users": {"type": "string", "enum": ["report", "deactivate"], "default": "report"},
        "dropped_enrollments": {"type": "string", "enum": ["keep", "delete"], "default": "keep"},
        "adopted_enrollments_are_ours": {"type": "boolean", "default": false},
        "follow_enrollment_dates": {"type": "boolean", "default": true},
        "grace": {"type": "object", "default": {}, "properties": {
          "snapshots": {"type": "integer", "minimum": 1, "maximum": 1000, "default": 2},
          "hours": {"type": "integer", "minimum": 0, "maximum": 87600, "default": 48}
        }},
        "thresholds": {"type": "object", "default": {}, "additionalProperties": {
          "type": "object", "properties": {
            "floor": {"type": "integer", "minimum": 0},
            "percent": {"type": "number", "minimum": 0, "maximum": 100},
            "hard_max": {"type": "integer", "minimum": 0}
          }}},
        "stop_after_failures": {"type": "integer", "minimum": 1, "maximum": 1000000, "default": 20},
        "resume_wait_seconds": {"type": "integer", "minimum": 0, "maximum": 86400, "default": 60}
      }}}
  }
})json";
}

}  // namespace crosswalk::app
