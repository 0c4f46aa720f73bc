#pragma once

/// \file
/// The code under which a record is created: "{sourcedId}", "{courseCode}-{school.identifier}".

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crosswalk/result.hpp"
#include "flows/roster/orgs.hpp"
#include "model/canonical.hpp"
#include "model/entity.hpp"

namespace crosswalk::flows {

class CodeTemplate {
 public:
  /// \error BadConfig  an unknown name, or a brace that does not end.
  static Result<CodeTemplate> parse(model::Entity entity, std::string_view text);

  /// The record's sourcedId and nothing else.
  bool is_sourced_id() const;
  /// Holds something of the school, so that the code differs from school to school.
  bool of_school() const;
  /// The code; nothing when a part has no value (then `missing` names it). `school` may be null.
  /// {school.identifier} is the sourcedId where the school has no identifier.
  std::optional<std::string> expand(const model::RecordView& record, const Org* school,
                                    std::string& missing) const;

 private:
  enum class Of : std::uint8_t { Text, Column, SchoolIdentifier, SchoolId, SchoolName };
  struct Part {
    Of of = Of::Text;
    unsigned column = 0;
    std::string text;  ///< the text, or the name of what stands here
  };
  std::vector<Part> parts_;
};

}  // namespace crosswalk::flows
