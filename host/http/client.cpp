#include "http/client.hpp"

#include "http/exchange.hpp"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace crosswalk::http {
namespace {

/// A request on its way. Its own stop is asked for by its caller's, by release(), or by the
/// client's end.
struct Job {
  Job(Request what, const CancelToken& cancel)
      : request(std::move(what)), link(cancel, [this] { stop.request_stop(); }) {}

  Request request;
  std::stop_source stop;
  std::stop_callback<std::function<void()>> link;
  std::optional<Result<Response>> result;
};

Error no_ticket() {
  return {ErrorCode::InvalidArgument,
          "no such ticket: never given, already taken, or not finished"};
}

}  // namespace

struct Client::Parts {
  explicit Parts(std::unique_ptr<Exchange> made) : exchange(std::move(made)) {}

  std::unique_ptr<Exchange> exchange;
  std::mutex mutex;
  std::condition_variable_any queued;
  std::condition_variable_any finished;
  std::deque<std::shared_ptr<Job>> queue;
  std::map<Ticket, std::shared_ptr<Job>> jobs;
  Ticket last_ticket = 0;
  std::vector<std::jthread> workers;

  void work(const CancelToken& stop);
  std::pair<Ticket, std::shared_ptr<Job>> add(Request request, const CancelToken& cancel);
  std::shared_ptr<Job> forget(Ticket ticket);
};

void Client::Parts::work(const CancelToken& stop) {
  for (;;) {
    std::shared_ptr<Job> job;
    {
      std::unique_lock lock{mutex};
      if (!queued.wait(lock, stop, [&] { return !queue.empty(); })) return;
      job = std::move(queue.front());
      queue.pop_front();
    }
    auto result = exchange->run(job->request, job->stop.get_token());
    const std::scoped_lock lock{mutex};
    job->result = std::move(result);
    finished.notify_all();
  }
}

std::pair<Ticket, std::shared_ptr<Job>> Client::Parts::add(Request request,
                                                           const CancelToken& cancel) {
  auto job = std::make_shared<Job>(std::move(request), cancel);
  const std::scoped_lock lock{mutex};
  const Ticket ticket = ++last_ticket;
  jobs.emplace(ticket, job);
  queue.push_back(job);
  queued.notify_one();
  return {ticket, std::move(job)};
}

std::shared_ptr<Job> Client::Parts::forget(Ticket ticket) {
  const std::scoped_lock lock{mutex};
  const auto found = jobs.find(ticket);
  if (found == jobs.end()) return nullptr;
  std::shared_ptr<Job> job = std::move(found->second);
  jobs.erase(found);
  return job;
}

Result<std::unique_ptr<Client>> Client::create(ClientOptions options, ClientServices services) {
  if (options.concurrency == 0) {
    return Error{ErrorCode::BadConfig,
                 "the client's concurrency is 0; allow at least one request at a time"};
  }
  const std::size_t workers = options.concurrency;
  CW_TRY(auto exchange, Exchange::create(std::move(options), services));
  auto parts = std::make_unique<Parts>(std::move(exchange));
  for (std::size_t i = 0; i < workers; ++i) {
    parts->workers.emplace_back([own = parts.get()](const CancelToken& stop) { own->work(stop); });
  }
  return std::unique_ptr<Client>{new Client{std::move(parts)}};
}

Client::Client(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Client::~Client() {
  for (std::jthread& worker : parts_->workers) worker.request_stop();
  std::map<Ticket, std::shared_ptr<Job>> jobs;
  {
    const std::scoped_lock lock{parts_->mutex};
    jobs.swap(parts_->jobs);
  }
  for (auto& [ticket, job] : jobs) job->stop.request_stop();
  parts_->workers.clear();  // joins
}

Result<Response> Client::send(Request request, CancelToken cancel) {
  const auto [ticket, job] = parts_->add(std::move(request), cancel);
  {
    // A stop reaches the job by itself; its verdict tells whether something was sent.
    std::unique_lock lock{parts_->mutex};
    parts_->finished.wait(lock, [&] { return job->result.has_value(); });
  }
  return take(ticket);
}

Ticket Client::submit(Request request, CancelToken cancel) {
  return parts_->add(std::move(request), cancel).first;
}

Result<Ticket> Client::wait(std::span<const Ticket> set, std::chrono::milliseconds timeout,
                            CancelToken cancel) {
  std::unique_lock lock{parts_->mutex};
  std::vector<std::pair<Ticket, std::shared_ptr<Job>>> jobs;
  for (const Ticket ticket : set) {
    const auto found = parts_->jobs.find(ticket);
    if (found == parts_->jobs.end()) return no_ticket();
    jobs.emplace_back(ticket, found->second);
  }
  if (jobs.empty()) return Error{ErrorCode::InvalidArgument, "no tickets to wait for"};

  Ticket done = 0;
  const auto any_done = [&] {
    const auto found =
        std::find_if(jobs.begin(), jobs.end(), [](const auto& job) { return job.second->result; });
    if (found != jobs.end()) done = found->first;
    return done != 0;
  };
  if (!parts_->finished.wait_for(lock, cancel, timeout, any_done) && cancel.stop_requested()) {
    return Error{ErrorCode::Cancelled, "stopped while waiting for an answer"};
  }
  return done;
}

Result<Response> Client::take(Ticket ticket) {
  std::shared_ptr<Job> job;
  {
    const std::scoped_lock lock{parts_->mutex};
    const auto found = parts_->jobs.find(ticket);
    if (found == parts_->jobs.end() || !found->second->result) return no_ticket();
    job = std::move(found->second);
    parts_->jobs.erase(found);
  }
  return std::move(*job->result);
}

void Client::release(Ticket ticket) {
  if (const auto job = parts_->forget(ticket)) job->stop.request_stop();
}

Result<> Client::invalidate(const std::string& profile) {
  return parts_->exchange->invalidate(profile);
}

Counters Client::counters() const { return parts_->exchange->counters(); }

}  // namespace crosswalk::http
