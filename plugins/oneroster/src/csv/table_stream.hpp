#pragma once

/// \file
/// One file of a package as a stream of records of the model.

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "crosswalk/adapter.hpp"
#include "csv/cell_writer.hpp"
#include "csv/header.hpp"
#include "csv/manifest.hpp"
#include "csv/role_index.hpp"
#include "csv/row_reader.hpp"

namespace crosswalk::oneroster::csv {

/// What a stream is made from.
struct TableInput {
  TableId id = TableId::Orgs;
  std::string name;  ///< of the file, for messages
  Mode mode = Mode::Bulk;
  Header header;
  std::unique_ptr<RowReader> reader;  ///< after the header
  std::optional<RoleIndex> roles;     ///< of users whose roles are in roles.csv
  bool roles_unknown = false;         ///< of users in a delta without all their roles
};

/// Reads every row once. A row that is no record is sent with CW_ROW_F_BAD and a reason that names
/// file and line. Only the requested columns are decoded. A tombstone is sent as CW_ROW_DELETE,
/// with what its row has.
class TableStream final : public Stream {
 public:
  TableStream(const Host& host, TableInput input, const std::vector<std::string_view>& columns);

  Result<bool> next(BatchWriter& out) override;
  Result<ReadEnd> finish() override;

 private:
  struct Field {
    Form form;
    std::uint32_t out;   // column of the batch
    std::uint32_t cell;  // of the row
    const Column* column;
    std::array<char, 10> last_text = {};  // dates repeat from row to row
    std::int32_t last_days = 0;

    /// The cell as days; false: it is no date.
    bool read_date(std::string_view cell, std::int32_t& days);
  };
  /// A text that is taken as it is, as most are.
  struct Copied {
    std::uint32_t out;
    std::uint32_t cell;
  };
  struct Needed {
    std::uint32_t cell;
    std::string_view name;
  };

  void plan(const std::vector<std::string_view>& columns);
  bool write(BatchWriter& out);
  bool write_record(BatchWriter& out, bool tombstone);
  bool write_bad(BatchWriter& out, std::string_view id, std::uint32_t line, std::string_view file,
                 const std::string& what);
  std::string_view readable_id() const;
  void collect_roles(std::string_view id);
  bool write_refused_roles(BatchWriter& out);
  std::string incomplete_because() const;

  Host host_;
  TableInput in_;
  std::vector<Field> scalars_;  // may turn out to be unreadable; they use no arena
  std::vector<Copied> copied_;
  std::vector<Field> texts_;
  std::vector<Needed> needed_;
  std::uint32_t id_cell_ = 0;
  std::uint32_t status_cell_ = Header::kNone;
  std::uint32_t role_cell_ = Header::kNone;
  std::uint32_t orgs_cell_ = Header::kNone;
  std::optional<std::uint32_t> metadata_out_;
  MetadataWriter metadata_;
  std::vector<RoleValue> user_roles_;  // reused
  bool pending_ = false;               // the reader's row did not fit into the last batch
  bool ended_ = false;
  std::size_t refused_roles_told_ = 0;
  ReadEnd end_;
};

}  // namespace crosswalk::oneroster::csv
