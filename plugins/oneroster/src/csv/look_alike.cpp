#include "csv/look_alike.hpp"

#include <algorithm>

#include "decode.hpp"

namespace crosswalk::oneroster::csv {
namespace {

/// A column, or with an empty column a file, that only this product's export has.
struct Sign {
  std::string_view stem;  ///< empty: any file
  std::string_view column;
  std::string_view product;
};

// Sources: the vendors' published descriptions of their CSV formats.
constexpr std::string_view kSds2 = "Microsoft School Data Sync, format V2";
constexpr std::string_view kSds1 = "Microsoft School Data Sync, format V1";
constexpr std::string_view kApple = "Apple School Manager";
constexpr std::string_view kClever = "Clever";
constexpr std::string_view kCanvas = "Canvas SIS import";
constexpr Sign kSigns[] = {
    {"users", "activeDirectoryMatchId", kSds2},
    {"roles", "sessionSourcedId", kSds2},
    {"roles", "isPrimary", kSds2},
    {"classes", "sessionSourcedIds", kSds2},
    {"", "SIS ID", kSds1},
    {"", "School SIS ID", kSds1},
    {"studentenrollment", "", kSds1},
    {"teacherroster", "", kSds1},
    {"", "person_id", kApple},
    {"classes", "class_id", kApple},
    {"courses", "location_id", kApple},
    {"rosters", "roster_id", kApple},
    {"", "School_id", kClever},
    {"", "Section_id", kClever},
    {"users", "login_id", kCanvas},
    {"courses", "account_id", kCanvas},
    {"enrollments", "section_id", kCanvas},
};

constexpr Sign kSignsOf10[] = {
    {"users", "userId", ""},
    {"users", "agents", ""},
    {"users", "grade", ""},
    {"classes", "termSourcedId", ""},
    {"classes", "grade", ""},
    {"courses", "schoolYearId", ""},
    {"courses", "grade", ""},
    {"demographics", "userSourcedId", ""},
    {"demographics", "birthdate", ""},
};

bool shows(const FileShape& file, const Sign& sign) {
  if (!sign.stem.empty() && !equal_ignoring_case(file.stem, sign.stem)) return false;
  return sign.column.empty() ||
         std::find(file.names.begin(), file.names.end(), sign.column) != file.names.end();
}

std::string file_has(const FileShape& file, const Sign& sign) {
  std::string text(file.stem);
  text += ".csv";
  if (!sign.column.empty()) text += " has '" + std::string(sign.column) + "'";
  return text;
}

}  // namespace

std::string other_product(std::span<const FileShape> files) {
  for (const Sign& sign : kSigns) {
    for (const FileShape& file : files) {
      if (!shows(file, sign)) continue;
      return "this looks like an export for " + std::string(sign.product) + " (" +
             file_has(file, sign) +
             "), not like OneRoster: export OneRoster 1.1 or 1.2 CSV instead";
    }
  }
  return {};
}

std::string sign_of_version_1_0(std::span<const FileShape> files) {
  for (const Sign& sign : kSignsOf10) {
    for (const FileShape& file : files) {
      if (shows(file, sign)) return file_has(file, sign);
    }
  }
  return {};
}

}  // namespace crosswalk::oneroster::csv
