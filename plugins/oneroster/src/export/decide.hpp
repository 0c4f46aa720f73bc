#pragma once

/// \file
/// What becomes of each change of a batch, from what the export has. Decides, and does nothing.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "crosswalk/abi/base.h"
#include "export/changes.hpp"
#include "export/sheet.hpp"

namespace crosswalk::oneroster::exports {

/// Records of a sheet by id.
using Records = std::map<std::string, Record, std::less<>>;

/// What the export has, as far as a batch names it.
struct Present {
  ExportVersion version = ExportVersion::V1_2;
  Records records;                                       ///< of the batch's own sheet
  std::map<SheetId, Records> referred;                   ///< of others, by what records refer to
  std::map<std::string, std::string> users_enrolled_in;  ///< of users to be dropped: a class
};

/// What the host is told about a change.
struct Verdict {
  enum class What : std::uint8_t { Applied, Noop, Rejected };
  What what = What::Applied;
  cw_status status = CW_OK;  ///< Rejected: why
  std::string message;       ///< Rejected: the sentence
};

/// The records that will differ, by id; nothing: it will be gone.
using Edits = std::map<std::string, std::optional<Record>, std::less<>>;

struct Decision {
  std::vector<Verdict> verdicts;  ///< one for each change
  Edits edits;
};

/// Ids of other sheets that the changes need to be there, by sheet.
std::map<SheetId, std::set<std::string>> references_of(const Sheet& sheet,
                                                       const std::vector<Change>& changes);

/// Changes of one record count in their order.
Decision decide(const Sheet& sheet, const std::vector<Change>& changes, const Present& present);

/// Makes the agents of edited users sound: only people who are in the export, and whoever is new
/// stands on both sides (contract, 5.6: "the relation must be stated on both sides").
/// \param present  the users of the batch and all whom their agents name
/// \param is_new   ids that the batch creates or brings back
void settle_agents(Edits& edits, const Records& present, const std::set<std::string>& is_new);

}  // namespace crosswalk::oneroster::exports
