#include "feed.hpp"

#include <utility>

namespace crosswalk::powerschool {
namespace {

class FeedStream final : public Stream {
 public:
  FeedStream(Host host, Feed feed, std::string entity, std::vector<std::string> columns)
      : host_(host),
        feed_(std::move(feed)),
        entity_(std::move(entity)),
        columns_(std::move(columns)) {}

  Result<bool> next(BatchWriter& out) override {
    for (;;) {
      for (; !ready_.empty(); ready_.pop_front()) {
        if (!write_roster_record(ready_.front(), columns_, out)) return true;
        ++end_.rows;
        if (!ready_.front().refused.empty()) ++end_.refused;
      }
      host_.progress(end_.rows, 0, "reading " + entity_);
      CW_TRY(const bool more, feed_.advance(ready_));
      if (!more) return false;
    }
  }

  Result<ReadEnd> finish() override {
    end_.complete = ready_.empty() && feed_.complete();
    if (!end_.complete) {
      host_.log(CW_LOG_WARN, "powerschool.incomplete",
                "reading " + entity_ +
                    ": the lists changed while they were read, so that a record that is missing is "
                    "not taken as removed; the next run reads them again");
    }
    return end_;
  }

 private:
  Host host_;
  Feed feed_;
  std::string entity_;
  std::vector<std::string> columns_;
  std::deque<RosterRecord> ready_;
  ReadEnd end_;
};

}  // namespace

Result<bool> Feed::advance(std::deque<RosterRecord>& out) {
  if (steps_.empty()) return false;
  CW_TRY(const StepEnd end, steps_.front()(out));
  complete_ = complete_ && end.complete;
  if (!end.again) steps_.pop_front();
  return true;
}

std::unique_ptr<Stream> open_stream(Host host, Feed feed, std::string_view entity,
                                    const std::vector<std::string_view>& columns) {
  return std::make_unique<FeedStream>(host, std::move(feed), std::string(entity),
                                      std::vector<std::string>(columns.begin(), columns.end()));
}

}  // namespace crosswalk::powerschool
