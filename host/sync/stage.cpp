#include "sync/stage.hpp"

#include <algorithm>

#include "model/normal.hpp"
#include "sync/pipeline.hpp"

namespace crosswalk::sync {
namespace {

constexpr std::uint64_t kProgressEvery = 1 << 17;

/// The same content may mean something else on another day.
Hash128 with_variant(const Hash128& content, std::uint64_t variant) {
  if (variant == 0) return content;
  const std::uint64_t words[3] = {content.high, content.low, variant};
  return model::hash_bytes({reinterpret_cast<const char*>(words), sizeof words});
}

/// One entity's staging in progress.
class Stager {
 public:
  Stager(Entity entity, Flow& flow, const StageOptions& options) : flow_(flow), options_(options) {
    out_.entity = entity;
    out_.partitions = std::make_unique<Partitions>(options.scratch, options.budget_bytes);
  }

  /// Twice over the batch: what the filter holds of the first rows arrives from memory while the
  /// others are looked at.
  Result<> take(const EncodedBatch& batch) {
    staged_.clear();
    for (std::uint32_t r = 0; r < batch.rows().size(); ++r) CW_CHECK(admit(batch, r));
    for (const Staged& staged : staged_) {
      CW_CHECK(out_.partitions->add(staged.said));
      if (wanted(staged.said.key, staged.said.source)) {
        CW_CHECK(out_.partitions->add_content(staged.said, staged.identity.joined(joined_),
                                              batch.record(staged.row)));
      }
    }
    return {};
  }

  std::uint64_t rows() const { return out_.rows; }
  std::uint64_t refused() const { return out_.refused; }
  StagedEntity finish() { return std::move(out_); }
  StagedEntity& out() { return out_; }

 private:
  /// One identity of one row.
  struct Staged {
    StagedRow said;
    model::Identity identity;
    std::uint32_t row;
  };

  Result<> admit(const EncodedBatch& batch, std::uint32_t r) {
    ++out_.rows;
    const EncodedBatch::Row& said = batch.rows()[r];
    if (!said.sound) return refuse(batch, r);
    const model::RecordView record(out_.entity, batch.record(r));
    if (model::has_control_characters(record.text(model::col::kSourcedId))) {
      return quarantine({}, place(batch.view().row(r), "the id holds control characters"),
                        "record.id");
    }
    CW_CHECK(flow_.admit(record, rows_));
    const Hash128 content = content_hash(out_.entity, record.bytes());
    for (const Flow::Row& row : rows_) {
      if (options_.settled != nullptr) options_.settled->prefetch(row.key);
      ++out_.records;
      const bool gone = row.presence == Presence::Withdrawn || said.deleted;
      staged_.push_back(
          {{row.key, gone ? kWithdrawnRow : with_variant(content, row.variant)}, row.identity, r});
    }
    return {};
  }

  Result<> refuse(const EncodedBatch& encoded, std::uint32_t r) {
    const BatchView& batch = encoded.view();
    const std::string_view id = model::trimmed(batch.text(batch.cell(r, 0)));
    const std::string_view fault = encoded.fault(r);
    if (fault.empty()) return quarantine(id, batch.text(batch.cell(r, 1)), "record.bad");
    return quarantine(id, place(batch.row(r), fault), "record.incomplete");
  }

  /// Whether the row's content is kept.
  bool wanted(const Key& key, const Hash128& source) const {
    if (source == kWithdrawnRow) return false;
    if (options_.only != nullptr) return options_.only->contains(key);
    return options_.settled == nullptr || !options_.settled->contains(key, source);
  }

  std::string place(const cw_row& head, std::string_view what) const {
    if (head.origin == 0) return std::string(what);
    return std::string(model::name(out_.entity)) + " record " + std::to_string(head.origin) + ": " +
           std::string(what);
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
  std::vector<Flow::Row> rows_;
  std::vector<Staged> staged_;  ///< of the batch
  std::string joined_;          ///< reused
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
    EncodingStream encoding(*stream, entity);
    Pipeline pipeline(encoding);
    std::uint64_t shown = 0;
    for (;;) {
      CW_TRY(const RowBuffer* batch, pipeline.next());
      if (batch == nullptr) break;
      CW_CHECK(stager.take(static_cast<const EncodedBatch&>(*batch)));
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
