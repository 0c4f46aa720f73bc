#include "csv/check_report.hpp"

#include <nlohmann/json.hpp>

namespace crosswalk::oneroster::csv {
namespace {

using Json = nlohmann::json;

Json step(const std::string& name, bool ok, const std::string& detail, const std::string& hint) {
  return {{"name", name}, {"ok", ok}, {"detail", detail}, {"hint", hint}};
}

std::string dump(const Json& steps) {
  return Json{{"steps", steps}}.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string joined(const std::vector<Remark>& remarks, std::string_view file) {
  std::string out;
  for (const Remark& r : remarks) {
    if (r.file != file) continue;
    if (!out.empty()) out += "; ";
    out += r.text;
  }
  return out;
}

std::string version_text(const Package& package) {
  const bool v12 = package.version == Version::V1_2;
  const std::string version = v12 ? "OneRoster 1.2" : "OneRoster 1.1";
  return version + (package.has_manifest ? ", by manifest.csv" : ", without manifest.csv");
}

void add_file(Json& steps, const Package& package, const Table& t) {
  const std::string name = std::string(t.file) + ".csv";
  const PackageFile* file = package.file(t.id);
  const std::string fault = joined(package.faults, name);
  std::string detail = fault;
  if (detail.empty()) {
    if (file == nullptr) return;
    detail = "about " + std::to_string(file->rows_guess) + " rows, " + std::to_string(file->size) +
             " bytes, " + std::string(to_text(file->mode));
    if (file->rows_guess == 0) detail += "; a header and no rows";
  }
  steps.push_back(step(name, fault.empty(), detail, joined(package.notes, name)));
}

}  // namespace

std::string report_of(const Package& package) {
  Json steps = Json::array();
  const std::string fault = joined(package.faults, {});
  const std::string manifest = joined(package.faults, "manifest.csv");
  const std::string wrong = fault.empty() ? manifest : fault;
  steps.push_back(step("package", wrong.empty(), wrong.empty() ? version_text(package) : wrong,
                       joined(package.notes, {})));
  for (std::size_t i = 0; i < kTables; ++i) {
    add_file(steps, package, table(static_cast<TableId>(i)));
  }
  for (const Remark& note : package.notes) {
    const bool shown =
        note.file.empty() ||
        (note.file.ends_with(".csv") && table_of_file(note.file.substr(0, note.file.size() - 4)));
    if (!shown) steps.push_back(step(note.file, true, note.text, ""));
  }
  return dump(steps);
}

std::string report_of_failure(const Error& error) {
  return dump(Json::array({step("package", false, error.message, "")}));
}

}  // namespace crosswalk::oneroster::csv
