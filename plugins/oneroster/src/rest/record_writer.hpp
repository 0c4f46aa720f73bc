#pragma once

/// \file
/// A record of an answer as a row of a batch. The columns are those of the CSV files, by the names
/// of the model, which are REST's own (csv/tables.hpp).

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crosswalk/batch_writer.hpp"
#include "crosswalk/json.hpp"
#include "csv/tables.hpp"

namespace crosswalk::oneroster::rest {

/// The sourcedId of a record; empty: it has none that is a text or a number.
std::string id_of(const Json& record);

/// A scalar as text, or the sourcedId of a reference, be it an object or a bare text; null and what
/// is not there are "". Nothing: a list, or an object without a sourcedId.
std::optional<std::string> plain_text(const Json* value);

/// Writes the records of one entity.
class RecordWriter {
 public:
  RecordWriter(csv::TableId id, const std::vector<std::string_view>& columns);

  enum class Outcome : std::uint8_t { Written, Refused, Full };
  /// Writes a row; a record that breaks the model's rules becomes a refused row that says `place`
  /// ("users, record 12"). Full: nothing was written.
  Outcome write(const Json& record, const std::string& place, std::uint32_t origin,
                BatchWriter& out) const;

 private:
  struct Field {
    const csv::Column* column;
    std::uint32_t out;
  };

  std::string fault_of(const Json& record) const;
  void write_field(const Field& field, const Json& record, BatchWriter& out) const;

  const csv::Table& table_;
  std::vector<Field> fields_;
  std::optional<std::uint32_t> metadata_out_;
};

}  // namespace crosswalk::oneroster::rest
