#pragma once

/// \file
/// A roster in memory that tests write down in words, and a source that reads it.

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "model/entity.hpp"
#include "sync/ports.hpp"

namespace crosswalk::test {

/// A record: column name -> text. Dates "YYYY-MM-DD", flags "true"/"false", lists "a;b", roles
/// "role|org;role|org".
using Row = std::map<std::string, std::string>;

struct Roster {
  std::map<model::Entity, std::vector<Row>> rows;
  std::vector<Row>& of(model::Entity entity) { return rows[entity]; }
  const std::vector<Row>& of(model::Entity entity) const;
};

/// Short forms.
Row org(const std::string& id, const std::string& name, const std::string& type = "school");
Row session(const std::string& id, const std::string& title, const std::string& type,
            const std::string& start, const std::string& end, const std::string& year,
            const std::string& parent = "");
Row course(const std::string& id, const std::string& title, const std::string& org_id);
Row clazz(const std::string& id, const std::string& title, const std::string& course_id,
          const std::string& school, const std::string& terms);
Row user(const std::string& id, const std::string& role, const std::string& school);
Row enrollment(const std::string& id, const std::string& class_id, const std::string& user_id,
               const std::string& school, const std::string& role);

/// One district, a school year "y", a term "t", two schools "s1" and "s2", a class and people in
/// each.
Roster small_roster();

/// Reads a Roster through real flat batches of `batch_rows` rows.
class RosterSource final : public sync::Source {
 public:
  explicit RosterSource(const Roster& roster, std::uint32_t batch_rows = 7)
      : roster_(roster), batch_rows_(batch_rows) {}

  bool offers(model::Entity entity) const override { return !missing_.contains(entity); }
  Result<std::unique_ptr<sync::RowStream>> read(model::Entity entity) override;

  void offer_not(model::Entity entity) { missing_[entity] = true; }
  void incomplete(model::Entity entity) { incomplete_[entity] = true; }
  void fail(model::Entity entity, Error error) { errors_[entity] = std::move(error); }

 private:
  const Roster& roster_;
  std::uint32_t batch_rows_;
  std::map<model::Entity, bool> missing_;
  std::map<model::Entity, bool> incomplete_;
  std::map<model::Entity, Error> errors_;
};

/// A batch buffer that owns its bytes.
class OwnedBuffer final : public sync::RowBuffer {
 public:
  const BatchView& view() const override { return *view_; }
  std::vector<std::uint8_t> bytes;
  std::optional<BatchView> view_;
};

}  // namespace crosswalk::test
