#include "reading.hpp"

#include <utility>

namespace crosswalk::schoology {
namespace {

Kind target_of(Kind kind) { return kind == Kind::InactiveUser ? Kind::User : kind; }

}  // namespace

Reading::Reading(const Client& client, std::size_t width, ReadPlan plan)
    : flight_(client, width),
      now_s_(static_cast<std::int64_t>(client.host().now_ms() / 1000)),
      plan_(std::move(plan)),
      missing_(plan_.keys) {
  for (Task& task : plan_.tasks) flight_.add(std::move(task));
  plan_.tasks.clear();
}

Result<bool> Reading::advance() {
  if (flight_.idle() && !look_among_inactive()) return false;
  CW_TRY(const Flight::Landed landed, flight_.land());
  CW_CHECK(take(landed));
  return true;
}

bool Reading::look_among_inactive() {
  if (!plan_.then_inactive || missing_.empty()) return false;
  plan_.then_inactive = false;
  flight_.add(inactive_users());
  return true;
}

Result<> Reading::take(const Flight::Landed& landed) {
  const Task& task = landed.task;
  const HttpResponse& answer = landed.answer;
  const std::string what = "reading " + std::string(plural(task.kind));
  if (answer.status == 404 && (task.led_to || !task.object.empty())) {
    gone(task);
    return {};
  }
  if (answer.status != 200) return refusal(answer, what, now_s_);
  auto taken = task.object.empty() ? take_page(task, answer.body) : take_object(task, answer.body);
  if (!taken) return in_context(std::move(taken).error(), what);
  return {};
}

Result<> Reading::take_object(const Task& task, const std::string& body) {
  CW_TRY(Record record, decode_object(task.kind, body, task.object));
  keep(task, std::move(record));
  return {};
}

Result<> Reading::take_page(const Task& task, const std::string& body) {
  CW_TRY(Page page, decode_list(task.kind, body, task.within));
  if (plan_.strict && !page.says_what_it_holds) incomplete_ = true;
  for (Record& record : page.records) {
    if (task.audit->first_sight(record.id)) keep(task, std::move(record));
  }
  CW_TRY(Continuation rest, continue_list(task, page));
  if (rest.next) flight_.add(std::move(*rest.next));
  incomplete_ = incomplete_ || rest.incomplete;
  return {};
}

void Reading::gone(const Task& task) {
  if (plan_.strict) {
    incomplete_ = true;
  } else if (task.kind == Kind::User) {
    flight_.add(inactive_user(task.object));  // where deactivated ones are found (contract 8)
  }
}

void Reading::keep(const Task& task, Record record) {
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

bool Reading::passes(const Record& record) {
  if (plan_.filter.empty()) return true;
  const auto text = record.text(plan_.filter);
  if (!text || plan_.keys.count(*text) == 0) return false;
  missing_.erase(*text);
  return true;
}

Result<Listing> read_whole(const Client& client, std::size_t width, ReadPlan plan) {
  Reading reading(client, width, std::move(plan));
  Listing out;
  for (bool more = true; more;) {
    CW_TRY(more, reading.advance());
    auto& ready = reading.ready();
    for (; !ready.empty(); ready.pop_front()) out.records.push_back(std::move(ready.front()));
  }
  out.complete = reading.complete();
  return out;
}

}  // namespace crosswalk::schoology
