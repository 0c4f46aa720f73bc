#pragma once

/// \file
/// What the adapter for OneRoster over REST says about itself (docs/reference/manifest.md).

#include <string_view>

namespace crosswalk::oneroster::rest {

/// OAuth 2 has three profiles because the scope that reads a roster is another one in each version:
/// options.hpp chooses.
inline constexpr std::string_view kManifest = R"json({
  "manifest_version": 1,
  "id": "oneroster_rest", "name": "OneRoster REST", "version": "1.0.0", "vendor": "Crosswalk",
  "abi": {"major": 1, "needs_minor": 0},
  "needs": ["cw.core/1", "cw.http/1"], "wants": [],
  "config_schema": {
    "type": "object",
    "required": ["base_url", "version"],
    "examples": [{"base_url": "https://sample.invalid", "version": "1.2", "token_url": "https://sample.invalid/token", "key": "sample", "secret": "sample"}],
    "additionalProperties": false,
    "properties": {
      "base_url": {"type": "string", "format": "uri", "x-order": 1, "title": "Address",
        "description": "What stands before /ims/oneroster in the provider's addresses; or a whole service address such as https://sis.example.org/ims/oneroster/v1p1.",
        "examples": ["https://sis.example.org", "https://sis.example.org/campus/api"]},
      "version": {"type": "string", "enum": ["1.1", "1.2"], "x-order": 2, "title": "OneRoster version"},
      "auth": {"type": "string", "enum": ["oauth2", "oauth1", "bearer"], "default": "oauth2", "x-order": 3, "title": "Sign-in",
        "description": "oauth2: client credentials, with token_url; oauth1: signed requests, of 1.1 alone; bearer: a token that never runs out."},
      "key": {"type": "string", "minLength": 1, "x-order": 4, "title": "Client id or consumer key"},
      "secret": {"type": "string", "minLength": 1, "x-secret": true, "x-order": 5, "title": "Client secret or consumer secret"},
      "token_url": {"type": "string", "format": "uri", "x-order": 6, "title": "Token address",
        "description": "For oauth2; the provider's manual names it.", "examples": ["https://sis.example.org/oauth2/token"]},
      "scope": {"type": "string", "minLength": 1, "x-order": 7, "title": "Scope",
        "description": "For oauth2, where the provider wants another one than the version's roster-core.readonly; several with a blank between them."},
      "credentials_in": {"type": "string", "enum": ["basic", "form"], "default": "basic", "x-order": 8, "title": "Client secret is sent in",
        "description": "Of the token request: the Authorization header, or the form."},
      "signature_method": {"type": "string", "enum": ["HMAC-SHA256", "HMAC-SHA1"], "default": "HMAC-SHA256", "x-order": 9, "title": "Signature method",
        "description": "For oauth1."},
      "token": {"type": "string", "minLength": 1, "x-secret": true, "x-order": 10, "title": "Token", "description": "For bearer."},
      "page_size": {"type": "integer", "minimum": 1, "maximum": 10000, "default": 1000, "x-order": 11, "title": "Records a page",
        "description": "A provider may send fewer; that is noticed."},
      "sort": {"type": "boolean", "default": true, "x-order": 12, "title": "Ask for an order",
        "description": "Keeps pages from shifting. Off only when the provider answers 400 to it."},
      "follow_links": {"type": "boolean", "default": true, "x-order": 13, "title": "Follow the next link",
        "description": "Off when the links of the provider are wrong: then pages are counted."},
      "page_ceiling": {"type": "integer", "minimum": 1, "default": 100000, "x-order": 14, "title": "Most pages of a list",
        "description": "A list that goes on beyond them is taken for endless."},
      "rate": {"type": "integer", "minimum": 1, "default": 10, "x-order": 15, "title": "Requests a second"},
      "concurrency": {"type": "integer", "minimum": 1, "maximum": 5, "default": 2, "x-order": 16, "title": "Requests at a time"}
    }
  },
  "auth_profiles": [
    {"name": "oauth2_1_1", "kind": "oauth2_client_credentials", "token_url": "{token_url}", "client_id": "{key}", "client_secret": "{secret}",
     "credentials_in": "{credentials_in}", "scope": "https://purl.imsglobal.org/spec/or/v1p1/scope/roster-core.readonly"},
    {"name": "oauth2_1_2", "kind": "oauth2_client_credentials", "token_url": "{token_url}", "client_id": "{key}", "client_secret": "{secret}",
     "credentials_in": "{credentials_in}", "scope": "https://purl.imsglobal.org/spec/or/v1p2/scope/roster-core.readonly"},
    {"name": "oauth2_own", "kind": "oauth2_client_credentials", "token_url": "{token_url}", "client_id": "{key}", "client_secret": "{secret}",
     "credentials_in": "{credentials_in}", "scope": "{scope}"},
    {"name": "oauth1", "kind": "oauth1", "method": "{signature_method}", "key": "{key}", "secret": "{secret}"},
    {"name": "bearer", "kind": "bearer", "token": "{token}"}
  ],
  "egress": ["{base_url}"],
  "rate": [{"bucket": "api", "requests": "{rate}", "per_ms": 1000, "concurrency": "{concurrency}"}],
  "source": {"entities": {
    "org": {"modes": ["full"]},
    "academicSession": {"modes": ["full"]},
    "course": {"modes": ["full"]},
    "class": {"modes": ["full"]},
    "user": {"modes": ["full"]},
    "enrollment": {"modes": ["full"]}
  }}
})json";

}  // namespace crosswalk::oneroster::rest
