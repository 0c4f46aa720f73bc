#pragma once

/// \file
/// What an export holds, as data: the records of each entity as the manifest declares them, and the
/// columns of their files in OneRoster 1.1 and 1.2 (contract, sections 9.4 and 9.5).

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::oneroster::exports {

enum class ExportVersion : std::uint8_t { V1_1, V1_2 };

/// What a connection writes.
struct ExportOptions {
  ExportVersion version = ExportVersion::V1_2;
  bool zip = false;
  std::string system_name;  ///< `source.systemName` of the manifest
  std::string path;         ///< as configured: to be compared and shown
};

/// "1.1" or "1.2".
std::string_view to_text(ExportVersion version);

/// The folder under the configured one that is the export, and the zip of it beside that folder.
inline constexpr std::string_view kFolder = "oneroster";
inline constexpr std::string_view kZip = "oneroster.zip";

enum class Kind : std::uint8_t { Text, Date, Flag, List };

enum class SheetId : std::uint8_t { Orgs, Sessions, Courses, Classes, Users, Enrollments };
inline constexpr std::size_t kSheets = 6;

/// A field of a record.
struct Field {
  std::string_view name;    ///< in the manifest of this adapter; empty: the export's own
  std::string_view column;  ///< in the file; empty: it has no column of its own
  Kind kind = Kind::Text;
  bool filled = false;                 ///< a record without a value is refused
  std::optional<SheetId> refers = {};  ///< its ids must be in that sheet
};

/// One record: a value for each field of its sheet, as the file writes it, without quotes. Lists
/// are joined by commas, flags are `true` or `false`, dates `YYYY-MM-DD`.
struct Record {
  std::string id;
  std::vector<std::string> values;
  bool operator==(const Record&) const = default;
};

struct Sheet {
  SheetId id;
  std::string_view entity;
  std::string_view file;  ///< without `.csv`
  std::span<const Field> fields;

  /// The place of a field by its name, which must be one of the sheet's.
  std::size_t at(std::string_view field) const;
};

const Sheet& sheet(SheetId id);
std::optional<SheetId> sheet_of_entity(std::string_view entity);

/// The header of a sheet's file.
std::span<const std::string_view> columns(SheetId id, ExportVersion version);
/// The header of `roles.csv`, which 1.2 has beside `users.csv`.
std::span<const std::string_view> role_columns();
inline constexpr std::string_view kRolesFile = "roles";

/// Every kind of file that the version knows, in the manifest's order.
std::span<const std::string_view> file_kinds(ExportVersion version);

/// The roles that a user can have.
std::span<const std::string_view> user_roles(ExportVersion version);

namespace user_field {
enum : unsigned { kRole = 13, kOrg, kAdditionalOrgs, kAgents };
}
namespace class_field {
enum : unsigned { kSchool = 6 };
}
namespace enrollment_field {
enum : unsigned { kClass, kUser, kRole, kPrimary, kBegin, kEnd, kSchool };
}

}  // namespace crosswalk::oneroster::exports
