#pragma once

/// \file
/// The roster through the named queries of our plugin package (contract 8.4): a handful of calls,
/// however many sections there are.

#include "client.hpp"
#include "options.hpp"
#include "query_list.hpp"
#include "source.hpp"

#include "crosswalk/kept.hpp"

#include <cstdint>
#include <functional>

namespace crosswalk::powerschool {

class QuerySource final : public RosterSource {
 public:
  QuerySource(Client client, const Options& options)
      : client_(std::move(client)), options_(options) {}

  Result<Feed> feed(std::string_view entity) override;

 private:
  struct Schools {
    SchoolIds ids;
    Listing<School> list;
  };

  std::int32_t year() const { return options_.year_at(client_.host().now_ms()); }
  Result<const Schools*> schools();
  /// A query page by page; `take` appends the rows of one record.
  using Take = std::function<void(const QueryRow&, const SchoolIds&, std::deque<RosterRecord>&)>;
  Step pages(std::string_view query, std::string arguments, Take take);

  Result<StepEnd> school_rows(std::deque<RosterRecord>& out);
  Result<StepEnd> term_rows(std::deque<RosterRecord>& out);
  Result<StepEnd> staff_rows(std::deque<RosterRecord>& out);
  Step course_pages();
  Step class_pages();
  Step student_pages();
  Step teaching_pages();
  Step seat_pages();

  Client client_;
  const Options& options_;
  Kept<Schools> schools_;
};

}  // namespace crosswalk::powerschool
