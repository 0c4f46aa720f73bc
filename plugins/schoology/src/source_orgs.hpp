#pragma once

/// \file
/// What the orgs of a source are: the buildings, or the school alone where there are none or none
/// are wanted (contract 6.2).

#include "client.hpp"
#include "decode.hpp"
#include "options.hpp"

#include "crosswalk/roster_stream.hpp"

#include <map>
#include <string>
#include <vector>

namespace crosswalk::schoology {

struct SourceOrgs {
  Record school;
  /// Empty where the school is the one org.
  std::vector<Record> buildings;
  std::map<std::string, std::string> ids;  ///< the buildings' own ids and those of the source
  std::string school_id;                   ///< the school's, of the source
  bool complete = true;                    ///< false: so is every read that names an org

  /// The org of what names this building; the school's for what names none, or where buildings are
  /// no orgs.
  std::string org_of(const std::string& building) const;
};

/// Reads them. With Buildings::Auto what was found first is remembered (cw.state/1) and stays:
/// buildings that go, or come, must not move everybody to another org.
/// \error Forbidden  the buildings may not be read; the message says what to set
/// \error BadData  two buildings have one code, and codes are the ids; or buildings that were there
/// are not any more
Result<SourceOrgs> read_source_orgs(const Client& client, const Options& options);

/// The same as records of the model.
Roster rows_of(const SourceOrgs& orgs);

/// What Buildings::Auto chose before: "buildings", "school", or "" for nothing yet.
/// \error as the host's
Result<std::string> remembered_orgs(const Client& client);

}  // namespace crosswalk::schoology
