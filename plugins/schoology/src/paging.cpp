#include "paging.hpp"

#include <utility>
#include <vector>

namespace crosswalk::schoology {

Task list_of(Kind kind, std::string path, std::string within) {
  Task task;
  task.kind = kind;
  task.first_path = path;
  task.path = std::move(path);
  task.within = std::move(within);
  task.audit = std::make_shared<ListAudit>();
  return task;
}

Task object_of(Kind kind, std::string path, std::string id) {
  Task task;
  task.kind = kind;
  task.path = std::move(path);
  task.object = std::move(id);
  return task;
}

Result<Continuation> continue_list(const Task& task, const Page& page) {
  Continuation out;
  task.audit->claim(page.total);
  Task next = task;
  if (!page.next.empty()) {
    CW_TRY(next.path, own_path(page.next));
    if (next.path == task.path) {
      return Error{ErrorCode::BadData, "the next page that Schoology names is the same page again"};
    }
    out.next = std::move(next);
    return out;
  }
  switch (task.audit->end_of_pass()) {
    case ListAudit::End::Complete:
      break;
    case ListAudit::End::Incomplete:
      out.incomplete = true;
      break;
    case ListAudit::End::ReadAgain:
      next.path = task.first_path;
      out.next = std::move(next);
      break;
  }
  return out;
}

Flight::~Flight() {
  for (const auto& [ticket, task] : flying_) client_.host().http().abandon(ticket);
}

Result<Flight::Landed> Flight::land() {
  const Http http = client_.host().http();
  while (!waiting_.empty() && flying_.size() < width_) {
    CW_TRY(const cw_ticket ticket, http.submit(client_.get(waiting_.front().path)));
    flying_.emplace(ticket, std::move(waiting_.front()));
    waiting_.pop_front();
  }
  std::vector<cw_ticket> tickets;
  for (const auto& [ticket, task] : flying_) tickets.push_back(ticket);
  CW_TRY(const cw_ticket done, http.wait_any(tickets));
  auto entry = flying_.extract(done);
  if (entry.empty()) return Error{ErrorCode::Internal, "the host named a request that is not ours"};
  Landed landed{std::move(entry.mapped()), {}};
  auto answer = http.take(done);
  if (!answer) {
    return in_context(std::move(answer).error(),
                      "reading " + std::string(plural(landed.task.kind)));
  }
  landed.answer = std::move(answer).value();
  return landed;
}

}  // namespace crosswalk::schoology
