#include "testing/kit/scribe.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "crosswalk/batch_writer.hpp"
#include "testing/kit/json_member.hpp"
#include "testing/kit/reading.hpp"

namespace crosswalk::kit {
namespace {

using Json = nlohmann::json;

constexpr std::uint32_t kSchema = 78;
constexpr std::size_t kMostRows = 4096;
constexpr std::int64_t kFirstDay = 20681;  // 2026-08-16

const Json& entity_of(Bench& bench, const std::string& entity) {
  return member_of(member_of(member_of(bench.manifest(), "destination"), "entities"), entity);
}

bool lists(const Json& array, const std::string& word) {
  return array.is_array() && std::find(array.begin(), array.end(), word) != array.end();
}

/// The fields that a record of the kit's has: what is required, what it is recognised by.
std::set<std::string> wanted_fields(const Json& entity) {
  std::set<std::string> out;
  for (const Json& field : member_of(entity, "fields")) {
    const bool either = !member_of(field, "required_with_any").empty();
    if (field.value("required", false) || either) out.insert(field.value("name", ""));
  }
  const Json& match = member_of(entity, "match");
  if (match.is_array() && !match.empty()) {
    for (const Json& name : member_of(match[0], "fields")) out.insert(name.get<std::string>());
  }
  return out;
}

/// A text that fits the field; empty: none that the kit knows does.
std::string text_for(const std::string& entity, const Json& field, int serial) {
  const std::string number = std::to_string(serial);
  const std::string name = field.value("name", "");
  if (name == "role") return "student";  // a role out of no catalog is one of the model's
  const bool mail = name.find("mail") != std::string::npos;
  const std::vector<std::string> candidates{
      mail ? "kit." + entity + number + "@kit.example" : "Kit " + name + " " + number,
      "kit-" + entity + "-" + number,
      "kit" + number,
      std::to_string(1000 + serial),
      std::to_string(2030 + serial % 10),
      std::to_string(100000000 + serial),
      "student",
      "active",
      "M"};
  const auto most = field.value("max_length", std::size_t{255});
  for (const std::string& each : candidates) {
    if (each.size() > most) continue;
    const std::string pattern = field.value("pattern", "");
    // The host checks a manifest's patterns when it reads it, so this one compiles.
    if (pattern.empty() || std::regex_search(each, std::regex(pattern))) return each;
  }
  return {};
}

ScribeValue text_value(std::string text) {
  ScribeValue value;
  value.text = std::move(text);
  return value;
}

void put(BatchWriter& writer, std::uint32_t column, const ScribeValue& value) {
  switch (value.kind) {
    case ScribeValue::Kind::Text:
      return writer.text(column, value.text);
    case ScribeValue::Kind::Date:
      return writer.date(column, value.number);
    case ScribeValue::Kind::Bool:
      return writer.boolean(column, value.number != 0);
    case ScribeValue::Kind::List: {
      const auto count = static_cast<std::uint32_t>(value.list.size());
      cw_cell* cells = writer.list(column, count);
      for (std::uint32_t i = 0; i < count; ++i) writer.element(cells, i, value.list[i]);
      return;
    }
  }
}

}  // namespace

std::string outcome_word(std::uint32_t state) {
  static constexpr const char* kWords[] = {"UNKNOWN",  "APPLIED", "NOOP",
                                           "REJECTED", "RETRY",   "SKIPPED"};
  return state <= CW_OUT_SKIPPED ? kWords[state] : std::to_string(state);
}

bool Written::all(std::uint32_t state) const {
  return std::all_of(outcomes.begin(), outcomes.end(),
                     [&](const ChangeOutcome& each) { return each.state == state; });
}

std::string Written::words() const {
  std::string out;
  if (!call.ok()) out = "apply() failed with " + status_word(call.status) + ": " + call.message;
  for (const ChangeOutcome& each : outcomes) {
    out += (out.empty() ? "" : ", ") + outcome_word(each.state);
    if (!each.message.empty()) out += " (" + each.message + ")";
  }
  return out;
}

std::vector<std::string> Scribe::creatable() const {
  const Json& entities = member_of(member_of(guest_.bench().manifest(), "destination"), "entities");
  std::vector<std::string> out;
  for (const char* name : {"org", "academicSession", "course", "class", "user", "enrollment"}) {
    if (lists(member_of(member_of(entities, name), "operations"), "create")) out.emplace_back(name);
  }
  return out;
}

bool Scribe::can(const std::string& entity, const char* operation) const {
  return lists(member_of(entity_of(guest_.bench(), entity), "operations"), operation);
}

std::uint32_t Scribe::batch_size(const std::string& entity) const {
  return entity_of(guest_.bench(), entity).value("batch", 1U);
}

Result<std::string> Scribe::catalog_id(const std::string& catalog) {
  ReadAsk ask;
  ask.entity = catalog;
  ask.side = CW_SIDE_DESTINATION;
  ask.columns = {"id", "title"};
  const ReadDone done = guest_.read(ask);
  if (done.rows.empty()) {
    return Error{ErrorCode::BadData, "the catalog " + catalog + " cannot be read: " + done.words()};
  }
  return done.rows.front().id;
}

Result<ScribeValue> Scribe::value(const std::string& entity, const Json& field, int serial) {
  const std::string type = field.value("type", "");
  const std::string name = field.value("name", "");
  if (field.contains("catalog")) {
    CW_TRY(std::string id, catalog_id(field.value("catalog", "")));
    return text_value(std::move(id));
  }
  if (type == "date") {
    const bool end = name.find("end") != std::string::npos || name.find("End") != std::string::npos;
    return ScribeValue{ScribeValue::Kind::Date, "", kFirstDay + serial + (end ? 150 : 0), {}};
  }
  if (type == "bool") return ScribeValue{ScribeValue::Kind::Bool, "", 1, {}};
  if (type == "ref" || type == "refs") {
    const std::string target = field.value("entity", "");
    CW_TRY(std::string id, existing(target, serial));
    const std::string column = field.value("value", "id");
    if (column != "id") id = records_[target + "/" + std::to_string(serial)].fields[column].text;
    if (type == "ref") return text_value(std::move(id));
    return ScribeValue{ScribeValue::Kind::List, "", 0, {std::move(id)}};
  }
  if (type == "list") return ScribeValue{ScribeValue::Kind::List, "", 0, {}};
  std::string text = text_for(entity, field, serial);
  if (text.empty()) {
    return Error{ErrorCode::BadData, "no text is known that fits the field " + name};
  }
  return text_value(std::move(text));
}

Result<ScribeRow> Scribe::record(const std::string& entity, int serial) {
  const Json& declared = entity_of(guest_.bench(), entity);
  const auto wanted = wanted_fields(declared);
  ScribeRow row;
  for (const Json& field : member_of(declared, "fields")) {
    const auto name = field.value("name", "");
    const bool code = field.value("value", "id") != "id" && field.value("create_only", false);
    if (!wanted.contains(name) && !code) continue;
    CW_TRY(row.fields[name], value(entity, field, serial));
  }
  records_[entity + "/" + std::to_string(serial)] = row;
  return row;
}

Result<std::string> Scribe::existing(const std::string& entity, int serial) {
  const std::string key = entity + "/" + std::to_string(serial);
  if (const auto at = made_.find(key); at != made_.end()) return at->second;
  if (!can(entity, "create")) {
    CW_TRY(made_[key], one_of_those_there(entity, serial));
    return made_[key];
  }
  CW_TRY(const ScribeRow row, record(entity, serial));
  const Written written = write(entity, {row});
  if (!written.call.ok() || written.outcomes[0].remote_id.empty()) {
    return Error{ErrorCode::BadData, "creating a record of " + entity + ": " + written.words()};
  }
  made_[key] = written.outcomes[0].remote_id;
  return made_[key];
}

Result<std::string> Scribe::one_of_those_there(const std::string& entity, int serial) {
  std::vector<std::string>& ids = there_[entity];
  if (ids.empty()) {
    ReadAsk ask;
    ask.entity = entity;
    ask.side = CW_SIDE_DESTINATION;
    ask.columns = {"id", "role"};
    const ReadDone done = guest_.read(ask);
    for (const GuestRow& row : done.rows) {
      // A person who is to be in a class as a student is one, where people have roles.
      const bool other = row.cells[1].find("teacher") != std::string::npos;
      if (!row.bad && !other) ids.push_back(row.id);
    }
    if (ids.empty()) {
      return Error{ErrorCode::BadData,
                   "nothing of " + entity + " can be created, and none is there: " + done.words()};
    }
  }
  return ids[static_cast<std::size_t>(serial) % ids.size()];
}

Result<ScribeRow> Scribe::change_of(const std::string& entity, int serial) {
  ScribeRow row;
  row.op = CW_ROW_PATCH;
  CW_TRY(row.id, existing(entity, serial));
  const Json& declared = entity_of(guest_.bench(), entity);
  if (!member_of(declared, "partition").is_string()) return row;
  const ScribeRow& made = records_[entity + "/" + std::to_string(serial)];
  for (const Json& field : member_of(declared, "fields")) {
    const auto at = made.fields.find(field.value("name", ""));
    if (at != made.fields.end() && field.value("type", "") == "ref") row.fields.insert(*at);
  }
  return row;
}

Written Scribe::write(const std::string& entity, const std::vector<ScribeRow>& rows) {
  std::vector<std::string> columns{"id"};
  for (const Json& field : member_of(entity_of(guest_.bench(), entity), "fields")) {
    columns.push_back(field.value("name", ""));
  }
  std::vector<std::uint64_t> memory(8192 + std::min(rows.size(), kMostRows) * 1024);
  BatchWriter writer(reinterpret_cast<std::uint8_t*>(memory.data()), memory.size() * 8,
                     static_cast<std::uint32_t>(columns.size()), kSchema);
  std::uint64_t change = 5000;
  for (const ScribeRow& row : rows) {
    writer.begin(row.op, 0, ++change);
    if (!row.id.empty()) writer.text(0, row.id);
    for (std::uint32_t c = 1; c < columns.size(); ++c) {
      const auto at = row.fields.find(columns[c]);
      if (at != row.fields.end()) put(writer, c, at->second);
    }
    writer.commit();
  }
  Written written;
  written.call = guest_.apply(entity, columns, memory, kSchema, written.outcomes);
  return written;
}

Scribe::ReadBack Scribe::read_back(const std::string& entity, const std::string& id,
                                   const std::string& within) {
  ReadBack out;
  const Json& modes = member_of(entity_of(guest_.bench(), entity), "read");
  ReadAsk ask;
  ask.entity = entity;
  ask.side = CW_SIDE_DESTINATION;
  ask.partition = within;
  for (const Column& column : columns_of(guest_.bench(), entity, CW_SIDE_DESTINATION)) {
    ask.columns.push_back(column.name);
  }
  out.readable = lists(modes, "full");
  if (!out.readable) return out;
  const ReadDone done = guest_.read(ask);
  out.readable = done.whole();
  out.rows = done.rows.size();
  for (const GuestRow& row : done.rows) {
    if (row.id != id) continue;
    out.found = true;
    for (std::size_t c = 0; c < ask.columns.size(); ++c) out.cells[ask.columns[c]] = row.cells[c];
  }
  return out;
}

std::string Scribe::changeable_text(const std::string& entity) const {
  for (const Json& field : member_of(entity_of(guest_.bench(), entity), "fields")) {
    const bool plain = field.value("type", "") == "text" && !field.contains("pattern") &&
                       field.value("name", "") != "role" && !field.contains("catalog") &&
                       !field.value("create_only", false) && !field.value("unique", false);
    if (plain && field.value("required", false)) return field.value("name", "");
  }
  return {};
}

std::string Scribe::partition_of(const std::string& entity, const ScribeRow& row) const {
  const Json& partition = member_of(entity_of(guest_.bench(), entity), "partition");
  if (!partition.is_string()) return {};
  const auto at = row.fields.find(partition.get<std::string>());
  return at == row.fields.end() ? std::string() : at->second.text;
}

void furnish(Bench& bench) {
  Guest guest(bench);
  if (!guest) return;
  Scribe scribe(guest);
  for (const std::string& entity : scribe.creatable()) {
    for (const int serial : {1, 2}) {
      const auto made = scribe.existing(entity, serial);
      if (!made) break;  // A1 says why
    }
  }
}

}  // namespace crosswalk::kit
