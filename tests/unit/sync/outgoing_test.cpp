/// Which fields a batch carries.

#include "sync/outgoing.hpp"

#include <gtest/gtest.h>

#include "crosswalk/batch_view.hpp"

namespace crosswalk::sync {
namespace {

using model::FieldValue;

/// A code that is set once, a name, a room.
model::DestinationEntity schema(bool whole) {
  model::DestinationEntity entity;
  entity.whole = whole;
  for (const char* name : {"code", "name", "room"}) {
    model::Field& field = entity.fields.emplace_back();
    field.name = field.from = name;
    field.create_only = field.name == "code";
  }
  return entity;
}

/// "absent", "null", or the text, of each field of an update of the name.
std::string carried(const model::DestinationEntity& entity) {
  Operation op;
  op.action = Action::Update;
  op.destination_id = "7";
  op.before = {FieldValue::of(std::string("c1")), FieldValue::of(std::string("Old")), {}};
  op.after = {FieldValue::of(std::string("c1")), FieldValue::of(std::string("New")), {}};
  const OutgoingRow row{&op, op.after};
  const auto bytes = build_batch(entity, std::span(&row, 1));
  const auto batch = BatchView::check(bytes.data(), bytes.size(), 4, 0);
  EXPECT_TRUE(batch);
  std::string out;
  for (std::uint32_t i = 1; i < 4; ++i) {
    const cw_cell& cell = batch->cell(0, i);
    out += i > 1 ? " " : "";
    out += cell.type == CW_T_ABSENT ? "absent"
           : cell.type == CW_T_NULL ? "null"
                                    : std::string(batch->text(cell));
  }
  return out;
}

TEST(Outgoing, AnUpdateCarriesWhatChanged) {
  EXPECT_EQ(carried(schema(false)), "absent New absent");
}

TEST(Outgoing, AnUpdateOfAWholeRecordCarriesEverythingThatCanChange) {
  EXPECT_EQ(carried(schema(true)), "absent New null");
}

}  // namespace
}  // namespace crosswalk::sync
