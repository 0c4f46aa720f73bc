#include "sync/outgoing.hpp"

#include <algorithm>
#include <set>

#include "crosswalk/batch_writer.hpp"
#include "model/normal.hpp"

namespace crosswalk::sync {
namespace {

using model::Field;
using model::FieldType;
using model::FieldValue;

bool is_ref(const Field& field) {
  return field.type == FieldType::Ref || field.type == FieldType::Refs;
}

std::vector<std::string_view> targets(const FieldValue& value) {
  std::vector<std::string_view> out;
  if (value.kind == FieldValue::Kind::Text && !value.text.empty()) out.emplace_back(value.text);
  for (const std::string& item : value.items) out.emplace_back(item);
  return out;
}

const model::Projection& relevant(const Operation& op) {
  return op.after.empty() ? op.before : op.after;
}

std::uint16_t row_op(Action action) {
  switch (action) {
    case Action::Create:
      return CW_ROW_CREATE;
    case Action::Drop:
      return CW_ROW_DROP;
    case Action::Restore:
      return CW_ROW_RESTORE;
    case Action::Delete:
      return CW_ROW_DELETE;
    default:
      return CW_ROW_PATCH;
  }
}

/// Whether the row carries field `i`.
bool carried(const model::DestinationEntity& schema, const Operation& op, std::size_t i) {
  const Field& field = schema.fields[i];
  if (!schema.partition.empty() && is_ref(field)) return true;
  switch (op.action) {
    case Action::Create:
      return true;
    case Action::Restore:
      return !field.create_only;
    case Action::Update:
      if (schema.whole) return !field.create_only;
      return i < op.before.size() && i < op.after.size() && op.before[i] != op.after[i];
    default:
      return true;  // a removal names and describes the record as it was
  }
}

void put(BatchWriter& out, std::uint32_t column, const Field& field, const FieldValue& value,
         bool clears) {
  if (!value.given()) {
    if (clears) out.null(column);
    return;
  }
  if (value.kind == FieldValue::Kind::List) {
    cw_cell* cells = out.list(column, static_cast<std::uint32_t>(value.items.size()));
    for (std::uint32_t i = 0; i < value.items.size(); ++i) out.element(cells, i, value.items[i]);
    return;
  }
  if (field.type == FieldType::Date) {
    if (const auto days = model::parse_date(value.text)) return out.date(column, *days);
  }
  if (field.type == FieldType::Bool) return out.boolean(column, value.text == "true");
  out.text(column, value.text);
}

bool write_row(BatchWriter& out, const model::DestinationEntity& schema, const OutgoingRow& row) {
  const Operation& op = *row.operation;
  if (!out.begin(row_op(op.action), 0, op.index)) return false;
  if (!op.destination_id.empty()) out.text(0, op.destination_id);
  for (std::size_t i = 0; i < schema.fields.size() && i < row.projection.size(); ++i) {
    if (!carried(schema, op, i)) continue;
    put(out, static_cast<std::uint32_t>(i + 1), schema.fields[i], row.projection[i],
        op.action == Action::Update);
  }
  return out.commit();
}

}  // namespace

Result<LinkTable> LinkTable::load(LinkPort& links, const model::KeyMaker& keys,
                                  const model::DestinationEntity& schema,
                                  std::span<const Operation> operations) {
  std::map<Entity, std::set<Key>> wanted;
  for (const Operation& op : operations) {
    wanted[op.entity].insert(op.key);
    const model::Projection& projection = relevant(op);
    for (std::size_t i = 0; i < schema.fields.size() && i < projection.size(); ++i) {
      const auto entity =
          is_ref(schema.fields[i]) ? model::entity_named(schema.fields[i].entity) : std::nullopt;
      if (!entity) continue;
      for (const std::string_view identity : targets(projection[i])) {
        wanted[*entity].insert(keys.key(*entity, identity));
      }
    }
  }
  LinkTable table;
  for (const auto& [entity, set] : wanted) {
    const std::vector<Key> sorted(set.begin(), set.end());
    CW_TRY(auto found, links.find(entity, sorted));
    for (Link& link : found) {
      const Key key = link.key;
      table.links_.emplace(std::pair(entity, key), std::move(link));
    }
  }
  return table;
}

const Link* LinkTable::find(Entity entity, const Key& key) const {
  const auto at = links_.find({entity, key});
  return at == links_.end() ? nullptr : &at->second;
}

Result<model::Projection> resolved(const model::Projection& projection,
                                   const model::DestinationEntity& schema,
                                   const model::KeyMaker& keys, const LinkTable& links) {
  model::Projection out = projection;
  for (std::size_t i = 0; i < schema.fields.size() && i < out.size(); ++i) {
    const Field& field = schema.fields[i];
    const auto entity = is_ref(field) ? model::entity_named(field.entity) : std::nullopt;
    if (!entity) continue;
    const auto replace = [&](std::string& identity) -> Result<> {
      const Link* link = links.find(*entity, keys.key(*entity, identity));
      if (link == nullptr || deleted(*link)) {
        return Error{ErrorCode::NotFound, std::string(model::name(*entity)) + " " +
                                              model::readable_identity(identity) +
                                              " is not in the destination: see its own line"};
      }
      identity = field.value == model::RefValue::Code ? link->code : link->destination_id;
      return {};
    };
    if (out[i].kind == FieldValue::Kind::Text && !out[i].text.empty())
      CW_CHECK(replace(out[i].text));
    for (std::string& item : out[i].items) CW_CHECK(replace(item));
    std::ranges::sort(out[i].items);
    const auto repeated =
        std::ranges::unique(out[i].items);  // shared records: two terms may be one grading period
    out[i].items.erase(repeated.begin(), repeated.end());
  }
  return out;
}

void fill_in_password(model::Projection& projection, const model::DestinationEntity& schema,
                      const std::string& fixed_password) {
  for (std::size_t i = 0; i < schema.fields.size() && i < projection.size(); ++i) {
    if (schema.fields[i].from == model::kPasswordValue &&
        projection[i].text == model::kFixedPassword) {
      projection[i].text = fixed_password;
    }
  }
}

std::vector<std::string> apply_columns(const model::DestinationEntity& schema) {
  std::vector<std::string> columns{"id"};
  for (const Field& field : schema.fields) columns.push_back(field.name);
  return columns;
}

std::vector<std::uint8_t> build_batch(const model::DestinationEntity& schema,
                                      std::span<const OutgoingRow> rows) {
  const auto columns = static_cast<std::uint32_t>(schema.fields.size() + 1);
  for (std::size_t capacity = 64 << 10;; capacity *= 2) {
    std::vector<std::uint8_t> bytes(capacity);
    BatchWriter out(bytes.data(), bytes.size(), columns, 0);
    bool fits = true;
    for (const OutgoingRow& row : rows) fits = fits && write_row(out, schema, row);
    if (fits) return bytes;
  }
}

}  // namespace crosswalk::sync
