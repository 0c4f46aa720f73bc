#include "store/link_store.hpp"

#include "store/compressed.hpp"
#include "store/link_tables.hpp"

namespace crosswalk::store {
namespace {

using model::Entity;
using model::Key;
using sync::Link;

constexpr const char* kPage =
    "SELECT key, identity, destination_id, code, origin, dropped, school, scope FROM link "
    "WHERE integration_id = $1 AND entity = $2 AND key > $3 ORDER BY key LIMIT $4";
constexpr const char* kFirstPage =
    "SELECT key, identity, destination_id, code, origin, dropped, school, scope FROM link "
    "WHERE integration_id = $1 AND entity = $2 ORDER BY key LIMIT $3";
constexpr const char* kCountLinks =
    "SELECT links FROM scope_count WHERE integration_id = $1 AND entity = $2 AND scope = $3";

constexpr std::size_t kPageLinks = 4096;
constexpr std::size_t kChunk = 5000;  ///< keys in one look-up

/// The link of a row whose columns from `first` on are those of link_table()'s values.
Link read_link(Entity entity, const Key& key, const Row& row, int first) {
  return {.entity = entity,
          .key = key,
          .identity = row.text(first),
          .destination_id = row.text(first + 1),
          .code = row.text(first + 2),
          .origin = static_cast<sync::Origin>(row.integer(first + 3)),
          .dropped = row.integer(first + 4) != 0,
          .school = row.hash(first + 5),
          .scope = row.hash(first + 6)};
}

/// link_table() as it is looked up by destination: the key is a value then.
std::string by_destination(Engine engine, std::string_view where) {
  Table table = link_table();
  table.values.insert(table.values.begin(), table.keys.front());
  table.keys = {{"destination_id", ValueKind::Text}};
  return lookup_rows(engine, table, where);
}

template <class T>
std::span<const T> chunk(std::span<const T> all, std::size_t begin) {
  return all.subspan(begin, std::min(kChunk, all.size() - begin));
}

}  // namespace

LinkStore::LinkStore(const Context& context)
    : context_(context),
      find_(lookup_rows(context.database.engine(), link_table())),
      // The literals let both engines use the partial indexes.
      find_by_destination_(by_destination(context.database.engine(),
                                          " AND t.shared = 0 AND t.destination_id <> ''")),
      find_by_shared_destination_(by_destination(context.database.engine(), " AND t.shared = 1")),
      projections_(lookup_rows(context.database.engine(), projection_table())) {}

Result<std::vector<Link>> LinkStore::find(Entity entity, std::span<const Key> keys) {
  return context_.database.in_snapshot(
      "link.find", [&](Connection& connection) -> Result<std::vector<Link>> {
        std::vector<Link> links;
        const std::array<Param, 2> fixed{context_.integration, number(entity)};
        for (std::size_t begin = 0; begin < keys.size(); begin += kChunk) {
          const auto some = chunk(keys, begin);
          const KeyColumn column{some};
          const EachNumberedRow each = [&](std::size_t index, const Row& row) -> Result<> {
            links.push_back(read_link(entity, some[index], row, 0));
            return {};
          };
          CW_CHECK(connection.select_rows(find_, fixed, {&column.column(), 1}, each));
        }
        return links;
      });
}

Result<std::vector<Link>> LinkStore::find_by_destination(Entity entity,
                                                         std::span<const std::string> ids) {
  const std::string& sql = is_shared(entity) ? find_by_shared_destination_ : find_by_destination_;
  const auto read = [&](Connection& connection) -> Result<std::vector<Link>> {
    std::vector<Link> links;
    const std::array<Param, 2> fixed{context_.integration, number(entity)};
    for (std::size_t begin = 0; begin < ids.size(); begin += kChunk) {
      Column column{ValueKind::Text, kChunk};
      for (const std::string& id : chunk(ids, begin)) column.bytes.emplace_back(id);
      const EachNumberedRow each = [&](std::size_t, const Row& row) -> Result<> {
        links.push_back(read_link(entity, row.hash(0), row, 1));
        return {};
      };
      CW_CHECK(connection.select_rows(sql, fixed, {&column, 1}, each));
    }
    return links;
  };
  return context_.database.in_snapshot("link.find_by_destination", read);
}

Result<> LinkStore::for_each(Entity entity, const std::function<Result<>(const Link&)>& each) {
  std::vector<Link> page;
  do {
    const Key last = page.empty() ? Key{} : page.back().key;
    const bool first = page.empty();
    page.clear();
    const EachRow add = [&](const Row& row) -> Result<> {
      page.push_back(read_link(entity, row.hash(0), row, 1));
      return {};
    };
    CW_CHECK(context_.database.in_snapshot("link.for_each", [&](Connection& connection) {
      return first ? connection.query(kFirstPage, add, context_.integration, number(entity),
                                      kPageLinks)
                   : connection.query(kPage, add, context_.integration, number(entity), last,
                                      kPageLinks);
    }));
    for (const Link& link : page) CW_CHECK(each(link));
  } while (page.size() == kPageLinks);
  return {};
}

Result<std::uint64_t> LinkStore::count(Entity entity, const Key& school_or_scope) {
  return context_.database.in_snapshot(
      "link.count", [&](Connection& connection) -> Result<std::uint64_t> {
        std::uint64_t links = 0;
        const EachRow each = [&](const Row& row) -> Result<> {
          links = row.count(0);
          return {};
        };
        CW_CHECK(connection.query(kCountLinks, each, context_.integration, number(entity),
                                  school_or_scope));
        return links;
      });
}

Result<std::vector<std::string>> LinkStore::projections(Entity entity, std::span<const Key> keys) {
  using Projections = std::vector<std::string>;
  return context_.database.in_snapshot(
      "link.projections", [&](Connection& connection) -> Result<Projections> {
        Projections out(keys.size());
        const std::array<Param, 2> fixed{context_.integration, number(entity)};
        for (std::size_t begin = 0; begin < keys.size(); begin += kChunk) {
          const KeyColumn column{chunk(keys, begin)};
          const EachNumberedRow each = [&](std::size_t index, const Row& row) -> Result<> {
            CW_TRY(out[begin + index], inflated(row.bytes(0)));
            return {};
          };
          CW_CHECK(connection.select_rows(projections_, fixed, {&column.column(), 1}, each));
        }
        return out;
      });
}

}  // namespace crosswalk::store
