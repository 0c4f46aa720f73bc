#include "store/postgres_connection.hpp"

#include <Poco/Data/PostgreSQL/SessionHandle.h>
#include <Poco/Exception.h>
#include <libpq-fe.h>

#include <bit>
#include <cstring>
#include <unordered_map>

#include "store/dialect.hpp"

namespace crosswalk::store {
namespace {

using Answer = std::unique_ptr<PGresult, decltype(&PQclear)>;

// Every statement finds its rows by a key, and a plan made once serves every batch. Tables that
// were filled a moment ago have no statistics yet; without these settings the planner would read
// all of them.
constexpr const char* kSessionSettings =
    "SET TIME ZONE 'UTC'; SET client_encoding = 'UTF8'; SET enable_seqscan = off; "
    "SET plan_cache_mode = force_generic_plan; SET lock_timeout = ";

constexpr Oid oid(ValueKind kind) {
  switch (kind) {
    case ValueKind::Integer:
      return 20;
    case ValueKind::Text:
      return 25;
    case ValueKind::Blob:
      return 17;
  }
  return 0;
}

constexpr Oid array_oid(ValueKind kind) {
  switch (kind) {
    case ValueKind::Integer:
      return 1016;
    case ValueKind::Text:
      return 1009;
    case ValueKind::Blob:
      return 1001;
  }
  return 0;
}

/// Appends a number in network order, the binary form of PostgreSQL's protocol.
template <std::unsigned_integral T>
void put(std::string& out, T value) {
  char bytes[sizeof(T)];
  for (std::size_t i = 0; i < sizeof(T); ++i) {
    bytes[i] = static_cast<char>(static_cast<std::uint8_t>(value >> (8 * (sizeof(T) - 1 - i))));
  }
  out.append(bytes, sizeof(T));
}

/// The values of one statement, as libpq wants them.
class Values {
 public:
  Result<> add(const Param& param) {
    std::string bytes;
    if (param.kind() == ValueKind::Integer) {
      put(bytes, static_cast<std::uint64_t>(param.integer()));
    } else {
      CW_CHECK(check(param.kind(), param.bytes()));
      bytes = param.bytes();
    }
    add(oid(param.kind()), std::move(bytes));
    return {};
  }

  /// An array of one dimension: dimensions, has-null flag, element type, length, lower bound,
  /// elements.
  Result<> add(const Column& column) {
    std::string bytes;
    put(bytes, std::uint32_t{1});
    put(bytes, std::uint32_t{0});
    put(bytes, std::uint32_t{oid(column.kind)});
    put(bytes, static_cast<std::uint32_t>(column.size()));
    put(bytes, std::uint32_t{1});
    for (const std::int64_t value : column.integers) {
      put(bytes, std::uint32_t{8});
      put(bytes, static_cast<std::uint64_t>(value));
    }
    for (const std::string_view value : column.bytes) {
      CW_CHECK(check(column.kind, value));
      put(bytes, static_cast<std::uint32_t>(value.size()));
      bytes.append(value);
    }
    add(array_oid(column.kind), std::move(bytes));
    return {};
  }

  /// Points at the bytes, once all are added.
  void finish() {
    for (const std::string& value : bytes_) {
      pointers_.push_back(value.data());
      lengths_.push_back(static_cast<int>(value.size()));
    }
    formats_.assign(bytes_.size(), 1);
  }

  int size() const { return static_cast<int>(bytes_.size()); }
  const Oid* types() const { return types_.data(); }
  const char* const* pointers() const { return pointers_.data(); }
  const int* lengths() const { return lengths_.data(); }
  const int* formats() const { return formats_.data(); }

 private:
  static Result<> check(ValueKind kind, std::string_view value) {
    if (kind == ValueKind::Text && value.find('\0') != std::string_view::npos) {
      return Error{ErrorCode::BadData, "text that holds a NUL byte was to be stored"};
    }
    return {};
  }

  void add(Oid type, std::string bytes) {
    types_.push_back(type);
    bytes_.push_back(std::move(bytes));
  }

  std::vector<Oid> types_;
  std::vector<std::string> bytes_;
  std::vector<const char*> pointers_;
  std::vector<int> lengths_;
  std::vector<int> formats_;
};

class AnswerRow final : public Row {
 public:
  AnswerRow(const PGresult* answer, int row, int first)
      : answer_(answer), row_(row), first_(first) {}

  std::int64_t integer(int column) const override {
    const std::string_view value = bytes(column);
    std::uint64_t number = 0;
    for (const char c : value) number = (number << 8U) | static_cast<std::uint8_t>(c);
    if (value.size() == 4) return static_cast<std::int32_t>(static_cast<std::uint32_t>(number));
    return static_cast<std::int64_t>(number);
  }

  std::string_view bytes(int column) const override {
    return {PQgetvalue(answer_, row_, first_ + column),
            static_cast<std::size_t>(PQgetlength(answer_, row_, first_ + column))};
  }

 private:
  const PGresult* answer_;
  int row_;
  int first_;
};

class PostgresConnection final : public Connection {
 public:
  explicit PostgresConnection(std::unique_ptr<Poco::Data::PostgreSQL::SessionHandle> session)
      : session_(std::move(session)), handle_(*session_) {
    PQsetNoticeProcessor(handle_, [](void*, const char*) {}, nullptr);  // else they go to stderr
  }

  Engine engine() const override { return Engine::Postgres; }
  bool usable() const override { return PQstatus(handle_) == CONNECTION_OK; }

  Result<std::uint64_t> execute(std::string_view sql, std::span<const Param> params) override {
    return execute_rows(sql, params, {});
  }

  Result<> select(std::string_view sql, std::span<const Param> params,
                  const EachRow& each) override {
    CW_TRY(const Answer answer, ask(sql, params, {}));
    for (int row = 0; row < PQntuples(answer.get()); ++row)
      CW_CHECK(each(AnswerRow{answer.get(), row, 0}));
    return {};
  }

  Result<std::uint64_t> execute_rows(std::string_view sql, std::span<const Param> params,
                                     std::span<const Column> columns) override {
    CW_TRY(const Answer answer, ask(sql, params, columns));
    std::uint64_t changed = 0;
    for (const char* digit = PQcmdTuples(answer.get()); *digit != '\0'; ++digit) {
      changed = changed * 10 + static_cast<std::uint64_t>(*digit - '0');
    }
    return changed;
  }

  Result<> select_rows(std::string_view sql, std::span<const Param> params,
                       std::span<const Column> columns, const EachNumberedRow& each) override {
    CW_TRY(const Answer answer, ask(sql, params, columns));
    for (int row = 0; row < PQntuples(answer.get()); ++row) {
      const auto number = static_cast<std::size_t>(AnswerRow{answer.get(), row, 0}.integer(0));
      CW_CHECK(each(number - 1, AnswerRow{answer.get(), row, 1}));
    }
    return {};
  }

  Result<> script(const std::string& sql) override {
    const Answer answer{PQexec(handle_, sql.c_str()), &PQclear};
    return check(answer.get());
  }

 private:
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };

  Result<> check(const PGresult* answer) const {
    const ExecStatusType status = PQresultStatus(answer);
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return {};
    const char* state = PQresultErrorField(answer, PG_DIAG_SQLSTATE);
    // The primary message alone: the details may quote a row.
    const char* primary = PQresultErrorField(answer, PG_DIAG_MESSAGE_PRIMARY);
    return postgres_error(state == nullptr ? "" : state,
                          primary == nullptr ? PQerrorMessage(handle_) : primary);
  }

  Result<std::string> prepared(std::string_view sql, const Values& values) {
    if (const auto known = names_.find(sql); known != names_.end()) return known->second;
    std::string name = "cw" + std::to_string(names_.size());
    const std::string text(sql);
    const Answer answer{
        PQprepare(handle_, name.c_str(), text.c_str(), values.size(), values.types()), &PQclear};
    CW_CHECK(check(answer.get()));
    names_.emplace(text, name);
    return name;
  }

  Result<Answer> ask(std::string_view sql, std::span<const Param> params,
                     std::span<const Column> columns) {
    Values values;
    for (const Param& param : params) CW_CHECK(values.add(param));
    for (const Column& column : columns) CW_CHECK(values.add(column));
    values.finish();
    CW_TRY(const std::string name, prepared(sql, values));
    Answer answer{PQexecPrepared(handle_, name.c_str(), values.size(), values.pointers(),
                                 values.lengths(), values.formats(), 1),
                  &PQclear};
    CW_CHECK(check(answer.get()));
    return answer;
  }

  std::unique_ptr<Poco::Data::PostgreSQL::SessionHandle> session_;
  PGconn* handle_;
  std::unordered_map<std::string, std::string, TextHash, std::equal_to<>> names_;
};

}  // namespace

Result<std::unique_ptr<Connection>> open_postgres(const PostgresSettings& settings) {
  std::string url = settings.url;
  if (url.find("connect_timeout=") == std::string::npos) {
    url += url.find('?') == std::string::npos ? "?connect_timeout=10" : "&connect_timeout=10";
  }
  try {
    auto session = std::make_unique<Poco::Data::PostgreSQL::SessionHandle>();
    session->connect(url);
    auto connection = std::make_unique<PostgresConnection>(std::move(session));
    CW_CHECK(connection->script(std::string(kSessionSettings) +
                                std::to_string(settings.lock_timeout.count())));
    return std::unique_ptr<Connection>(std::move(connection));
  } catch (const Poco::Exception& e) {
    return postgres_error("", e.message());
  }
}

}  // namespace crosswalk::store
