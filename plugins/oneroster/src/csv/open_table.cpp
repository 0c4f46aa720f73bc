#include "csv/open_table.hpp"

#include "csv/role_index.hpp"
#include "csv/table_stream.hpp"

namespace crosswalk::oneroster::csv {
namespace {

class AbsentStream final : public Stream {
 public:
  Result<bool> next(BatchWriter&) override { return false; }
  Result<ReadEnd> finish() override { return ReadEnd{}; }
};

/// After its header, which must still be the one that was surveyed.
Result<std::unique_ptr<RowReader>> open_after_header(const Host& host, const Table& t,
                                                     const PackageFile& file) {
  CW_TRY(auto reader, open_rows(host, file.name));
  auto more = reader->next();
  if (!more) return in_context(std::move(more).error(), file.name);
  auto header = *more ? read_header(t, reader->row()) : Result<Header>(Header{});
  if (!header || header->names != file.header.names) {
    return Error{
        ErrorCode::Unavailable,
        file.name + ": another file than a moment ago; read again when the export is finished"};
  }
  reader->expect(file.header.width);
  return reader;
}

}  // namespace

Result<std::unique_ptr<Stream>> open_table(const Host& host, const Package& package, TableId id,
                                           const std::vector<std::string_view>& columns) {
  const PackageFile* file = package.file(id);
  if (file == nullptr) {
    host.log(CW_LOG_INFO, "oneroster.absent",
             std::string(table(id).file) +
                 ".csv is not in the export: nothing is read, nothing removed");
    return std::unique_ptr<Stream>(std::make_unique<AbsentStream>());
  }
  TableInput input;
  input.id = id;
  input.name = file->name;
  input.mode = file->mode;
  input.header = file->header;
  if (id == TableId::Users && !package.roles_in_users()) {
    const PackageFile* roles = package.file(TableId::Roles);
    input.roles_unknown = roles == nullptr || roles->mode == Mode::Delta;
    if (!input.roles_unknown) {
      CW_TRY(const auto reader, open_after_header(host, table(TableId::Roles), *roles));
      auto index = RoleIndex::read(*reader, roles->header);
      if (!index) return in_context(std::move(index).error(), roles->name);
      input.roles = std::move(index).value();
    }
  }
  CW_TRY(input.reader, open_after_header(host, table(id), *file));
  return std::unique_ptr<Stream>(std::make_unique<TableStream>(host, std::move(input), columns));
}

}  // namespace crosswalk::oneroster::csv
