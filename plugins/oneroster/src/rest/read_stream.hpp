#pragma once

/// \file
/// One collection as a stream of records, page after page.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crosswalk/adapter.hpp"
#include "crosswalk/json.hpp"
#include "csv/tables.hpp"
#include "rest/options.hpp"
#include "rest/page_walk.hpp"
#include "rest/record_writer.hpp"

namespace crosswalk::oneroster::rest {

/// Users that a provider without /users lists: /students and /teachers. That is not everybody, so
/// such a read is never complete.
class ReadStream final : public Stream {
 public:
  ReadStream(const Host& host, Options options, csv::TableId id,
             const std::vector<std::string_view>& columns);

  Result<bool> next(BatchWriter& out) override;
  Result<ReadEnd> finish() override;

 private:
  struct Waiting {
    Json record;
    std::string place;
  };

  /// True: there is something to write or to ask for; false: the end.
  Result<bool> advance();
  Result<> take_page(const HttpResponse& answer);
  Result<PageFacts> take_records(const HttpResponse& answer);
  void next_list();

  Host host_;
  Options options_;
  const csv::Table& table_;
  RecordWriter writer_;
  std::vector<std::string> lists_;  ///< still to be read: "users"
  std::string list_;                ///< being read
  std::optional<PageWalk> walk_;
  std::vector<Waiting> waiting_;
  std::size_t written_ = 0;  ///< of waiting_
  bool fallen_back_ = false;
  bool ended_ = false;
  std::vector<std::string> incomplete_;
  ReadEnd end_;
};

}  // namespace crosswalk::oneroster::rest
