#include "reads.hpp"

#include <deque>
#include <set>
#include <utility>

namespace crosswalk::schoology {
namespace {

Kind target_of(Kind kind) { return kind == Kind::InactiveUser ? Kind::User : kind; }

/// Carries a plan out, answer by answer.
class Reading {
 public:
  Reading(const Client& client, std::size_t width, ReadPlan plan)
      : flight_(client, width),
        now_s_(static_cast<std::int64_t>(client.host().now_ms() / 1000)),
        plan_(std::move(plan)),
        missing_(plan_.keys) {
    for (Task& task : plan_.tasks) flight_.add(std::move(task));
    plan_.tasks.clear();
  }

  /// Adds the records of one more answer to ready(). False: there is none left.
  Result<bool> advance() {
    if (flight_.idle() && !look_among_inactive()) return false;
    CW_TRY(const Flight::Landed landed, flight_.land());
    CW_CHECK(take(landed));
    return true;
  }

  std::deque<Record>& ready() { return ready_; }
  bool complete() const { return ready_.empty() && flight_.idle() && !incomplete_; }

 private:
  /// True when there is something left to read.
  bool look_among_inactive() {
    if (!plan_.then_inactive || missing_.empty()) return false;
    plan_.then_inactive = false;
    flight_.add(inactive_users());
    return true;
  }

  Result<> take(const Flight::Landed& landed) {
    const Task& task = landed.task;
    const HttpResponse& answer = landed.answer;
    const std::string what = "reading " + std::string(plural(task.kind));
    if (answer.status == 404 && (task.led_to || !task.object.empty())) {
      gone(task);
      return {};
    }
    if (answer.status != 200) return refusal(answer, what, now_s_);
    auto taken =
        task.object.empty() ? take_page(task, answer.body) : take_object(task, answer.body);
    if (!taken) return in_context(std::move(taken).error(), what);
    return {};
  }

  Result<> take_object(const Task& task, const std::string& body) {
    CW_TRY(Record record, decode_object(task.kind, body, task.object));
    keep(task, std::move(record));
    return {};
  }

  Result<> take_page(const Task& task, const std::string& body) {
    CW_TRY(Page page, decode_list(task.kind, body, task.within));
    for (Record& record : page.records) {
      if (task.audit->first_sight(record.id)) keep(task, std::move(record));
    }
    CW_TRY(Continuation rest, continue_list(task, page));
    if (rest.next) flight_.add(std::move(*rest.next));
    incomplete_ = incomplete_ || rest.incomplete;
    return {};
  }

  /// A deactivated user is found only among the inactive ones (contract 8).
  void gone(const Task& task) {
    if (task.kind == Kind::User) flight_.add(inactive_user(task.object));
  }

  void keep(const Task& task, Record record) {
    const Kind kind = target_of(task.kind);
    if (kind == plan_.target) {
      if (passes(record)) ready_.push_back(std::move(record));
      return;
    }
    if (!record.refused.empty()) {
      incomplete_ = true;  // what hangs on it stays unseen
    } else if (kind == Kind::Course) {
      flight_.add(sections_of_course(record.id));
    } else if (kind == Kind::Section) {
      Task below = enrollments_of_section(record.id);
      below.led_to = true;
      flight_.add(std::move(below));
    }
  }

  bool passes(const Record& record) {
    if (plan_.filter.empty()) return true;
    const auto text = record.text(plan_.filter);
    if (!text || plan_.keys.count(*text) == 0) return false;
    missing_.erase(*text);
    return true;
  }

  Flight flight_;
  std::int64_t now_s_;
  ReadPlan plan_;
  std::set<std::string> missing_;  ///< keys that no record had yet
  std::deque<Record> ready_;
  bool incomplete_ = false;
};

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
  if (!tasks.empty()) plan.target = target_of(tasks.front().kind);
  plan.tasks = std::move(tasks);
  Reading reading(client, 1, std::move(plan));
  std::map<std::string, std::string> found;
  for (bool more = true; more;) {
    CW_TRY(more, reading.advance());
    for (; !reading.ready().empty(); reading.ready().pop_front()) {
      const Record& record = reading.ready().front();
      const auto from = record.text(key);
      const auto to = record.text(value);
      if (from && to) found.emplace(*from, *to);
    }
  }
  return found;
}

}  // namespace crosswalk::schoology
