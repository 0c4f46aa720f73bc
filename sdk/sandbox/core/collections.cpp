#include "sandbox/core/collections.hpp"

#include <algorithm>
#include <utility>

namespace crosswalk::sandbox {
namespace {

using Json = nlohmann::json;

bool all_of_kind(const Json& list, bool (*fits)(const Json&)) {
  return list.is_array() && std::all_of(list.begin(), list.end(), fits);
}

bool fits(Shape shape, const Json& value) {
  switch (shape) {
    case Shape::Text:
      return value.is_string();
    case Shape::TextOrNull:
      return value.is_string() || value.is_null();
    case Shape::Whole:
      return value.is_number_integer();
    case Shape::WholeOrNull:
      return value.is_number_integer() || value.is_null();
    case Shape::Flag:
      return value.is_boolean();
    case Shape::Texts:
      return all_of_kind(value, [](const Json& item) { return item.is_string(); });
    case Shape::Rows:
      return all_of_kind(value, [](const Json& item) { return item.is_object(); });
    case Shape::Object:
      return value.is_object();
  }
  return false;
}

std::string_view word(Shape shape) {
  switch (shape) {
    case Shape::Text:
      return "a text";
    case Shape::TextOrNull:
      return "a text or null";
    case Shape::Whole:
      return "a whole number";
    case Shape::WholeOrNull:
      return "a whole number or null";
    case Shape::Flag:
      return "true or false";
    case Shape::Texts:
      return "a list of texts";
    case Shape::Rows:
      return "a list of objects";
    case Shape::Object:
      return "an object";
  }
  return "something else";
}

Error bad(std::string text) { return Error{ErrorCode::BadData, std::move(text)}; }

const ColumnSpec* column_of(const CollectionSpec& spec, std::string_view name) {
  const auto at = std::find_if(spec.columns.begin(), spec.columns.end(),
                               [&](const ColumnSpec& column) { return column.name == name; });
  return at == spec.columns.end() ? nullptr : &*at;
}

/// Known columns, each of its shape.
Result<void> check_columns(const CollectionSpec& spec, const Json& row) {
  for (const auto& [name, value] : row.items()) {
    if (name == "id") continue;
    const ColumnSpec* column = column_of(spec, name);
    if (column == nullptr) return bad("there is no column " + name);
    if (!fits(column->shape, value)) {
      return bad(name + " must be " + std::string(word(column->shape)));
    }
  }
  return {};
}

std::vector<std::string> references(const Json& value) {
  std::vector<std::string> out;
  const auto take = [&](const Json& one) {
    std::string text = one.is_string() ? one.get<std::string>() : one.is_null() ? "" : one.dump();
    if (!text.empty()) out.push_back(std::move(text));
  };
  if (!value.is_array()) {
    take(value);
    return out;
  }
  for (const Json& one : value) take(one);
  return out;
}

}  // namespace

Collections::Collections(std::vector<CollectionSpec> specs) {
  for (CollectionSpec& spec : specs) {
    const std::int64_t first = spec.first_id;
    all_.push_back({std::move(spec), {}, {}, first});
  }
}

Collections::Collection* Collections::collection(std::string_view name) {
  const auto at = std::find_if(all_.begin(), all_.end(),
                               [&](const Collection& one) { return one.spec.name == name; });
  return at == all_.end() ? nullptr : &*at;
}

const Collections::Collection* Collections::collection(std::string_view name) const {
  const auto at = std::find_if(all_.begin(), all_.end(),
                               [&](const Collection& one) { return one.spec.name == name; });
  return at == all_.end() ? nullptr : &*at;
}

const std::vector<Json>& Collections::rows(std::string_view name) const {
  static const std::vector<Json> kNone;
  const Collection* in = collection(name);
  return in == nullptr ? kNone : in->rows;
}

const Json* Collections::find(std::string_view name, const std::string& id) const {
  const Collection* in = collection(name);
  if (in == nullptr) return nullptr;
  const auto at = in->places.find(id);
  return at == in->places.end() ? nullptr : &in->rows[at->second];
}

std::string Collections::free_id(Collection& in) {
  for (;;) {
    std::string id = std::to_string(in.next_id++);
    if (in.places.count(id) == 0) return id;
  }
}

Result<std::string> Collections::add(std::string_view name, Json row) {
  Collection* in = collection(name);
  if (in == nullptr) return bad("there is no collection " + std::string(name));
  if (!row.is_object()) return bad("a row must be an object");
  CW_CHECK(check_columns(in->spec, row));
  for (const ColumnSpec& column : in->spec.columns) {
    if (row.contains(column.name)) continue;
    if (column.required) return bad(column.name + " is missing");
    const bool empty_text = column.otherwise == "" && column.shape != Shape::Text;
    if (!empty_text) {
      row[column.name] = column.otherwise;
    } else if (column.shape == Shape::Texts || column.shape == Shape::Rows) {
      row[column.name] = Json::array();
    } else if (column.shape == Shape::Flag) {
      row[column.name] = false;
    } else if (column.shape == Shape::Object) {
      row[column.name] = Json::object();
    } else if (column.shape == Shape::Whole) {
      row[column.name] = 0;
    } else {
      row[column.name] = nullptr;
    }
  }
  if (row.contains("id") && row["id"].is_number_integer()) row["id"] = row["id"].dump();
  if (!row.contains("id")) row["id"] = free_id(*in);
  if (!row["id"].is_string() || row["id"] == "") return bad("id must be a text");
  const auto id = row["id"].get<std::string>();
  ++revision_;
  const auto [at, fresh] = in->places.try_emplace(id, in->rows.size());
  if (fresh) {
    in->rows.push_back(std::move(row));
  } else {
    in->rows[at->second] = std::move(row);
  }
  return id;
}

Result<void> Collections::change(std::string_view name, const std::string& id,
                                 const Json& columns) {
  Collection* in = collection(name);
  const auto at = in == nullptr ? std::unordered_map<std::string, std::size_t>::iterator{}
                                : in->places.find(id);
  if (in == nullptr || at == in->places.end()) {
    return Error{ErrorCode::NotFound, "there is no row " + id + " in " + std::string(name)};
  }
  CW_CHECK(check_columns(in->spec, columns));
  ++revision_;
  Json& row = in->rows[at->second];
  for (const auto& [column, value] : columns.items()) {
    if (column != "id") row[column] = value;
  }
  return {};
}

bool Collections::erase(std::string_view name, const std::string& id) {
  Collection* in = collection(name);
  if (in == nullptr) return false;
  const auto at = in->places.find(id);
  if (at == in->places.end()) return false;
  ++revision_;
  const std::size_t gap = at->second;
  in->places.erase(at);
  in->rows.erase(in->rows.begin() + static_cast<std::ptrdiff_t>(gap));
  for (auto& [other, place] : in->places) {
    if (place > gap) --place;
  }
  return true;
}

Json Collections::dump() const {
  Json out = Json::object();
  for (const Collection& one : all_) out[one.spec.name] = one.rows;
  return out;
}

Result<void> Collections::load(const Json& records) {
  if (!records.is_object()) return bad("the records must be an object of collections");
  for (const auto& [name, rows] : records.items()) {
    if (collection(name) == nullptr) return bad("there is no collection " + name);
    if (!rows.is_array()) return bad(name + " must be a list of rows");
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const auto added = add(name, rows[i]);
      if (!added) return in_context(added.error(), name + "[" + std::to_string(i) + "]");
    }
  }
  return {};
}

Result<void> Collections::check_references() const {
  for (const Collection& one : all_) {
    for (const ColumnSpec& column : one.spec.columns) {
      if (column.refers_to.empty()) continue;
      for (const Json& row : one.rows) {
        for (const std::string& id : references(row.at(column.name))) {
          if (find(column.refers_to, id) != nullptr) continue;
          return bad(one.spec.name + " " + row.at("id").get<std::string>() + ": " + column.name +
                     " " + id + " is nothing in " + column.refers_to);
        }
      }
    }
  }
  return {};
}

}  // namespace crosswalk::sandbox
