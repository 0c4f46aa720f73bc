#include "http/net/resolve.hpp"

#include <Poco/Net/DNS.h>
#include <Poco/Net/HostEntry.h>

#include <algorithm>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>

namespace crosswalk::http {
namespace {

/// Shared with the thread that asks the resolver.
struct Question {
  std::mutex mutex;
  std::condition_variable_any answered;
  std::optional<Addresses> answer;
};

Addresses ask(const std::string& host) {
  Addresses once;
  try {
    // The resolver names an address once per kind of socket.
    const Poco::Net::HostEntry entry = Poco::Net::DNS::hostByName(host);
    for (const auto& address : entry.addresses()) {
      if (std::find(once.begin(), once.end(), address) == once.end()) once.push_back(address);
    }
  } catch (const Poco::Exception&) {
    once.clear();
  }
  return once;
}

}  // namespace

std::variant<Addresses, Failure> resolve(const std::string& host, Deadline deadline,
                                         const CancelToken& cancel) {
  Poco::Net::IPAddress literal;
  if (Poco::Net::IPAddress::tryParse(host, literal)) return Addresses{literal};

  // The system's resolver takes half a minute when its servers are gone and cannot be interrupted;
  // so it gets a thread of its own, which is left behind with its question when nobody waits any
  // more.
  auto question = std::make_shared<Question>();
  try {
    std::thread{[question, host] {
      Addresses found = ask(host);
      const std::scoped_lock lock{question->mutex};
      question->answer = std::move(found);
      question->answered.notify_all();
    }}.detach();
  } catch (const std::system_error&) {
    return Failure{FailureKind::Dns, host + ": the machine gave no thread to ask with"};
  }

  std::unique_lock lock{question->mutex};
  question->answered.wait_until(lock, cancel, deadline,
                                [&] { return question->answer.has_value(); });
  if (cancel.stop_requested()) return Failure{FailureKind::Cancelled, ""};
  if (!question->answer) return Failure{FailureKind::Dns, host + ": no answer in time"};
  if (question->answer->empty()) return Failure{FailureKind::Dns, host};
  return std::move(*question->answer);
}

}  // namespace crosswalk::http
