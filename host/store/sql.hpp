#pragma once

/// \file
/// Statements, values and rows: the few words that both engines are spoken to with.
///
/// Placeholders are $1, $2, ... in the order of their first appearance, the one style that both
/// engines take. There is no NULL in the schema. Nothing here throws.

#include <array>
#include <concepts>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "crosswalk/result.hpp"
#include "model/hash.hpp"

namespace crosswalk::store {

enum class Engine : std::uint8_t { Sqlite, Postgres };

enum class ValueKind : std::uint8_t { Integer, Text, Blob };

/// Marks bytes that are not text.
struct Blob {
  std::string_view bytes;
};

/// One value of a statement. Looks at its text or bytes; a key or hash it holds itself.
class Param {
 public:
  template <std::integral T>
  Param(T value)
      : kind_(ValueKind::Integer),
        integer_(static_cast<std::int64_t>(value)) {}                    // NOLINT: implicit
  Param(std::string_view text) : kind_(ValueKind::Text), view_(text) {}  // NOLINT: implicit
  Param(const std::string& text) : Param(std::string_view(text)) {}      // NOLINT: implicit
  Param(const char* text) : Param(std::string_view(text)) {}             // NOLINT: implicit
  Param(Blob blob) : kind_(ValueKind::Blob), view_(blob.bytes) {}        // NOLINT: implicit
  Param(const model::Hash128& hash)                                      // NOLINT: implicit
      : kind_(ValueKind::Blob), hash_(model::to_bytes(hash)), owns_(true) {}

  ValueKind kind() const { return kind_; }
  std::int64_t integer() const { return integer_; }
  std::string_view bytes() const;

 private:
  ValueKind kind_;
  std::int64_t integer_ = 0;
  std::string_view view_;
  std::array<std::uint8_t, 16> hash_{};
  bool owns_ = false;
};

/// The values of one placeholder over many rows. Views must outlive the call.
struct Column {
  explicit Column(ValueKind of, std::size_t rows);

  ValueKind kind;
  std::vector<std::int64_t> integers;
  std::vector<std::string_view> bytes;

  std::size_t size() const { return kind == ValueKind::Integer ? integers.size() : bytes.size(); }
};

/// A row of an answer; valid inside the callback.
class Row {
 public:
  virtual ~Row() = default;
  virtual std::int64_t integer(int column) const = 0;
  virtual std::string_view bytes(int column) const = 0;  ///< of a text or a blob

  std::uint64_t count(int column) const { return static_cast<std::uint64_t>(integer(column)); }
  std::string text(int column) const { return std::string(bytes(column)); }
  model::Hash128 hash(int column) const;  ///< zero when the value is not 16 bytes long
};

using EachRow = std::function<Result<>(const Row&)>;
using EachNumberedRow = std::function<Result<>(std::size_t index, const Row&)>;

/// One session of the database. Prepared statements are kept. Not thread-safe.
///
/// Errors: Conflict for a unique violation and for a lock that another process holds; Unavailable
/// for a full disk, failing I/O and a lost server; BadData for text that holds a NUL; Internal for
/// a wrong statement.
class Connection {
 public:
  virtual ~Connection() = default;
  virtual Engine engine() const = 0;
  /// False once the server is lost: throw the connection away.
  virtual bool usable() const = 0;

  /// How many rows it changed.
  virtual Result<std::uint64_t> execute(std::string_view sql, std::span<const Param> params) = 0;
  virtual Result<> select(std::string_view sql, std::span<const Param> params,
                          const EachRow& each) = 0;
  /// A statement made by dialect.hpp, for each row of `columns`, which are equally long; `params`
  /// come first.
  virtual Result<std::uint64_t> execute_rows(std::string_view sql, std::span<const Param> params,
                                             std::span<const Column> columns) = 0;
  /// The same for a lookup; the callback gets the index of the row that asked, in ascending order.
  virtual Result<> select_rows(std::string_view sql, std::span<const Param> params,
                               std::span<const Column> columns, const EachNumberedRow& each) = 0;
  /// Several statements without values.
  virtual Result<> script(const std::string& sql) = 0;

  template <class... A>
  Result<std::uint64_t> run(std::string_view sql, const A&... values) {
    const std::array<Param, sizeof...(A)> params{Param(values)...};
    return execute(sql, params);
  }

  /// `each(row)` for each row: query(sql, each, values...).
  template <class... A>
  Result<> query(std::string_view sql, const EachRow& each, const A&... values) {
    const std::array<Param, sizeof...(A)> params{Param(values)...};
    return select(sql, params, each);
  }
};

}  // namespace crosswalk::store
