#include "rest/record_writer.hpp"

#include <array>

#include "decode.hpp"
#include "rest/values.hpp"

namespace crosswalk::oneroster::rest {
namespace {

using csv::Column;
using csv::Form;

}  // namespace

RecordWriter::RecordWriter(csv::TableId id, const std::vector<std::string_view>& columns)
    : table_(csv::table(id)) {
  for (const Column& column : table_.columns) {
    for (std::uint32_t out = 0; out < columns.size(); ++out) {
      if (!column.field.empty() && columns[out] == column.field) fields_.push_back({&column, out});
    }
  }
  for (std::uint32_t out = 0; out < columns.size(); ++out) {
    if (columns[out] == "metadata") metadata_out_ = out;
  }
}

/// Why the record is refused; empty: it is fine.
std::string RecordWriter::fault_of(const Json& record) const {
  for (const Column& column : table_.columns) {
    if (column.field.empty()) continue;
    const std::string name = "'" + std::string(column.field) + "'";
    if (column.form == Form::Roles) {
      if (std::string fault = fault_of_roles(record); !fault.empty()) return fault;
      continue;
    }
    if (column.form == Form::List || column.form == Form::UserIds) continue;
    const auto text = plain_text(field_of(record, column.field));
    if (!text) return name + " is neither a text nor a reference";
    if (text->empty()) {
      if (column.filled) return name + " is empty";
    } else if (column.form == Form::Date && !parse_date(*text)) {
      return name + " is not a date (YYYY-MM-DD)";
    } else if (column.form == Form::Flag && !parse_flag(*text)) {
      return name + " is neither true nor false";
    }
  }
  return {};
}

void RecordWriter::write_field(const Field& field, const Json& record, BatchWriter& out) const {
  const Json* value = field_of(record, field.column->field);
  if (field.column->form == Form::Roles) return put_roles(record, field.out, out);
  if (field.column->form == Form::List) return put_list(value, field.out, out);
  if (field.column->form == Form::UserIds) return put_user_ids(value, field.out, out);
  const std::string text = plain_text(value).value_or("");
  if (text.empty()) return;
  switch (field.column->form) {
    case Form::Status:
      return out.text(field.out, canonical_status(text));
    case Form::Token:
      return out.text(field.out, canonical_token(text, field.column->words));
    case Form::Date:
      if (const auto days = parse_date(text)) out.date(field.out, *days);
      return;
    case Form::Flag:
      if (const auto flag = parse_flag(text)) out.boolean(field.out, *flag);
      return;
    case Form::SchoolYear: {
      std::array<char, 4> hold;
      return out.text(field.out, school_year(text, hold));
    }
    default:
      return out.text(field.out, text);
  }
}

RecordWriter::Outcome RecordWriter::write(const Json& record, const std::string& place,
                                          std::uint32_t origin, BatchWriter& out) const {
  const std::string id = id_of(record);
  const std::string status = plain_text(member(record, "status")).value_or("");
  const bool tombstone = !id.empty() && canonical_status(status) == "tobedeleted";
  std::string fault;
  if (!record.is_object()) {
    fault = "it is no object";
  } else if (id.empty()) {
    fault = "'sourcedId' is empty";
  } else if (!tombstone) {  // which tells what it can: of an enrollment, whose it was
    fault = fault_of(record);
  }
  if (!out.begin(tombstone ? CW_ROW_DELETE : CW_ROW_UPSERT, origin)) {
    out.commit();  // tells the writer how much room the row wants
    return Outcome::Full;
  }
  if (!fault.empty()) {
    out.bad();
    if (!id.empty()) out.text(0, id);
    if (out.columns() > 1) out.text(1, place + ": " + fault);
    return out.commit() ? Outcome::Refused : Outcome::Full;
  }
  for (const Field& field : fields_) write_field(field, record, out);
  if (metadata_out_) put_metadata(record, *metadata_out_, out);
  return out.commit() ? Outcome::Written : Outcome::Full;
}

}  // namespace crosswalk::oneroster::rest
