#include "csv/package.hpp"

#include "options.hpp"

namespace crosswalk::oneroster::csv {

bool Package::roles_in_users() const {
  const PackageFile* users = file(TableId::Users);
  if (users == nullptr) return false;
  const bool has_column = users->header.cell_of(table(TableId::Users), "role") != Header::kNone;
  return has_column && (version != Version::V1_2 || file(TableId::Roles) == nullptr);
}

std::string to_text(const Remark& remark) {
  return remark.file.empty() ? remark.text : remark.file + ": " + remark.text;
}

Result<std::unique_ptr<RowReader>> open_rows(const Host& host, const std::string& name,
                                             std::size_t chunk) {
  CW_TRY(File file, host.files().open(kPathProperty, name));
  return std::make_unique<RowReader>(std::make_unique<HostFile>(host, std::move(file)), chunk);
}

}  // namespace crosswalk::oneroster::csv
