#pragma once

/// \file
/// The switches of the OneRoster sandbox: what providers do differently (contract, sections 12 and
/// 14), and whom it lets in.

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "crosswalk/result.hpp"

namespace crosswalk::sandbox::oneroster {

struct Settings {
  std::string base_path;  ///< stands before /ims, such as /campus/api (1)
  bool serve_1_1 = true;  ///< false: every path of that version is unknown
  bool serve_1_2 = true;

  // Whom it lets in (7).
  bool oauth1 = true;           ///< takes signed requests
  bool oauth1_for_1_2 = false;  ///< also for 1.2, which knows OAuth 2 alone
  bool hmac_sha1 = true;
  bool hmac_sha256 = true;
  std::int64_t clock_skew_s = 2700;
  bool oauth2 = true;
  std::string credentials_in = "either";  ///< basic, form or either
  bool scope_required = false;            ///< a token request without scope is refused
  std::string scopes = "roster-core.readonly roster.readonly roster-demographics.readonly";
  std::int64_t token_life_s = 3600;

  // Pages (3.1).
  std::int64_t max_limit = 0;  ///< a greater limit is cut down silently; 0: none is
  bool no_total = false;
  bool no_link = false;
  bool total_is_page = false;          ///< X-Total-Count says how many the page has
  std::int64_t moving_total = 0;       ///< is added to the total once for every page before
  bool repeat_page = false;            ///< the offset is ignored: always the first page
  bool empty_204 = false;              ///< an empty list is 204 without a body
  bool unpaged_without_limit = false;  ///< neither limit nor offset: the whole collection
  bool link_from_one = false;          ///< offsets of links count from 1

  // Queries (3.2 to 3.4).
  bool ignore_sort = false;  ///< and then the order is another one
  bool refuse_sort = false;  ///< 400 for any sort
  bool ignore_filter = false;
  bool ignore_fields = false;
  bool case_sensitive_filter = false;  ///< in 1.1 too
  bool total_before_filter = false;
  bool no_relationships = false;  ///< /schools/{id}/classes and the like are unknown

  // Shape (4, 12).
  bool boolean_flags = false;   ///< 1.1 flags are JSON booleans, not texts
  bool cap_booleans = false;    ///< "True"
  bool null_optionals = false;  ///< null for what is not known
  bool bare_refs = false;       ///< a reference is a text
  bool relative_href = false;
  bool periods_as_text = false;   ///< "1,2" in 1.1
  bool agent_typo = false;        ///< agentSourceIds for agents
  bool path_envelope = false;     ///< the list is named after the path: schools, students
  bool missing_envelope = false;  ///< the list is named "data"
  bool twice_per_year = false;    ///< every class comes twice, with different bodies
  std::string errors_1_1 = "statusInfoSet";  ///< or openapi, errors, flat (6.2)

  // Removals (4, 13).
  std::int64_t tombstone_days = 30;
  bool no_tombstones = false;    ///< what is to be deleted is not shown
  bool inactive_status = false;  ///< 1.0's word for tobedeleted
};

nlohmann::json to_json(const Settings& settings);

/// `current` with the named changes; InvalidArgument names an unknown setting or a wrong value.
Result<Settings> with_changes(Settings current, const nlohmann::json& changes);

}  // namespace crosswalk::sandbox::oneroster
