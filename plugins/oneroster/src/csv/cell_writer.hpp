#pragma once

/// \file
/// Writes the longer values of a record into a batch: lists, user ids, metadata.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "crosswalk/batch_writer.hpp"
#include "csv/header.hpp"
#include "csv/row.hpp"

namespace crosswalk::oneroster::csv {

/// `a, b` as a LIST of texts; a list without items leaves the cell ABSENT.
void write_list(BatchWriter& out, std::uint32_t column, std::string_view cell);

/// `{Type:Id},{Type:Id}` as a LIST of LISTs of two texts.
void write_user_ids(BatchWriter& out, std::uint32_t column, std::string_view cell);

/// The filled extra columns as one JSON object; without any the cell stays ABSENT. Keys are sorted,
/// values are texts as they came.
class MetadataWriter {
 public:
  explicit MetadataWriter(std::vector<ExtraColumn> extras);
  void write(BatchWriter& out, std::uint32_t column, const Cells& cells);

 private:
  std::vector<ExtraColumn> extras_;  // keys escaped and quoted
  std::string json_;                 // reused
};

}  // namespace crosswalk::oneroster::csv
