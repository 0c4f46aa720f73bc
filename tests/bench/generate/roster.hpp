#pragma once

/// \file
/// Makes synthetic districts of any size as OneRoster 1.1 CSV, twice: before and after a night.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "crosswalk/result.hpp"

namespace crosswalk::bench {

struct RosterOptions {
  std::uint64_t users = 10'000;
  std::uint64_t enrollments = 100'000;
  std::uint64_t seed = 1;
  double change = 0.005;  ///< share of users and of enrollments that differ in b; insert : update :
                          ///< delete = 1 : 2 : 1
  std::uint64_t users_per_school = 700;  ///< on average; schools differ in size
  std::uint64_t enrollments_per_class = 25;
  std::uint64_t classes_per_course = 8;
  bool crlf = false;
  bool quote_all = false;  ///< quotes around every cell, as some exporters write them
};

/// What a right comparison of a with b must find in one file.
struct Changes {
  std::uint64_t before = 0;
  std::uint64_t after = 0;
  std::uint64_t inserts = 0;
  std::uint64_t updates = 0;
  std::uint64_t deletes = 0;
};

using Expected = std::map<std::string, Changes>;  ///< by file, without `.csv`

/// Takes the files, one after the other.
class RosterSink {
 public:
  virtual ~RosterSink() = default;
  /// A new file begins: snapshot 'a' or 'b', name "users.csv".
  virtual Result<> begin(char snapshot, std::string_view name) = 0;
  virtual Result<> write(std::string_view bytes) = 0;
};

/// Writes both snapshots.
///
/// The same options give the same bytes everywhere. In both snapshots every reference holds: a
/// class and its course are in one school, so are its people; each pair of class and user comes
/// once. The rows of b are in another order than those of a. Users that vanish in b are staff
/// without enrollments.
/// \error InvalidArgument  the enrollments do not fit: a class would need more students than its
/// school has
Result<Expected> generate(const RosterOptions& options, RosterSink& sink);

/// The content of expected.json.
std::string to_json(const RosterOptions& options, const Expected& expected);

}  // namespace crosswalk::bench
