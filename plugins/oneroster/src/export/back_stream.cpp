#include "export/back_stream.hpp"

#include <optional>
#include <set>

#include "decode.hpp"
#include "export/reader.hpp"
#include "export/text.hpp"

namespace crosswalk::oneroster::exports {
namespace {

/// `siteAdministrator` as `Site administrator`.
std::string title_of(std::string_view role) {
  std::string out;
  for (const char c : role) {
    const bool capital = c >= 'A' && c <= 'Z';
    if (capital) out += ' ';
    out += capital ? static_cast<char>(c - 'A' + 'a') : c;
  }
  if (!out.empty() && out[0] >= 'a' && out[0] <= 'z')
    out[0] = static_cast<char>(out[0] - 'a' + 'A');
  return out;
}

class RoleCatalog final : public Stream {
 public:
  RoleCatalog(ExportVersion version, std::vector<std::string> columns)
      : roles_(user_roles(version)), columns_(std::move(columns)) {}

  Result<bool> next(BatchWriter& out) override {
    for (; at_ < roles_.size(); ++at_) {
      if (!out.begin(CW_ROW_UPSERT)) return true;
      for (std::uint32_t i = 0; i < columns_.size(); ++i) {
        if (columns_[i] == "id") out.text(i, roles_[at_]);
        if (columns_[i] == "title") out.text(i, title_of(roles_[at_]));
        if (columns_[i] == "state") out.text(i, "active");
      }
      if (!out.commit()) return true;
    }
    return false;
  }
  Result<ReadEnd> finish() override { return ReadEnd{at_ == roles_.size(), at_, 0, {}}; }

 private:
  std::span<const std::string_view> roles_;
  std::vector<std::string> columns_;
  std::size_t at_ = 0;
};

class BackStream final : public Stream {
 public:
  BackStream(SheetReader reader, SheetId id, const ReadRequest& request)
      : reader_(std::move(reader)), sheet_(sheet(id)) {
    for (const std::string_view column : request.columns) columns_.emplace_back(column);
    if (request.mode != ReadMode::ById) return;
    wanted_.emplace();
    for (const std::string_view id_wanted : request.ids) wanted_->emplace(id_wanted);
  }

  Result<bool> next(BatchWriter& out) override {
    for (;;) {
      if (!pending_) {
        CW_TRY(const bool more, reader_.next());
        ended_ = !more;
        if (ended_) return false;
        if (wanted_ && !wanted_->contains(reader_.record().id)) continue;
        pending_ = true;
      }
      if (!write(out)) return true;
      pending_ = false;
      ++end_.rows;
    }
  }

  Result<ReadEnd> finish() override {
    end_.complete = ended_;
    return end_;
  }

 private:
  bool write(BatchWriter& out) const {
    if (!out.begin(CW_ROW_UPSERT)) return false;
    const Record& record = reader_.record();
    for (std::uint32_t i = 0; i < columns_.size(); ++i) {
      if (columns_[i] == "id" || columns_[i] == "code") {
        out.text(i, record.id);
      } else if (columns_[i] == "state") {
        out.text(i, "active");
      } else if (const std::size_t field = sheet_.at(columns_[i]); field < sheet_.fields.size()) {
        write_value(out, i, sheet_.fields[field].kind, record.values[field]);
      }
    }
    return out.commit();
  }

  /// An empty cell says that there is nothing, which is known.
  static void write_value(BatchWriter& out, std::uint32_t column, Kind kind,
                          const std::string& value) {
    if (value.empty()) return out.null(column);
    switch (kind) {
      case Kind::Text:
        return out.text(column, value);
      case Kind::Flag:
        return out.boolean(column, value == "true");
      case Kind::Date:
        if (const auto days = oneroster::parse_date(value)) return out.date(column, *days);
        return out.text(column, value);
      case Kind::List: {
        const auto items = split(value);
        cw_cell* cells = out.list(column, static_cast<std::uint32_t>(items.size()));
        for (std::uint32_t i = 0; i < items.size(); ++i) out.element(cells, i, items[i]);
        return;
      }
    }
  }

  SheetReader reader_;
  const Sheet& sheet_;
  std::vector<std::string> columns_;
  std::optional<std::set<std::string, std::less<>>> wanted_;
  bool pending_ = false;
  bool ended_ = false;
  ReadEnd end_;
};

}  // namespace

Result<std::unique_ptr<Stream>> open_export(const Host& host, const ExportOptions& options,
                                            const ReadRequest& request) {
  if (request.entity == "role") {
    return std::unique_ptr<Stream>(std::make_unique<RoleCatalog>(
        options.version, std::vector<std::string>(request.columns.begin(), request.columns.end())));
  }
  const auto id = sheet_of_entity(request.entity);
  const bool by_code =
      request.id_column.empty() || request.id_column == "id" || request.id_column == "code";
  if (!id || request.mode == ReadMode::Delta || (request.mode == ReadMode::ById && !by_code)) {
    return Error{ErrorCode::Unsupported, "an export is read back in full or by id; it holds no '" +
                                             std::string(request.entity) + "' otherwise"};
  }
  CW_TRY(const Standing standing, stand_and_remember(host, options));
  CW_TRY(SheetReader reader, SheetReader::open(standing, *id));
  return std::unique_ptr<Stream>(std::make_unique<BackStream>(std::move(reader), *id, request));
}

}  // namespace crosswalk::oneroster::exports
