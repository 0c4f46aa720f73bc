/// \file
/// POST /ws/schema/query/{name}[/count] (contract 8).

#include <algorithm>

#include "sandbox/core/text.hpp"
#include "sandbox/powerschool/call.hpp"
#include "sandbox/powerschool/filter.hpp"
#include "sandbox/powerschool/query_defs.hpp"
#include "sandbox/powerschool/wire.hpp"

namespace crosswalk::sandbox::powerschool {
namespace {

constexpr std::int64_t kDefaultRows = 100;

const QueryDef* installed(const Settings& settings, const std::string& name) {
  for (const QueryDef& def : query_defs()) {
    if (!def.ours) {
      if (def.name == name) return &def;
      continue;
    }
    if (!settings.powerqueries || is_listed(settings.absent_queries, def.name)) continue;
    if (settings.query_prefix + "." + std::string(def.name) == name) return &def;
  }
  return nullptr;
}

Result<std::string> scalar_argument(const Json& value, std::string_view name) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number_integer()) return std::to_string(value.get<std::int64_t>());
  return Error{ErrorCode::InvalidArgument, "Invalid value for argument " + std::string(name)};
}

Result<Arguments> arguments_of(const QueryDef& def, const Json& body) {
  Arguments out;
  for (const QueryArgument& argument : def.arguments) {
    const auto given = body.find(argument.name);
    if (given == body.end() || given->is_null()) {
      if (!argument.required) continue;
      return Error{ErrorCode::InvalidArgument,
                   "Missing required argument " + std::string(argument.name)};
    }
    if (argument.array != given->is_array()) {
      return Error{ErrorCode::InvalidArgument,
                   "Invalid value for argument " + std::string(argument.name)};
    }
    auto& values = out[std::string(argument.name)];
    for (const Json& value : argument.array ? *given : Json::array({*given})) {
      CW_TRY(std::string text, scalar_argument(value, argument.name));
      values.push_back(std::move(text));
    }
  }
  return out;
}

/// 403 with every column that the access_request lacks; nothing when all are granted.
std::optional<Reply> not_granted(const QueryDef& def, const Settings& settings) {
  Json errors = Json::array();
  for (const QueryColumn& column : def.columns) {
    const std::string name = std::string(column.table) + "." + std::string(column.field);
    if (!is_listed(settings.denied_fields, name)) continue;
    errors.push_back({{"code", "NoAccess"}, {"field", column.field}, {"resource", column.table}});
  }
  if (errors.empty()) return std::nullopt;
  return json_reply(403, {{"message", "At least one column lacks sufficient permission"},
                          {"errors", std::move(errors)}});
}

/// `$q` may stand in the body or in the address (contract 8.1).
std::string filter_of(const Call& call) {
  if (const auto q = call.parameter("$q")) return *q;
  const auto given = call.body.find("$q");
  return given != call.body.end() && given->is_string() ? given->get<std::string>() : "";
}

Result<std::vector<QueryValues>> filtered(const QueryDef& def, std::vector<QueryValues> rows,
                                          const std::string& q) {
  if (q.empty()) return rows;
  CW_TRY(const auto filter, parse_filter(q));
  std::vector<QueryValues> kept;
  for (QueryValues& row : rows) {
    const auto value = [&](std::string_view field) -> std::optional<std::string> {
      for (std::size_t i = 0; i < def.columns.size(); ++i) {
        if (same_ignoring_case(def.columns[i].alias, field)) return row[i];
      }
      return std::nullopt;
    };
    CW_TRY(const bool keep, passes(filter, value));
    if (keep) kept.push_back(std::move(row));
  }
  return kept;
}

Json shown(const QueryDef& def, const QueryValues& row) {
  Json flat{{"_name", def.core_table}};
  Json tables = Json::object();
  for (std::size_t i = 0; i < def.columns.size(); ++i) {
    const std::string alias(def.columns[i].alias);
    const std::size_t dot = alias.find('.');
    if (def.flattened || dot == std::string::npos) {
      flat[alias] = row[i];
    } else {
      tables[alias.substr(0, dot)][alias.substr(dot + 1)] = row[i];
    }
  }
  if (def.flattened) return flat;
  return {{"id", to_number(row.front()).value_or(0)},
          {"name", def.core_table},
          {"tables", std::move(tables)}};
}

/// `pagesize` 0 streams everything, and `page` is then ignored (contract 3.5, 8.1).
Result<PageWish> rows_wish(const Call& call) {
  const auto size = to_number(call.parameter("pagesize").value_or(std::to_string(kDefaultRows)));
  if (!size || *size < 0) return Error{ErrorCode::InvalidArgument, "Invalid pagesize"};
  if (*size == 0) return PageWish{};
  const auto page = to_number(call.parameter("page").value_or("1"));
  if (!page || *page < 1) return Error{ErrorCode::InvalidArgument, "Invalid page"};
  std::int64_t from = (*page - 1) * *size;
  if (*page > 1) from = std::max<std::int64_t>(0, from + call.tampering.page_shift);
  return PageWish{static_cast<std::size_t>(from), static_cast<std::size_t>(*size)};
}

Reply rows_reply(const Call& call, const QueryDef& def, const std::vector<QueryValues>& rows) {
  const auto wish = rows_wish(call);
  if (!wish) return schema_refusal(400, wish.error().message);
  const std::size_t end =
      wish->size == 0 ? rows.size() : std::min(rows.size(), wish->from + wish->size);
  Json out{{"@extensions", ""}};
  Json records = Json::array();
  for (std::size_t i = wish->from; i < end; ++i) records.push_back(shown(def, rows[i]));
  if (!records.empty()) {
    out["name"] = def.core_table;
    out["record"] = std::move(records);
  }
  if (call.parameter("count") == "true") out["count"] = rows.size();
  return json_reply(200, out);
}

}  // namespace

Reply answer_query(const Call& call) {
  const auto& path = call.path;  // ws, schema, query, NAME[, count]
  const bool counts = path.size() == 5 && path[4] == "count";
  if (path.size() != 4 && !counts) return schema_refusal(404, "Not found");
  if (call.method != "POST") return schema_refusal(405, "Method not allowed");
  const QueryDef* def = installed(call.settings, path[3]);
  if (def == nullptr) return schema_refusal(404, "Query " + path[3] + " not found");
  if (!call.body.is_object()) return schema_refusal(400, "The body is not a JSON object");
  const auto arguments = arguments_of(*def, call.body);
  if (!arguments) return schema_refusal(400, arguments.error().message);
  if (auto refused = not_granted(*def, call.settings)) return std::move(*refused);
  const auto rows = filtered(*def, def->rows(call.state, *arguments), filter_of(call));
  if (!rows) return schema_refusal(400, rows.error().message);
  if (counts) return json_reply(200, {{"count", rows->size()}});
  return rows_reply(call, *def, *rows);
}

}  // namespace crosswalk::sandbox::powerschool
