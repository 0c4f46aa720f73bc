#include "sandbox/schoology/rows.hpp"

#include "sandbox/schoology/fields.hpp"

namespace crosswalk::sandbox::schoology {
namespace {

Error too_many() { return bad_input("at most 50 items in one call"); }

void echo(Json& row, const Json& input, std::initializer_list<const char*> keys) {
  for (const char* key : keys) {
    const auto value = input.find(key);
    if (value != input.end() && value->is_primitive() && !value->is_null()) {
      row[key] = loose_text(*value);
    }
  }
}

}  // namespace

Json failed_row(const Error& error) {
  return {{"response_code", status_of(error.code)}, {"message", error.message}};
}

Result<std::vector<Json>> rows_of(const Json& body, const std::string& outer,
                                  const std::string& inner) {
  const Json* place = &body;
  for (const std::string& key : {outer, inner}) {
    if (key.empty()) continue;
    const auto found = place->is_object() ? place->find(key) : place->end();
    if (!place->is_object() || found == place->end()) {
      return bad_input("the body holds no " + (outer.empty() ? inner : outer + "." + inner));
    }
    place = &*found;
  }
  std::vector<Json> rows;
  if (place->is_object()) {
    rows.push_back(*place);
  } else if (place->is_array()) {
    rows.assign(place->begin(), place->end());
  }
  if (rows.empty()) return bad_input(inner + " holds no items");
  if (rows.size() > kMostRows) return too_many();
  for (const Json& row : rows) {
    if (!row.is_object()) return bad_input(inner + " holds something that is not an object");
  }
  return rows;
}

Result<std::vector<Id>> ids_of(const Call& call, const char* parameter) {
  const auto list = call.parameter(parameter);
  if (!list) return bad_field(parameter, "is required");
  CW_TRY(auto ids, parse_ids(*list));
  if (ids.empty()) return bad_field(parameter, "is empty");
  if (ids.size() > kMostRows) return too_many();
  return ids;
}

Json run_rows(Call& call, const std::vector<Json>& rows, std::initializer_list<const char*> echoed,
              const std::function<Result<Json>(const Json&)>& work) {
  Json out = Json::array();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (call.tampering.failing_row == i) {
      Json row{{"response_code", call.tampering.failing_status}, {"message", "refused on request"}};
      echo(row, rows[i], echoed);
      out.push_back(std::move(row));
      ++call.trace.rows_failed;
      continue;
    }
    auto done = work(rows[i]);
    if (done) {
      if (!done->contains("response_code")) (*done)["response_code"] = 200;
      out.push_back(std::move(*done));
      ++call.trace.rows_ok;
    } else {
      Json row = failed_row(done.error());
      echo(row, rows[i], echoed);
      out.push_back(std::move(row));
      ++call.trace.rows_failed;
    }
  }
  return out;
}

Json run_ids(Call& call, const std::vector<Id>& ids, const std::function<Result<void>(Id)>& work) {
  std::vector<Json> rows;
  for (const Id id : ids) rows.push_back({{"id", id}});
  return run_rows(call, rows, {"id"}, [&](const Json& row) -> Result<Json> {
    const Id id = row.at("id").get<Id>();
    CW_CHECK(work(id));
    return Json{{"id", std::to_string(id)}};
  });
}

}  // namespace crosswalk::sandbox::schoology
