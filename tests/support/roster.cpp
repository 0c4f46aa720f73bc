#include "support/roster.hpp"

#include "crosswalk/batch_writer.hpp"
#include "model/normal.hpp"
#include "model/schema.hpp"

namespace crosswalk::test {
namespace {

using model::ColumnType;
using model::Entity;

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> parts;
  std::size_t from = 0;
  while (from <= text.size() && !text.empty()) {
    const std::size_t end = std::min(text.find(at, from), text.size());
    parts.push_back(text.substr(from, end - from));
    from = end + 1;
  }
  return parts;
}

void write_cell(BatchWriter& out, std::uint32_t c, const model::Column& column,
                const std::string& text) {
  switch (column.type) {
    case ColumnType::Text:
      return out.text(c, text);
    case ColumnType::Json:
      return out.json(c, text);
    case ColumnType::Date:
      if (const auto days = model::parse_date(text))
        out.date(c, *days);
      else
        out.text(c, text);
      return;
    case ColumnType::Bool:
      return out.boolean(c, text == "true");
    case ColumnType::List: {
      const auto items = split(text, ';');
      cw_cell* cells = out.list(c, static_cast<std::uint32_t>(items.size()));
      for (std::uint32_t i = 0; i < items.size(); ++i) out.element(cells, i, items[i]);
      return;
    }
    case ColumnType::Table: {
      const auto items = split(text, ';');
      cw_cell* cells = out.list(c, static_cast<std::uint32_t>(items.size()));
      for (std::uint32_t i = 0; i < items.size() && cells != nullptr; ++i) {
        auto parts = split(items[i], '|');
        parts.resize(std::max<std::size_t>(parts.size(), column.name == "roles" ? 5 : 2));
        cw_cell* inner = out.list_in(cells[i], static_cast<std::uint32_t>(parts.size()));
        for (std::uint32_t k = 0; k < parts.size(); ++k) {
          if (!parts[k].empty()) out.element(inner, k, parts[k]);
        }
      }
      return;
    }
  }
}

class RosterStream final : public sync::RowStream {
 public:
  RosterStream(Entity entity, std::vector<Row> rows, std::uint32_t batch_rows, bool complete)
      : entity_(entity), rows_(std::move(rows)), batch_rows_(batch_rows), complete_(complete) {}

  std::unique_ptr<sync::RowBuffer> make_buffer() override {
    return std::make_unique<OwnedBuffer>();
  }

  Result<bool> next(sync::RowBuffer& buffer) override {
    auto& mine = static_cast<OwnedBuffer&>(buffer);
    mine.bytes.assign(1 << 16, 0);
    const auto columns = model::columns(entity_);
    const auto width = static_cast<std::uint32_t>(columns.size());
    BatchWriter out(mine.bytes.data(), mine.bytes.size(), width, 0);
    for (std::uint32_t n = 0; n < batch_rows_ && at_ < rows_.size(); ++n, ++at_) {
      const Row& row = rows_[at_];
      out.begin(CW_ROW_UPSERT, static_cast<std::uint32_t>(at_ + 1));
      if (const auto bad = row.find("!bad"); bad != row.end()) {
        out.bad();
        if (row.contains("sourcedId")) out.text(0, row.at("sourcedId"));
        out.text(1, bad->second);
      } else {
        for (std::uint32_t c = 0; c < width; ++c) {
          const auto cell = row.find(std::string(columns[c].name));
          if (cell != row.end()) write_cell(out, c, columns[c], cell->second);
        }
      }
      out.commit();
    }
    CW_TRY(mine.view_, BatchView::check(mine.bytes.data(), mine.bytes.size(), width, 0));
    return at_ < rows_.size();
  }

  Result<End> finish() override { return End{complete_, rows_.size(), {}}; }

 private:
  Entity entity_;
  std::vector<Row> rows_;
  std::uint32_t batch_rows_;
  bool complete_;
  std::size_t at_ = 0;
};

}  // namespace

const std::vector<Row>& Roster::of(Entity entity) const {
  static const std::vector<Row> none;
  const auto at = rows.find(entity);
  return at == rows.end() ? none : at->second;
}

Row org(const std::string& id, const std::string& name, const std::string& type) {
  return {{"sourcedId", id}, {"name", name}, {"type", type}, {"identifier", "N-" + id}};
}

Row session(const std::string& id, const std::string& title, const std::string& type,
            const std::string& start, const std::string& end, const std::string& year,
            const std::string& parent) {
  Row row{{"sourcedId", id},    {"title", title}, {"type", type},
          {"startDate", start}, {"endDate", end}, {"schoolYear", year}};
  if (!parent.empty()) row["parent"] = parent;
  return row;
}

Row course(const std::string& id, const std::string& title, const std::string& org_id) {
  return {{"sourcedId", id}, {"title", title}, {"courseCode", "C-" + id}, {"org", org_id}};
}

Row clazz(const std::string& id, const std::string& title, const std::string& course_id,
          const std::string& school, const std::string& terms) {
  return {{"sourcedId", id},
          {"title", title},
          {"course", course_id},
          {"school", school},
          {"terms", terms}};
}

Row user(const std::string& id, const std::string& role, const std::string& school) {
  return {{"sourcedId", id},
          {"username", "name." + id},
          {"givenName", "Given" + id},
          {"familyName", "Family" + id},
          {"email", id + "@example.org"},
          {"identifier", "I" + id},
          {"roles", role + "|" + school},
          {"primaryOrg", school},
          {"grades", role == "student" ? "07" : ""}};
}

Row enrollment(const std::string& id, const std::string& class_id, const std::string& user_id,
               const std::string& school, const std::string& role) {
  return {{"sourcedId", id},
          {"class", class_id},
          {"user", user_id},
          {"school", school},
          {"role", role}};
}

Roster small_roster() {
  Roster r;
  r.of(Entity::Org) = {org("d", "District", "district"), org("s1", "North"), org("s2", "South")};
  r.of(Entity::AcademicSession) = {
      session("y", "2026-2027", "schoolYear", "2026-08-15", "2027-06-10", "2027"),
      session("t", "Autumn", "term", "2026-08-15", "2027-01-20", "2027", "y")};
  r.of(Entity::Course) = {course("k", "Algebra", "d")};
  r.of(Entity::Class) = {clazz("c1", "Algebra 1", "k", "s1", "t"),
                         clazz("c2", "Algebra 2", "k", "s2", "t")};
  r.of(Entity::User) = {user("u1", "student", "s1"), user("u2", "student", "s2"),
                        user("u3", "teacher", "s1"), user("u4", "teacher", "s2")};
  r.of(Entity::Enrollment) = {
      enrollment("e1", "c1", "u1", "s1", "student"), enrollment("e2", "c2", "u2", "s2", "student"),
      enrollment("e3", "c1", "u3", "s1", "teacher"), enrollment("e4", "c2", "u4", "s2", "teacher")};
  return r;
}

Result<std::unique_ptr<sync::RowStream>> RosterSource::read(Entity entity) {
  if (const auto at = errors_.find(entity); at != errors_.end()) return at->second;
  return std::unique_ptr<sync::RowStream>(
      new RosterStream(entity, roster_.of(entity), batch_rows_, !incomplete_.contains(entity)));
}

}  // namespace crosswalk::test
