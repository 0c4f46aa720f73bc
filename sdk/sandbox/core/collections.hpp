#pragma once

/// \file
/// A played system's state as named collections of JSON rows, each row an object with an "id": what
/// a page can show and edit without knowing the system.

#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "crosswalk/result.hpp"

namespace crosswalk::sandbox {

enum class Shape : std::uint8_t { Text, TextOrNull, Whole, WholeOrNull, Flag, Texts, Rows, Object };

struct ColumnSpec {
  std::string name;
  Shape shape = Shape::Text;
  bool required = false;          ///< a row without it is refused
  nlohmann::json otherwise = "";  ///< what a row without it gets
  std::string refers_to = {};     ///< a collection: every value, when not empty, is an id of it
};

struct CollectionSpec {
  std::string name;
  std::int64_t first_id = 1;  ///< of rows that come without an id
  std::vector<ColumnSpec> columns;
};

/// Rows keep the order in which they came; ids are texts. Not thread-safe.
class Collections {
 public:
  using Json = nlohmann::json;

  explicit Collections(std::vector<CollectionSpec> specs);

  const std::vector<Json>& rows(std::string_view collection) const;
  /// Null when there is none.
  const Json* find(std::string_view collection, const std::string& id) const;

  /// Fills in what is missing, the id included, and returns the id. BadData names the column that
  /// does not fit; references are looked at by check_references() alone.
  Result<std::string> add(std::string_view collection, Json row);
  /// Sets some columns of a row. NotFound, BadData.
  Result<void> change(std::string_view collection, const std::string& id, const Json& columns);
  /// False: there was none.
  bool erase(std::string_view collection, const std::string& id);

  /// Moves on with every change: what was made of the rows may be kept until then.
  std::uint64_t revision() const { return revision_; }

  /// {"students": [{"id": ...}], ...}: every collection is there.
  Json dump() const;
  /// Adds rows in the shape of dump(); a row whose id is taken is replaced. BadData names
  /// collection and row; then this object is half changed: load into a copy.
  Result<void> load(const Json& records);
  /// BadData names the row that refers to nothing.
  Result<void> check_references() const;

 private:
  struct Collection {
    CollectionSpec spec;
    std::vector<Json> rows;
    std::unordered_map<std::string, std::size_t> places;
    std::int64_t next_id = 1;
  };
  Collection* collection(std::string_view name);
  const Collection* collection(std::string_view name) const;
  static std::string free_id(Collection& in);

  std::vector<Collection> all_;
  std::uint64_t revision_ = 0;
};

}  // namespace crosswalk::sandbox
