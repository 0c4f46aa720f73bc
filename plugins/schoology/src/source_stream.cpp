#include "source_stream.hpp"

#include "reading.hpp"

#include <string>
#include <utility>

namespace crosswalk::schoology {
namespace {

class SourceStream final : public Stream {
 public:
  explicit SourceStream(SourceRead read)
      : host_(read.client.host()),
        what_("reading " + std::string(plural(read.plan.target))),
        complete_(read.complete),
        row_(std::move(read.row)),
        columns_(read.columns.begin(), read.columns.end()),
        reading_(read.client, read.width, std::move(read.plan)) {}

  Result<bool> next(BatchWriter& out) override {
    for (;;) {
      for (auto& ready = reading_.ready(); !ready.empty(); ready.pop_front()) {
        if (const auto record = row_(ready.front()); record) {
          if (!write_roster_record(*record, columns_, out)) return true;
          count(*record);
        }
      }
      host_.progress(end_.rows, 0, what_);
      CW_TRY(const bool more, reading_.advance());
      if (!more) return false;
    }
  }

  Result<ReadEnd> finish() override {
    end_.complete = complete_ && reading_.complete();
    if (!end_.complete) {
      host_.log(CW_LOG_WARN, "schoology.incomplete",
                what_ +
                    ": not everything was seen, so that a record that is missing is not taken as "
                    "removed; the next run reads again");
    }
    return end_;
  }

 private:
  void count(const RosterRecord& record) {
    ++end_.rows;
    if (record.refused.empty()) return;
    ++end_.refused;
    complete_ = false;
  }

  Host host_;
  std::string what_;
  bool complete_;
  std::function<std::optional<RosterRecord>(const Record&)> row_;
  std::vector<std::string> columns_;
  Reading reading_;
  ReadEnd end_;
};

}  // namespace

std::unique_ptr<Stream> open_source_stream(SourceRead read) {
  return std::make_unique<SourceStream>(std::move(read));
}

}  // namespace crosswalk::schoology
