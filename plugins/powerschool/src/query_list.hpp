#pragma once

/// \file
/// A named query, page by page, and whether all of its rows were seen.

#include "client.hpp"
#include "decode_query.hpp"
#include "options.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::powerschool {

/// The queries of package/queries_root, without their prefix.
inline constexpr std::string_view kQueries[] = {"roster.schools",    "roster.terms",
                                                "roster.staff",      "roster.students",
                                                "roster.sections",   "roster.section_teachers",
                                                "roster.enrollments"};

/// Of PowerSchool itself (contract 8.3): the sections in which some people are co-teachers.
inline constexpr std::string_view kCoteachersQuery =
    "com.powerschool.core.users.coteacher_access_roles";

/// One query in progress.
class QueryReader {
 public:
  /// \param query      without the prefix
  /// \param arguments  a JSON object
  QueryReader(Client client, const Options& options, std::string_view query, std::string arguments);

  bool done() const { return done_; }
  /// The rows of the next page. Only when not done.
  /// \error as Client::fetch(), BadData
  Result<std::vector<QueryRow>> next();
  /// After the end: the rows are as many as the query counts, before and after, and no page showed
  /// the row before it again.
  bool complete() const { return done_ && !drifted_; }

 private:
  Result<std::uint64_t> count() const;

  Client client_;
  std::string name_;
  std::string what_;
  std::string arguments_;
  std::uint32_t page_size_;
  std::uint32_t page_ = 0;
  std::uint64_t rows_ = 0;
  std::uint64_t expected_ = 0;
  QueryRow last_;
  bool done_ = false;
  bool drifted_ = false;
};

/// All rows at once, for queries that are short.
Result<Listing<QueryRow>> read_query(const Client& client, const Options& options,
                                     std::string_view query, std::string arguments);

/// `{"yearid": "36"}`
std::string year_arguments(std::int32_t start_year);

}  // namespace crosswalk::powerschool
