#include "sync/stage.hpp"

#include <algorithm>

#include "model/canonical.hpp"
#include "model/normal.hpp"
#include "sync/pipeline.hpp"

namespace crosswalk::sync {
namespace {

constexpr std::uint64_t kProgressEvery = 1 << 17;

/// Length of the first column of canonical bytes: a tag, four bytes of length, the text.
std::size_t first_column_size(std::string_view record) {
  std::uint32_t size = 0;
  std::memcpy(&size, record.data() + 1, sizeof size);
  return 5 + size;
}

Hash128 source_hash(Entity entity, std::string_view record) {
  return model::hash_bytes(grouped(entity) ? record.substr(first_column_size(record)) : record);
}

/// The same content may mean something else on another day.
Hash128 with_variant(const Hash128& content, std::uint64_t variant) {
  if (variant == 0) return content;
  const std::uint64_t words[3] = {content.high, content.low, variant};
  return model::hash_bytes({reinterpret_cast<const char*>(words), sizeof words});
}

bool has_control_characters(std::string_view id) {
  return std::ranges::any_of(
      id, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

/// One entity's staging in progress.
class Stager {
 public:
  Stager(Entity entity, Flow& flow, const StageOptions& options)
      : flow_(flow), options_(options), canonical_(entity) {
    out_.entity = entity;
    out_.partitions = std::make_unique<Partitions>(
        options.scratch, std::string(model::name(entity)), options.budget_bytes);
  }

  Result<> take(const BatchView& batch) {
    for (std::uint32_t r = 0; r < batch.rows(); ++r) CW_CHECK(take_row(batch, r));
    return {};
  }

  std::uint64_t rows() const { return out_.rows; }
  std::uint64_t refused() const { return out_.refused; }
  StagedEntity finish() { return std::move(out_); }
  StagedEntity& out() { return out_; }

 private:
  Result<> take_row(const BatchView& batch, std::uint32_t r) {
    ++out_.rows;
    const cw_row& head = batch.row(r);
    const std::string_view id = model::trimmed(batch.text(batch.cell(r, 0)));
    if ((head.flags & CW_ROW_F_BAD) != 0)
      return quarantine(id, batch.text(batch.cell(r, 1)), "record.bad");
    auto record = canonical_.encode(batch, r);
    if (!record) return quarantine(id, place(head, record.error().message), "record.incomplete");
    if (has_control_characters(id))
      return quarantine({}, place(head, "the id holds control characters"), "record.id");
    const model::RecordView view(out_.entity, *record);
    CW_CHECK(flow_.admit(view, rows_));
    if (rows_.empty()) return {};
    if (options_.settled != nullptr) {
      for (const Flow::Row& row : rows_)
        options_.settled->prefetch(row.key);  // arrives while the content is hashed
    }
    const Hash128 content = source_hash(out_.entity, *record);
    for (const Flow::Row& row : rows_) {
      ++out_.records;
      const Hash128 source = with_variant(content, row.variant);
      const bool gone = row.presence == Presence::Withdrawn || head.op == CW_ROW_DELETE;
      CW_CHECK(out_.partitions->add({row.key, gone ? kWithdrawnRow : source}));
      if (gone || !wanted(row.key, source)) continue;
      CW_CHECK(out_.partitions->add_content(row.key, source, row.identity, *record));
    }
    return {};
  }

  bool wanted(const Key& key, const Hash128& source) const {
    if (options_.only != nullptr) return options_.only->contains(key);
    return options_.settled == nullptr || !options_.settled->contains(key, source);
  }

  std::string place(const cw_row& head, const std::string& what) const {
    if (head.origin == 0) return what;
    return std::string(model::name(out_.entity)) + " record " + std::to_string(head.origin) + ": " +
           what;
  }

  Result<> quarantine(std::string_view id, std::string_view reason, std::string_view code) {
    ++out_.refused;
    if (out_.notes.size() < StagedEntity::kMostNotes) {
      out_.notes.push_back({NoteKind::Quarantined,
                            out_.entity,
                            std::string(id),
                            {},
                            std::string(code),
                            std::string(reason),
                            1});
    }
    const auto key = id.empty() ? std::nullopt : flow_.key_of_refused(out_.entity, id);
    if (key) return out_.partitions->add({*key, kHeldRow});
    // It cannot be told which record is hurt, so no absence of this entity may be believed.
    out_.complete = false;
    out_.incomplete_why = "a record could not be read and it is unknown which one it is";
    return {};
  }

  Flow& flow_;
  const StageOptions& options_;
  model::Canonicalizer canonical_;
  std::vector<Flow::Row> rows_;
  StagedEntity out_;
};

}  // namespace

Result<StagedEntity> stage(Source& source, Entity entity, Flow& flow, Observer& observer,
                           const StageOptions& options) {
  Stager stager(entity, flow, options);
  if (!source.offers(entity)) {
    stager.out().complete = false;
    stager.out().incomplete_why = "the source does not offer them";
    CW_CHECK(flow.admitted(entity));
    return stager.finish();
  }
  CW_TRY(const auto stream, source.read(entity));
  const std::string phase = "read " + std::string(model::name(entity));
  {
    Pipeline pipeline(*stream);
    std::uint64_t shown = 0;
    for (;;) {
      CW_TRY(const BatchView* batch, pipeline.next());
      if (batch == nullptr) break;
      CW_CHECK(stager.take(*batch));
      if (stager.rows() - shown >= kProgressEvery) {
        shown = stager.rows();
        observer.progress({phase, shown, 0, stager.refused()});
        if (observer.cancelled()) return Error{ErrorCode::Cancelled, "cancelled while reading"};
      }
    }
  }
  CW_TRY(const RowStream::End end, stream->finish());
  observer.progress({phase, stager.rows(), stager.rows(), stager.refused()});
  if (!end.complete) {
    stager.out().complete = false;
    stager.out().incomplete_why = "the read was not complete";
  }
  CW_CHECK(flow.admitted(entity));
  return stager.finish();
}

}  // namespace crosswalk::sync
