#include "exporting.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <sstream>

#include "crosswalk/batch_writer.hpp"
#include "decode.hpp"
#include "manifest.hpp"

namespace crosswalk::oneroster::testing {
namespace {

constexpr std::size_t kCapacity = std::size_t{1} << 20;

void put(BatchWriter& out, std::uint32_t column, const std::string& value) {
  if (value == "-") return out.null(column);
  if (value == "true" || value == "false") return out.boolean(column, value == "true");
  if (value.starts_with("@")) return out.date(column, *parse_date(value.substr(1)));
  if (!value.starts_with("[")) return out.text(column, value);
  std::vector<std::string> items;
  std::istringstream list(value.substr(1, value.size() - 2));
  for (std::string item; std::getline(list, item, ';');) items.push_back(item);
  cw_cell* cells = out.list(column, static_cast<std::uint32_t>(items.size()));
  for (std::uint32_t i = 0; i < items.size(); ++i) out.element(cells, i, items[i]);
}

std::string word(const cw_outcome& slot, const cw_outcome_buf& buffer) {
  const auto text = [&](std::uint32_t off, std::uint32_t len) {
    return std::string(reinterpret_cast<const char*>(buffer.arena) + off, len);
  };
  const std::string id = text(slot.remote_id_off, slot.remote_id_len);
  switch (slot.state) {
    case CW_OUT_APPLIED:
      return "applied " + id;
    case CW_OUT_NOOP:
      return "noop " + id;
    case CW_OUT_REJECTED:
      return "rejected " + std::to_string(slot.status) + ": " +
             text(slot.message_off, slot.message_len);
    default:
      return "unknown";
  }
}

}  // namespace

Exporting::Exporting(std::string config_members, bool with_state) {
  std::filesystem::create_directory(folder.path() + "/out");
  adapters::Services outside{clock_, log_, random_};
  outside.allowed_roots = {folder.path()};
  if (with_state) outside.state = &state_;
  outside.cancel = stop.get_token();
  adapters::ConfiguredServices inside;
  inside.roots = {{"path", folder.path() + "/out"}};
  lent_ = std::make_unique<adapters::HostServices>(std::move(outside), std::move(inside));
  call_ = std::make_unique<adapters::HostServices::Call>(*lent_);
  auto made = OneRoster::create(Host(lent_->abi()),
                                R"({"path": "out", )" + std::move(config_members) + "}");
  EXPECT_TRUE(made) << made.error().message;
  adapter_ = std::move(made).value();
}

Answers Exporting::apply(const std::string& entity, const std::vector<Asked>& rows) {
  std::vector<std::string> names{"id"};
  for (const Asked& row : rows) {
    for (const auto& [name, value] : row.given) {
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
  }
  std::vector<std::uint64_t> memory(kCapacity / 8);
  auto* base = reinterpret_cast<std::uint8_t*>(memory.data());
  const auto columns = static_cast<std::uint32_t>(names.size());
  BatchWriter out(base, kCapacity, columns, 1);
  for (const Asked& row : rows) {
    out.begin(row.op);
    if (!row.id.empty()) out.text(0, row.id);
    for (const auto& [name, value] : row.given) {
      put(out,
          static_cast<std::uint32_t>(std::find(names.begin(), names.end(), name) - names.begin()),
          value);
    }
    EXPECT_TRUE(out.commit());
  }
  std::vector<cw_outcome> slots(rows.size());
  std::vector<std::uint8_t> arena(64 << 10);
  cw_outcome_buf buffer{sizeof buffer, static_cast<std::uint32_t>(slots.size()), slots.data(),
                        arena.data(),  static_cast<std::uint32_t>(arena.size()), 0};
  Outcomes outcomes(&buffer);
  auto batch = BatchView::check(base, kCapacity, columns, 1);
  EXPECT_TRUE(batch);
  const auto done = adapter_->apply(
      ApplyRequest{entity, std::vector<std::string_view>(names.begin(), names.end()), *batch},
      outcomes);
  if (!done) return {"failed: " + done.error().message};
  Answers answers;
  for (const cw_outcome& slot : slots) answers.push_back(word(slot, buffer));
  return answers;
}

void Exporting::fill() {
  const auto must = [&](const char* entity, const std::vector<Asked>& rows) {
    for (const auto& answer : apply(entity, rows)) {
      EXPECT_TRUE(answer.starts_with("applied ")) << entity << ": " << answer;
    }
  };
  must("org", {{CW_ROW_CREATE, "", {{"code", "s2"}, {"title", "Fern South"}, {"identifier", "12"}}},
               {CW_ROW_CREATE, "", {{"code", "s1"}, {"title", "Fern \"North\", old"}}}});
  must("academicSession", {{CW_ROW_CREATE,
                            "",
                            {{"code", "t1"},
                             {"title", "Autumn"},
                             {"startDate", "@2026-08-17"},
                             {"endDate", "@2027-01-16"},
                             {"type", "semester"},
                             {"schoolYear", "2027"}}}});
  must("course", {{CW_ROW_CREATE,
                   "",
                   {{"code", "k1"}, {"title", "Algebra"}, {"org", "s1"}, {"grades", "[07;08]"}}}});
  must("class", {{CW_ROW_CREATE,
                  "",
                  {{"code", "c1"},
                   {"title", "Algebra 1"},
                   {"course", "k1"},
                   {"org", "s1"},
                   {"sessions", "[t1]"},
                   {"periods", "[3;4]"}}}});
  must("user", {{CW_ROW_CREATE,
                 "",
                 {{"code", "u1"},
                  {"username", "ada"},
                  {"givenName", "Ada"},
                  {"familyName", "Fern"},
                  {"role", "student"},
                  {"org", "s1"},
                  {"additionalOrgs", "[s2]"},
                  {"agents", "[p1]"}}},
                {CW_ROW_CREATE,
                 "",
                 {{"code", "p1"},
                  {"username", "iris"},
                  {"givenName", "Iris"},
                  {"familyName", "Fern"},
                  {"role", "guardian"},
                  {"org", "s1"},
                  {"agents", "[u1]"}}},
                {CW_ROW_CREATE,
                 "",
                 {{"code", "u4"},
                  {"username", "dora"},
                  {"givenName", "Dora"},
                  {"familyName", "Sedge"},
                  {"role", "teacher"},
                  {"org", "s1"}}}});
  must("enrollment",
       {{CW_ROW_CREATE, "", {{"class", "c1"}, {"user", "u1"}, {"role", "student"}}},
        {CW_ROW_CREATE,
         "",
         {{"class", "c1"}, {"user", "u4"}, {"role", "teacher"}, {"primary", "true"}}}});
}

std::map<std::string, std::string> Exporting::read_back(const std::string& entity,
                                                        std::vector<std::string_view> columns) {
  std::map<std::string, std::string> out;
  ReadRequest request;
  request.side = Side::Destination;
  request.entity = entity;
  request.columns = columns;
  auto stream = adapter_->open(request);
  EXPECT_TRUE(stream) << stream.error().message;
  if (!stream) return out;
  std::vector<std::uint64_t> memory(kCapacity / 8);
  auto* base = reinterpret_cast<std::uint8_t*>(memory.data());
  for (bool more = true; more;) {
    BatchWriter writer(base, kCapacity, static_cast<std::uint32_t>(columns.size()), 1);
    auto next = (*stream)->next(writer);
    EXPECT_TRUE(next) << next.error().message;
    if (!next) return out;
    more = *next;
    const auto batch =
        BatchView::check(base, kCapacity, static_cast<std::uint32_t>(columns.size()), 1);
    for (std::uint32_t r = 0; r < batch->rows(); ++r) {
      std::string text;
      for (std::uint32_t c = 1; c < columns.size(); ++c) {
        const cw_cell& cell = batch->cell(r, c);
        text += (c > 1 ? " " : "") + std::string(columns[c]) + "=";
        text += batch->text(cell);
        if (cell.type == CW_T_NULL) text += "-";
        if (cell.type == CW_T_BOOL) text += cell.v.i != 0 ? "true" : "false";
        if (cell.type == CW_T_DATE) text += "day" + std::to_string(cell.v.i);
        for (const cw_cell& item : batch->list(cell))
          text += "[" + std::string(batch->text(item)) + "]";
      }
      out[std::string(batch->text(batch->cell(r, 0)))] = text;
    }
  }
  const auto end = (*stream)->finish();
  EXPECT_TRUE(end && end->complete);
  return out;
}

std::string Exporting::line(const std::string& name, const std::string& id) const {
  std::istringstream lines(file(name));
  for (std::string each; std::getline(lines, each);) {
    if (each.starts_with(id + ",")) return each.substr(0, each.find('\r'));
  }
  return {};
}

crosswalk::testing::PackageFiles Exporting::files() const {
  return crosswalk::testing::read_package(folder.path() + "/out/oneroster");
}

std::vector<std::string> Exporting::complaints() const {
  return crosswalk::testing::complaints_about(files());
}

}  // namespace crosswalk::oneroster::testing
