#pragma once

/// \file
/// A manifest that uses everything, to be changed by the tests.

#include <nlohmann/json.hpp>

namespace crosswalk::test {

inline nlohmann::json full_manifest() {
  return nlohmann::json::parse(R"json({
  "manifest_version": 1, "id": "sample", "name": "Sample LMS", "version": "1.2.0", "vendor": "Example",
  "abi": {"major": 1, "needs_minor": 0}, "needs": ["cw.core/1", "cw.http/1"], "wants": ["cw.state/1"],
  "config_schema": {"type": "object", "required": ["base_url", "key", "secret"], "properties": {
    "base_url": {"type": "string", "format": "uri", "default": "https://api.example.com"},
    "key": {"type": "string", "minLength": 1}, "secret": {"type": "string", "minLength": 1, "x-secret": true},
    "token_url": {"type": "string", "format": "uri"}, "login": {"type": "string"}, "password": {"type": "string", "x-secret": true},
    "method": {"type": "string", "enum": ["HMAC-SHA1", "PLAINTEXT"], "default": "HMAC-SHA1"},
    "rate": {"type": "number", "minimum": 1, "default": 40}}},
  "auth_profiles": [
    {"name": "api", "kind": "oauth1", "method": "{method}", "realm": "Sample API", "key": "{key}", "secret": "{secret}", "empty_token": true},
    {"name": "o2", "kind": "oauth2_client_credentials", "token_url": "{token_url}", "client_id": "{key}", "client_secret": "{secret}",
     "scope": "roster", "credentials_in": "form"},
    {"name": "pw", "kind": "basic", "user": "{login}", "password": "{password}"},
    {"name": "kh", "kind": "api_key", "in": "header", "key_name": "X-Key", "value": "{secret}"},
    {"name": "kq", "kind": "api_key", "in": "query", "key_name": "apiKey", "value": "{secret}"},
    {"name": "br", "kind": "bearer", "token": "{secret}"},
    {"name": "se", "kind": "session", "login": {"method": "POST", "url": "{base_url}/login", "content_type": "application/json",
      "body": "{\"u\":\"{login}\",\"p\":\"{password}\"}", "reason": "/error/code"}, "token_at": {"json": "/data/token"},
      "send_as": {"header": "X-Session", "value": "S {token}"}}],
  "egress": ["{base_url}"],
  "rate": [{"bucket": "api", "requests": "{rate}", "per_ms": 5000, "concurrency": 4},
           {"bucket": "slow", "requests": 1, "per_ms": 1000, "concurrency": 2}],
  "source": {"entities": {"user": {"modes": ["full", "delta"]}, "org": {"modes": ["full"]}}},
  "destination": {"catalogs": ["role"], "entities": {
    "user": {"label": "account", "operations": ["create", "update", "drop", "restore"], "reversible": ["update", "drop"],
      "batch": 50, "read": ["full", "by_id"], "read_after_write_ms": 2000, "probe": "code",
      "match": [{"tier": 1, "fields": ["code"]}, {"tier": 3, "fields": ["username"], "agree": ["familyName"]}],
      "fields": [
        {"name": "code", "title": "Unique id", "type": "text", "required": true, "unique": true, "create_only": true},
        {"name": "username", "type": "text", "identity": true, "max_length": 60, "pattern": "^\\S+$",
         "pattern_says": "no blanks", "required_with_any": ["username", "email"]},
        {"name": "email", "type": "text"},
        {"name": "familyName", "type": "text", "policy": "keep"},
        {"name": "role", "type": "text", "catalog": "role", "from": "lmsRole"},
        {"name": "birthDate", "type": "date", "end": "inclusive"},
        {"name": "sections", "type": "refs", "entity": "section", "value": "code"}]},
    "section": {"operations": ["create"], "read": ["full"], "partition": "title", "per": "org", "shared": true, "probe": "list",
      "fields": [{"name": "title", "type": "text"}]}}}
})json");
}

}  // namespace crosswalk::test
