#include "sync/listing.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "model/normal.hpp"
#include "sync/pipeline.hpp"

namespace crosswalk::sync {
namespace {

using model::FieldValue;

FieldValue value_of(const BatchView& batch, const cw_cell& cell) {
  switch (cell.type) {
    case CW_T_TEXT:
    case CW_T_JSON:
      return FieldValue::of(std::string(model::trimmed(batch.text(cell))));
    case CW_T_DATE:
      return FieldValue::of(model::format_date(cell.v.i));
    case CW_T_BOOL:
      return FieldValue::of(std::string(cell.v.i != 0 ? "true" : "false"));
    case CW_T_INT:
      return FieldValue::of(std::to_string(cell.v.i));
    case CW_T_LIST: {
      std::vector<std::string> items;
      for (const cw_cell& item : batch.list(cell)) items.emplace_back(batch.text(item));
      return FieldValue::of(std::move(items));
    }
    case CW_T_NULL:
      return FieldValue::of(std::string{});
    default:
      return FieldValue::absent();
  }
}

ListedRecord record_of(const BatchView& batch, std::uint32_t r) {
  ListedRecord record;
  record.id = batch.text(batch.cell(r, 0));
  record.dropped = batch.text(batch.cell(r, 1)) == "dropped";
  for (std::uint32_t c = 2; c < batch.columns(); ++c)
    record.fields.push_back(value_of(batch, batch.cell(r, c)));
  return record;
}

}  // namespace

std::vector<std::string> read_columns(const model::DestinationEntity& entity) {
  std::vector<std::string> columns{"id", "state"};
  for (const auto& field : entity.fields) columns.push_back(field.name);
  return columns;
}

Result<std::vector<ListedRecord>> read_records(Destination& destination,
                                               const model::DestinationEntity& entity,
                                               const Destination::ReadSpec& spec,
                                               Observer& observer) {
  CW_TRY(const auto stream, destination.read(spec));
  std::vector<ListedRecord> records;
  {
    Pipeline pipeline(*stream);
    for (;;) {
      CW_TRY(const RowBuffer* buffer, pipeline.next());
      if (buffer == nullptr) break;
      const BatchView& batch = buffer->view();
      for (std::uint32_t r = 0; r < batch.rows(); ++r) {
        if ((batch.row(r).flags & CW_ROW_F_BAD) == 0) records.push_back(record_of(batch, r));
      }
      if (observer.cancelled())
        return Error{ErrorCode::Cancelled, "cancelled while listing the destination"};
    }
  }
  CW_TRY(const RowStream::End end, stream->finish());
  if (!end.complete) {
    return Error{
        ErrorCode::BadData,
        "listing " + entity.label +
            "s of the destination: the read was not complete, so "
            "what is missing in it cannot be told from what was not read; try again later"};
  }
  return records;
}

Result<std::string> read_catalog(Destination& destination, const std::string& name,
                                 Observer& observer) {
  model::DestinationEntity shape;
  shape.name = shape.label = name;
  shape.fields.emplace_back().name = "title";
  CW_TRY(auto records,
         read_records(destination, shape, {name, {"id", "state", "title"}, {}, {}, {}}, observer));
  std::ranges::sort(records, {}, &ListedRecord::id);
  nlohmann::json out = nlohmann::json::array();
  for (const ListedRecord& record : records)
    out.push_back({{"id", record.id}, {"title", record.fields[0].text}});
  return out.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string several_could_be(const std::string& ids) {
  return "the destination has several records that could be this one (" + ids +
         "); nothing is written until a person makes them differ there, or leaves one of them, and "
         "plans again";
}

Listing::Listing(const model::DestinationEntity& entity, std::vector<ListedRecord> records)
    : records_(std::move(records)) {
  const auto position = [&](const std::string& name) {
    const auto at = std::ranges::find(entity.fields, name, &model::Field::name);
    return static_cast<std::size_t>(at - entity.fields.begin());
  };
  for (const auto& declared : entity.match) {
    Rule rule;
    rule.tier = declared.tier;
    for (const auto& name : declared.fields) rule.fields.push_back(position(name));
    for (const auto& name : declared.agree) rule.agree.push_back(position(name));
    for (std::uint32_t i = 0; i < records_.size(); ++i) {
      if (const auto key = rule_key(rule, records_[i].fields)) rule.index.emplace(*key, i);
    }
    rules_.push_back(std::move(rule));
  }
}

std::optional<model::Hash128> Listing::rule_key(const Rule& rule,
                                                const model::Projection& projection) {
  std::string text;
  const auto append = [&](std::size_t field, bool fold) {
    if (field >= projection.size() || !projection[field].given()) return false;
    const FieldValue& value = projection[field];
    if (value.kind == FieldValue::Kind::List) {
      for (const auto& item : value.items) text += item + '\x1e';
    } else {
      text += fold ? model::folded(value.text) : value.text;
    }
    text += '\x1f';
    return true;
  };
  // Codes compare as they are; recyclable identifiers and names without case.
  for (const std::size_t field : rule.fields) {
    if (!append(field, rule.tier >= 3)) return std::nullopt;
  }
  for (const std::size_t field : rule.agree) {
    if (!append(field, true)) return std::nullopt;
  }
  return model::hash_bytes(text);
}

Listing::Match Listing::match(const model::Projection& projection) const {
  for (const Rule& rule : rules_) {
    const auto key = rule_key(rule, projection);
    if (!key) continue;
    Match found{rule.tier, {}};
    const auto [first, last] = rule.index.equal_range(*key);
    for (auto at = first; at != last; ++at) found.candidates.push_back(&records_[at->second]);
    if (found.candidates.empty()) continue;
    std::ranges::sort(found.candidates, {}, [](const ListedRecord* r) { return r->id; });
    return found;
  }
  return {};
}

const ListedRecord* Listing::named(std::string_view text) const {
  for (const ListedRecord& record : records_) {
    if (record.id == text) return &record;
  }
  for (const ListedRecord& record : records_) {
    if (std::ranges::any_of(record.fields, [&](const FieldValue& value) {
          return value.kind == FieldValue::Kind::Text && value.text == text;
        })) {
      return &record;
    }
  }
  return nullptr;
}

}  // namespace crosswalk::sync
