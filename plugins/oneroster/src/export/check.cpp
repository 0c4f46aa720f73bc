#include "export/check.hpp"

#include "crosswalk/checklist.hpp"
#include "export/memory.hpp"
#include "export/reader.hpp"
#include "options.hpp"

namespace crosswalk::oneroster::exports {

Result<std::string> check_export(const Host& host, const ExportOptions& options) {
  Checklist list;
  const std::string folder = "'" + std::string(kFolder) + "'";
  const auto hint = [](const Error& error) -> std::string {
    return error.code == ErrorCode::BadConfig
               ? "name a folder that exists, within the folders that this host allows"
               : "let the service write into the folder, and keep anything else out of it";
  };
  CW_TRY(const bool writable,
         list.step(
             "folder",
             [&]() -> Result<std::string> {
               // A file that is never committed leaves no trace.
               CW_TRY(const File tried, host.files().create(kPathProperty, "probe"));
               return "can be written into; the export is its folder " + folder;
             },
             hint));
  if (!writable) return list.report();
  CW_TRY([[maybe_unused]] const bool there,
         list.step(
             "export",
             [&]() -> Result<std::string> {
               CW_TRY(const Standing standing, stand(host, options));
               const std::string version = "OneRoster " + std::string(to_text(options.version));
               if (!standing.there) return "none is there yet; " + version + " will be written";
               return version + ", " + std::to_string(standing.files.size()) +
                      " files beside manifest.csv";
             },
             [](const Error& error) -> std::string {
               return error.code == ErrorCode::BadConfig
                          ? std::string(kPutItBack)
                          : "the folder holds something else than this export";
             }));
  return list.report();
}

}  // namespace crosswalk::oneroster::exports
