/// \file
/// GET /ws/schema/table, /{table}, /{table}/{id}, /{table}/count and /{table}/metadata (contract
/// 7).

#include <algorithm>

#include "sandbox/core/text.hpp"
#include "sandbox/powerschool/call.hpp"
#include "sandbox/powerschool/filter.hpp"
#include "sandbox/powerschool/schema_tables.hpp"
#include "sandbox/powerschool/wire.hpp"

namespace crosswalk::sandbox::powerschool {
namespace {

/// A column as the caller spelled it.
struct Asked {
  const SchemaColumn* column = nullptr;
  std::string spelling;
};

struct TableCall {
  const SchemaTable* table = nullptr;
  std::vector<Asked> projection;
  std::vector<Condition> filter;
};

bool is_denied(const Call& call, const SchemaTable& table, std::string_view column) {
  return is_listed(call.settings.denied_fields,
                   std::string(table.name) + "." + std::string(column));
}

Result<std::vector<Asked>> projection_of(const Call& call, const SchemaTable& table) {
  const std::string wanted = call.parameter("projection").value_or("");
  if (wanted.empty()) return Error{ErrorCode::InvalidArgument, "Projection is required"};
  std::vector<Asked> out;
  if (wanted == "*") {
    for (const SchemaColumn& column : table.columns) {
      out.push_back({&column, std::string(column.name)});
    }
    return out;
  }
  for (const std::string& name : split(wanted, ',')) {
    const SchemaColumn* column = column_of(table, trim(name));
    if (column == nullptr) {
      return Error{ErrorCode::InvalidArgument,
                   "Invalid field specified: " + name +
                       " is not valid column for table: " + std::string(table.name)};
    }
    out.push_back({column, name});
  }
  return out;
}

Result<std::vector<Condition>> filter_of_table(const Call& call, const SchemaTable& table) {
  CW_TRY(std::vector<Condition> filter, parse_filter(call.parameter("q").value_or("")));
  for (const Condition& condition : filter) {
    const SchemaColumn* column = column_of(table, condition.field);
    if (column == nullptr) {
      return Error{ErrorCode::InvalidArgument, "Invalid field " + condition.field};
    }
    for (const std::string& value : condition.values) {
      if (!column->number || to_number(value)) continue;
      return Error{ErrorCode::InvalidArgument, "Invalid number '" + value +
                                                   "' passed for comparison to number field " +
                                                   std::string(column->name)};
    }
  }
  return filter;
}

/// 403 for what the access_request lacks: a projected column as it was spelled, a filtered one as
/// it is called.
std::optional<Reply> table_not_granted(const Call& call, const TableCall& asked) {
  Json errors = Json::array();
  const auto note = [&](std::string_view canonical, const std::string& shown) {
    if (!is_denied(call, *asked.table, canonical)) return;
    errors.push_back({{"code", "NoAccess"}, {"field", shown}, {"resource", asked.table->name}});
  };
  for (const Asked& one : asked.projection) note(one.column->name, one.spelling);
  for (const Condition& condition : asked.filter) {
    const SchemaColumn* column = column_of(*asked.table, condition.field);
    note(column->name, std::string(column->name));
  }
  if (errors.empty()) return std::nullopt;
  return json_reply(403, {{"message", "At least one column lacks sufficient permission"},
                          {"errors", std::move(errors)}});
}

Json row_json(const Call& call, const TableCall& asked, std::int64_t id, const Json& record) {
  Json values = Json::object();
  for (const Asked& one : asked.projection) {
    values[lower_case(one.column->name)] = one.column->value(call.state, record);
  }
  return {{"id", id},
          {"name", asked.table->name},
          {"tables", {{lower_case(asked.table->name), std::move(values)}}}};
}

Reply rows_of_table(const Call& call, const TableCall& asked, bool count_only) {
  std::vector<std::pair<std::int64_t, const Json*>> kept;
  for (const auto& [id, record] : call.state.table(asked.table->collection)) {
    const auto value = [&, &row = record](std::string_view name) -> std::optional<std::string> {
      return column_of(*asked.table, name)->value(call.state, row);
    };
    const auto passed = passes(asked.filter, value);
    if (passed && *passed) kept.emplace_back(id, &record);
  }
  if (count_only) return json_reply(200, {{"count", kept.size()}});
  const auto wish = page_wish(call, call.settings.max_page_size);
  if (!wish) return schema_refusal(400, wish.error().message);
  Json out{{"name", asked.table->name}, {"@extensions", ""}};
  Json records = Json::array();
  for (std::size_t i = wish->from; i < std::min(kept.size(), wish->from + wish->size); ++i) {
    records.push_back(row_json(call, asked, kept[i].first, *kept[i].second));
  }
  if (!records.empty()) out["record"] = std::move(records);
  return json_reply(200, out);
}

Reply one_row(const Call& call, const TableCall& asked, const std::string& id) {
  const auto number = to_number(id);
  const Json* record = number ? call.state.find(asked.table->collection, *number) : nullptr;
  if (record == nullptr) return schema_refusal(404, "No such record");
  return json_reply(200, row_json(call, asked, *number, *record));
}

Reply table_metadata(const Call& call, const SchemaTable& table) {
  const bool access = call.parameter("expansions").value_or("").find("access") != std::string::npos;
  Json columns = Json::array();
  for (const SchemaColumn& column : table.columns) {
    Json shown{{"name", column.name}};
    if (access) shown["access"] = is_denied(call, table, column.name) ? "NoAccess" : "ViewOnly";
    columns.push_back(std::move(shown));
  }
  return json_reply(200, {{"name", table.name}, {"columns", std::move(columns)}});
}

Reply all_tables() {
  Json names = Json::array();
  for (const SchemaTable& table : schema_tables()) names.push_back({{"name", table.name}});
  return json_reply(200, {{"tables", std::move(names)}});
}

}  // namespace

Reply answer_table(const Call& call) {
  const auto& path = call.path;  // ws, schema, table[, NAME[, id | count | metadata]]
  if (path.size() > 5) return schema_refusal(404, "Not found");
  if (call.method != "GET") return schema_refusal(405, "Method not allowed");
  if (path.size() == 3) return all_tables();
  TableCall asked{schema_table(path[3]), {}, {}};
  if (asked.table == nullptr) return schema_refusal(404, "Table " + path[3] + " not found");
  if (asked.table->collection.empty()) {
    return schema_refusal(
        405, "GET, POST and PUT are not allowed on table " + std::string(asked.table->name));
  }
  const std::string what = path.size() == 5 ? path[4] : "";
  if (what == "metadata") return table_metadata(call, *asked.table);
  if (what != "count") {
    auto projection = projection_of(call, *asked.table);
    if (!projection) return schema_refusal(400, projection.error().message);
    asked.projection = std::move(*projection);
  }
  auto filter = filter_of_table(call, *asked.table);
  if (!filter) return schema_refusal(400, filter.error().message);
  asked.filter = std::move(*filter);
  if (auto refused = table_not_granted(call, asked)) return std::move(*refused);
  if (!what.empty() && what != "count") return one_row(call, asked, what);
  return rows_of_table(call, asked, what == "count");
}

}  // namespace crosswalk::sandbox::powerschool
