#include "sync/plan_codec.hpp"

#include "model/bytes.hpp"

namespace crosswalk::sync {
namespace {

using model::ByteReader;
using model::ByteWriter;

// Tags of items. They are stored: never reuse one.
enum Tag : std::uint8_t { kOperation = 1, kNote = 2, kListed = 3, kDisputedScope = 4 };

Result<Operation> read_operation(ByteReader& in) {
  Operation op;
  op.index = in.u64();
  op.wave = in.u8();
  op.entity = static_cast<Entity>(in.u8());
  op.action = static_cast<Action>(in.u8());
  op.situation = static_cast<Situation>(in.u8());
  op.key = in.hash();
  op.identity = in.text();
  op.destination_id = in.text();
  op.code = in.text();
  op.school = in.hash();
  op.scope = in.hash();
  op.source = in.hash();
  op.projection = in.hash();
  op.forget_state = in.u8() != 0;
  CW_TRY(op.before, model::decode_projection(in.view()));
  CW_TRY(op.after, model::decode_projection(in.view()));
  op.reason = in.text();
  op.claims = in.u32();
  return op;
}

Note read_note(ByteReader& in) {
  Note note;
  note.kind = static_cast<NoteKind>(in.u8());
  note.entity = static_cast<Entity>(in.u8());
  note.identity = in.text();
  note.school = in.hash();
  note.code = in.text();
  note.reason = in.text();
  note.count = in.u64();
  return note;
}

}  // namespace

void encode_item(std::string& bytes, const Operation& op) {
  ByteWriter out(bytes);
  out.u8(kOperation);
  out.u64(op.index);
  out.u8(op.wave);
  out.u8(static_cast<std::uint8_t>(op.entity));
  out.u8(static_cast<std::uint8_t>(op.action));
  out.u8(static_cast<std::uint8_t>(op.situation));
  out.hash(op.key);
  out.text(op.identity);
  out.text(op.destination_id);
  out.text(op.code);
  out.hash(op.school);
  out.hash(op.scope);
  out.hash(op.source);
  out.hash(op.projection);
  out.u8(op.forget_state ? 1 : 0);
  out.text(model::encode(op.before));
  out.text(model::encode(op.after));
  out.text(op.reason);
  out.u32(op.claims);
}

void encode_item(std::string& bytes, const Note& note) {
  ByteWriter out(bytes);
  out.u8(kNote);
  out.u8(static_cast<std::uint8_t>(note.kind));
  out.u8(static_cast<std::uint8_t>(note.entity));
  out.text(note.identity);
  out.hash(note.school);
  out.text(note.code);
  out.text(note.reason);
  out.u64(note.count);
}

void encode_item(std::string& bytes, const ListedScope& scope) {
  ByteWriter out(bytes);
  out.u8(scope.disputed ? kDisputedScope : kListed);
  out.u8(static_cast<std::uint8_t>(scope.entity));
  out.text(scope.scope);
}

Result<PlanItems> decode_items(std::string_view bytes) {
  PlanItems items;
  ByteReader in(bytes);
  while (!in.done()) {
    const std::uint8_t tag = in.u8();
    switch (tag) {
      case kOperation: {
        CW_TRY(Operation op, read_operation(in));
        items.operations.push_back(std::move(op));
        break;
      }
      case kNote:
        items.notes.push_back(read_note(in));
        break;
      case kListed:
      case kDisputedScope: {
        const auto entity = static_cast<Entity>(in.u8());
        items.listed.push_back({entity, in.text(), tag == kDisputedScope});
        break;
      }
      default:
        return Error{ErrorCode::BadData, "plan segment: an unknown item; the store may be damaged"};
    }
    if (in.failed())
      return Error{ErrorCode::BadData, "plan segment: cut short; the store may be damaged"};
  }
  return items;
}

}  // namespace crosswalk::sync
