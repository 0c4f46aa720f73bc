#include "manifest.hpp"

namespace crosswalk::powerschool {

std::string_view manifest_json() {
  return R"json({
  "manifest_version": 1,
  "id": "powerschool", "name": "PowerSchool SIS", "version": "1.0.0", "vendor": "PowerSchool",
  "abi": {"major": 1, "needs_minor": 0},
  "needs": ["cw.core/1", "cw.http/1"], "wants": ["cw.state/1"],

  "config_schema": {
    "type": "object", "required": ["base_url", "client_id", "client_secret"], "additionalProperties": false,
    "properties": {
      "base_url": {"type": "string", "format": "uri", "title": "Address of the district's PowerSchool",
        "description": "https, the server alone, no path and no slash at the end.", "examples": ["https://ps.district.example"], "x-order": 1},
      "client_id": {"type": "string", "minLength": 1, "title": "Client id",
        "description": "Shown to an administrator on the Data Provider Configuration page of the installed plugin.", "x-order": 2},
      "client_secret": {"type": "string", "minLength": 1, "x-secret": true, "title": "Client secret", "x-order": 3},
      "mode": {"type": "string", "enum": ["auto", "v1", "powerquery"], "default": "auto", "title": "How rosters are read",
        "description": "powerquery needs the queries of plugins/powerschool/package; v1 needs accessLevelV1Api READ; auto takes powerquery where it is granted.", "x-order": 4},
      "start_year": {"type": "integer", "minimum": 1990, "maximum": 2200, "title": "Calendar year in which the school year begins",
        "description": "2026 for 2026-2027. Default: the school year of today, which changes on 1 July.", "x-order": 5},
      "coteachers": {"type": "boolean", "default": false, "title": "Co-teachers too (mode v1)",
        "description": "v1 knows the lead teacher only; true reads the others with a query that PowerSchool ships. Mode powerquery always has them.", "x-order": 6},
      "interval_ms": {"type": "integer", "minimum": 1, "maximum": 60000, "default": 50, "title": "Milliseconds between requests",
        "description": "At least what the district's Global API Settings ask for.", "x-order": 7},
      "concurrency": {"type": "integer", "minimum": 1, "maximum": 8, "default": 1, "title": "Requests at a time",
        "description": "Helps mode v1, which asks section by section.", "x-order": 8},
      "query_page_size": {"type": "integer", "minimum": 1, "maximum": 100000, "default": 5000, "title": "Rows of one answer (mode powerquery)", "x-order": 9},
      "query_prefix": {"type": "string", "minLength": 1, "default": "org.example.bridge", "title": "Prefix of the installed queries",
        "description": "Only for a district that renamed the queries of the package.", "x-order": 10}
    }},

  "auth_profiles": [{"name": "api", "kind": "oauth2_client_credentials", "token_url": "{base_url}/oauth/access_token",
    "client_id": "{client_id}", "client_secret": "{client_secret}", "credentials_in": "basic"}],
  "egress": ["{base_url}"],
  "rate": [{"bucket": "api", "requests": 1, "per_ms": "{interval_ms}", "concurrency": "{concurrency}"}],

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

}  // namespace crosswalk::powerschool
