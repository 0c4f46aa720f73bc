#include "reads.hpp"

#include "reading.hpp"

#include <utility>

namespace crosswalk::schoology {
namespace {

class RecordStream final : public Stream {
 public:
  RecordStream(const Client& client, std::size_t width, ReadPlan plan,
               std::vector<std::string> columns)
      : reading_(client, width, std::move(plan)), columns_(std::move(columns)) {}

  Result<bool> next(BatchWriter& out) override {
    for (;;) {
      for (auto& ready = reading_.ready(); !ready.empty(); ready.pop_front()) {
        if (!write_record(ready.front(), columns_, out)) return true;
        ++end_.rows;
        if (!ready.front().refused.empty()) ++end_.refused;
      }
      CW_TRY(const bool more, reading_.advance());
      if (!more) return false;
    }
  }

  Result<ReadEnd> finish() override {
    end_.complete = reading_.complete();
    return end_;
  }

 private:
  Reading reading_;
  std::vector<std::string> columns_;
  ReadEnd end_;
};

}  // namespace

std::unique_ptr<Stream> open_read(const Client& client, const Options& options, ReadPlan plan,
                                  const std::vector<std::string_view>& columns) {
  return std::make_unique<RecordStream>(client, options.concurrency, std::move(plan),
                                        std::vector<std::string>(columns.begin(), columns.end()));
}

Result<std::map<std::string, std::string>> look_up(const Client& client, std::vector<Task> tasks,
                                                   std::string_view key, std::string_view value) {
  ReadPlan plan;
  if (!tasks.empty()) plan.target = tasks.front().kind;
  if (plan.target == Kind::InactiveUser) plan.target = Kind::User;
  plan.tasks = std::move(tasks);
  CW_TRY(const Listing listing, read_whole(client, 1, std::move(plan)));
  std::map<std::string, std::string> found;
  for (const Record& record : listing.records) {
    const auto from = record.text(key);
    const auto to = record.text(value);
    if (from && to) found.emplace(*from, *to);
  }
  return found;
}

}  // namespace crosswalk::schoology
