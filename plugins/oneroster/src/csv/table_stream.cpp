#include "csv/table_stream.hpp"

#include <array>
#include <cstring>

#include "decode.hpp"

namespace crosswalk::oneroster::csv {
namespace {

bool is_tombstone(std::string_view status) {
  return !status.empty() && canonical_status(status) == "tobedeleted";
}

}  // namespace

TableStream::TableStream(const Host& host, TableInput input,
                         const std::vector<std::string_view>& columns)
    : host_(host), in_(std::move(input)), metadata_(in_.header.extras) {
  plan(columns);
}

void TableStream::plan(const std::vector<std::string_view>& columns) {
  const Table& t = table(in_.id);
  id_cell_ = in_.header.cell_of(t, "sourcedId");
  status_cell_ = in_.header.cell_of(t, "status");
  if (in_.id == TableId::Users) {
    role_cell_ = in_.header.cell_of(t, "role");
    orgs_cell_ = in_.header.cell_of(t, "orgSourcedIds");
  }
  for (std::size_t i = 0; i < t.columns.size(); ++i) {
    const Column& column = t.columns[i];
    const std::uint32_t cell = in_.header.cells[i];
    if (cell == Header::kNone && column.form != Form::Roles) continue;
    if (column.filled && column.name != "sourcedId") needed_.push_back({cell, column.name});
    for (std::uint32_t out = 0; out < columns.size(); ++out) {
      if (column.field.empty() || columns[out] != column.field) continue;
      if (column.form == Form::Text) {
        copied_.push_back({out, cell});
        continue;
      }
      const bool scalar = column.form == Form::Date || column.form == Form::Flag;
      (scalar ? scalars_ : texts_).push_back({column.form, out, cell, &column, {}, 0});
    }
  }
  for (std::uint32_t out = 0; out < columns.size(); ++out) {
    if (columns[out] == "metadata" && !in_.header.extras.empty()) metadata_out_ = out;
  }
}

bool TableStream::Field::read_date(std::string_view text, std::int32_t& days) {
  if (text.size() != last_text.size() ||
      std::memcmp(text.data(), last_text.data(), last_text.size()) != 0) {
    const auto read = parse_date(text);
    if (!read) return false;
    last_days = *read;
    last_text = {};
    if (text.size() == last_text.size()) text.copy(last_text.data(), last_text.size());
  }
  days = last_days;
  return true;
}

Result<bool> TableStream::next(BatchWriter& out) {
  host_.progress(in_.reader->bytes(), in_.reader->size(), "reading " + in_.name);
  while (!ended_) {
    if (!pending_) {
      auto more = in_.reader->next();
      if (!more) return in_context(std::move(more).error(), in_.name);
      if (!*more) {
        ended_ = true;
        break;
      }
      pending_ = true;
    }
    if (!write(out)) return true;
    pending_ = false;
  }
  return !write_refused_roles(out);
}

bool TableStream::write(BatchWriter& out) {
  const Row& row = in_.reader->row();
  if (row.fault != RowFault::None) {
    return write_bad(out, readable_id(), row.line, in_.name, describe(row, in_.reader->width()));
  }
  const std::string_view id = row.cells.at(id_cell_);
  if (id.empty()) return write_bad(out, id, row.line, in_.name, "'sourcedId' is empty");
  const bool tombstone = is_tombstone(row.cells.at(status_cell_));
  if (!tombstone) {
    for (const Needed& needed : needed_) {
      if (row.cells.at(needed.cell).empty()) {
        return write_bad(out, id, row.line, in_.name,
                         "'" + std::string(needed.name) + "' is empty");
      }
    }
  }
  if (in_.roles) {
    if (const RefusedRole* refused = in_.roles->refused_of(id)) {
      return write_bad(out, id, refused->line, "roles.csv", refused->reason);
    }
  }
  return write_record(out, tombstone);
}

bool TableStream::write_record(BatchWriter& out, bool tombstone) {
  const Row& row = in_.reader->row();
  if (!out.begin(tombstone ? CW_ROW_DELETE : CW_ROW_UPSERT, row.line)) return out.commit();
  if (in_.roles_unknown) out.partial();
  for (Field& field : scalars_) {
    const std::string_view cell = row.cells[field.cell];
    if (cell.empty()) continue;
    if (field.form == Form::Date) {
      std::int32_t days = 0;
      if (field.read_date(cell, days)) {
        out.date(field.out, days);
        continue;
      }
    } else if (const auto flag = parse_flag(cell)) {
      out.boolean(field.out, *flag);
      continue;
    }
    const char* what =
        field.form == Form::Date ? "' is not a date (YYYY-MM-DD)" : "' is neither true nor false";
    return write_bad(out, row.cells[id_cell_], row.line, in_.name,
                     "'" + std::string(field.column->name) + what);
  }
  for (const Copied& copied : copied_) {
    const std::string_view cell = row.cells[copied.cell];
    if (!cell.empty()) out.text(copied.out, cell);
  }
  for (const Field& field : texts_) {
    if (field.form == Form::Roles) {
      collect_roles(row.cells[id_cell_]);
      write_roles(out, field.out, user_roles_);
      continue;
    }
    const std::string_view cell = row.cells[field.cell];
    if (cell.empty()) continue;
    switch (field.form) {
      case Form::Status:
        out.text(field.out, canonical_status(cell));
        break;
      case Form::Token:
        out.text(field.out, canonical_token(cell, field.column->words));
        break;
      case Form::List:
        write_list(out, field.out, cell);
        break;
      case Form::UserIds:
        write_user_ids(out, field.out, cell);
        break;
      case Form::SchoolYear: {
        std::array<char, 4> hold;
        out.text(field.out, school_year(cell, hold));
        break;
      }
      default:  // the other forms are among copied_ and scalars_
        break;
    }
  }
  if (metadata_out_) metadata_.write(out, *metadata_out_, row.cells);
  if (!out.commit()) return false;
  ++end_.rows;
  return true;
}

bool TableStream::write_bad(BatchWriter& out, std::string_view id, std::uint32_t line,
                            std::string_view file, const std::string& what) {
  if (!out.begin(CW_ROW_UPSERT, line)) return out.commit();
  out.bad();
  if (!id.empty()) out.text(0, id);
  if (out.columns() > 1) {
    out.text(1, std::string(file) + " line " + std::to_string(line) + ": " + what);
  }
  if (!out.commit()) return false;
  ++end_.rows;
  ++end_.refused;
  return true;
}

std::string_view TableStream::readable_id() const {
  const Row& row = in_.reader->row();
  // With a cell too many or too few only the first one is surely in its place.
  if (id_cell_ != 0 && row.fault != RowFault::NotUtf8 && row.fault != RowFault::NulByte) return {};
  const std::string_view id = row.cells.at(id_cell_);
  return id.find('\0') == std::string_view::npos && is_utf8(id) ? id : std::string_view{};
}

void TableStream::collect_roles(std::string_view id) {
  user_roles_.clear();
  if (in_.roles_unknown) return;
  if (in_.roles) return in_.roles->roles_of(id, user_roles_);
  const Cells& cells = in_.reader->row().cells;
  RoleValue value;
  value.role = canonical_token(cells.at(role_cell_), kRoles);
  value.type = "primary";
  std::string_view orgs = cells.at(orgs_cell_);
  while (next_item(orgs, value.org)) user_roles_.push_back(value);
  value.org = {};
  if (user_roles_.empty() && !value.role.empty()) user_roles_.push_back(value);
  if (user_roles_.size() > 1) sort_roles(user_roles_);
}

bool TableStream::write_refused_roles(BatchWriter& out) {
  if (!in_.roles) return true;
  const auto left = in_.roles->refused_left();
  for (; refused_roles_told_ < left.size(); ++refused_roles_told_) {
    const RefusedRole& role = *left[refused_roles_told_];
    if (!write_bad(out, role.user, role.line, "roles.csv", role.reason)) return false;
  }
  return true;
}

std::string TableStream::incomplete_because() const {
  if (!ended_) return "it was not read to its end";
  if (in_.mode == Mode::Delta) return "it is a delta: it holds changes only";
  if (in_.reader->was_cut()) return "it ends in the middle of a line";
  if (in_.reader->bytes() != in_.reader->size()) return "its size changed while it was read";
  return {};
}

Result<ReadEnd> TableStream::finish() {
  const std::string why = incomplete_because();
  end_.complete = why.empty();
  if (!why.empty()) {
    host_.log(CW_LOG_WARN, "oneroster.incomplete",
              in_.name + ": " + why + ", so a record that is not in it is not taken as removed");
  } else if (end_.rows == 0) {
    host_.log(CW_LOG_WARN, "oneroster.no_rows", in_.name + ": a header and no rows");
  }
  return end_;
}

}  // namespace crosswalk::oneroster::csv
