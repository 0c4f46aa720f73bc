#pragma once

/// \file
/// Reads an entity through the adapter, as the host does, into plain values that a test can
/// compare.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "adapter.hpp"
#include "support/fake_files_host.hpp"

namespace crosswalk::oneroster::testing {

/// A cell as text: the value of a text, days as `YYYY-MM-DD`, `true`, `[a;b]` for lists, empty when
/// ABSENT.
std::string to_text(const BatchView& batch, const cw_cell& cell);

struct ReadRow {
  std::uint16_t op = 0;
  std::uint16_t flags = 0;
  std::uint32_t line = 0;
  std::map<std::string, std::string> values;  ///< of cells that are not ABSENT
  std::string id;
  std::string reason;  ///< of a refused row

  bool bad() const { return (flags & CW_ROW_F_BAD) != 0; }
  std::string operator[](const std::string& column) const {
    const auto at = values.find(column);
    return at == values.end() ? std::string{} : at->second;
  }
};

struct ReadResult {
  std::string error;  ///< empty: none
  ErrorCode code = ErrorCode::Internal;
  std::vector<ReadRow> rows;
  ReadEnd end;
  std::size_t batches = 0;

  std::vector<ReadRow> good() const;
  std::vector<ReadRow> bad() const;
};

/// All columns that the model has for the entity.
std::vector<std::string_view> columns_of(std::string_view entity);

/// Every batch goes through BatchView::check; a batch that fails it is an error of the result.
ReadResult read_entity(crosswalk::testing::FakeFilesHost& host, std::string_view entity,
                       std::vector<std::string_view> columns = {}, std::size_t capacity = 1 << 20);

/// A sound little export of OneRoster 1.1; tests replace single files.
std::map<std::string, std::string> small_export();

}  // namespace crosswalk::oneroster::testing
