#include "files/tables.hpp"

#include "crosswalk/json.hpp"

#include <algorithm>
#include <memory>

namespace crosswalk::eschoolplus::files {
namespace {

bool same_name(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(),
                                            [&](char x, char y) { return lower(x) == lower(y); });
}

}  // namespace

Result<std::map<std::string, Tables::Stamp>> Tables::files_there() const {
  CW_TRY(const std::string listing, host_.files().list(kRoot));
  const Json files = Json::parse(listing, nullptr, /*allow_exceptions=*/false);
  if (!files.is_array()) return Error{ErrorCode::Internal, "the host's list of files is none"};
  std::map<std::string, Stamp> out;
  for (const Json& entry : files) {
    out[text_at(entry, "name").value_or("")] = {text_at(entry, "size").value_or(""),
                                                text_at(entry, "modified_ms").value_or("")};
  }
  return out;
}

Result<> Tables::stood_still() const {
  CW_TRY(const auto now, files_there());
  for (const auto& [name, before] : read_) {
    const auto at = now.find(name);
    if (at == now.end() || at->second != before) {
      return Error{ErrorCode::Unavailable,
                   name +
                       " is still being written: it changed while it was read; nothing of it is "
                       "taken. Try again later"};
    }
  }
  return {};
}

Result<RowReader::Source> Tables::open(const Table& table) {
  const std::string wanted = std::string(table.name) + std::string(kSuffix);
  CW_TRY(const auto files, files_there());
  for (const auto& [name, stamp] : files) {
    if (!same_name(name, wanted)) continue;
    read_.emplace(name, stamp);
    CW_TRY(File opened, host_.files().open(kRoot, name));
    const auto file = std::make_shared<File>(std::move(opened));
    return RowReader::Source(
        [host = host_, file](char* buffer, std::uint64_t capacity) -> Result<std::uint64_t> {
          if (host.cancelled()) return Error{ErrorCode::Cancelled, "cancelled while reading"};
          return file->read(buffer, capacity);
        });
  }
  return Error{ErrorCode::BadConfig,
               wanted +
                   " is not in the folder; the download definition writes it there, and a run "
                   "needs all of its tables"};
}

Result<> Tables::each(const Table& table, const std::function<void(const RowReader&)>& take) {
  CW_TRY(auto source, open(table));
  RowReader reader(table, std::move(source));
  CW_CHECK(reader.open());
  for (;;) {
    CW_TRY(const bool more, reader.next());
    if (!more) return {};
    if (!reader.fault().empty()) {
      host_.log(CW_LOG_WARN, "eschoolplus.bad_row", reader.fault());
      faults_.push_back(reader.fault());
      continue;
    }
    take(reader);
  }
}

bool Tables::tell_orphans() const {
  for (const auto& [tables, rows] : orphans_) {
    const auto& [table, parent] = tables;
    const std::string file = std::string(parent) + std::string(kSuffix);
    host_.log(CW_LOG_WARN, "eschoolplus.orphan_rows",
              std::string(table) + std::string(kSuffix) + ": " + std::to_string(rows) +
                  " row(s) belong to nothing in " + file +
                  ", which is still being written, or is of another day. Nothing is taken as "
                  "removed; let all downloads end, and read again");
  }
  return !orphans_.empty();
}

void settle_sessions(Section& section) {
  std::sort(section.sessions.begin(), section.sessions.end(),
            [](const CourseSession& a, const CourseSession& b) { return a.number < b.number; });
  if (section.sessions.empty() && section.refused.empty()) {
    section.refused = "section " + section.key + " has no session in schd_ms_session.csv";
  }
}

}  // namespace crosswalk::eschoolplus::files
