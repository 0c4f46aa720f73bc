#include "http/recording.hpp"

#include "http/http_date.hpp"
#include "http/record_line.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <utility>

namespace crosswalk::http {
namespace {

std::optional<std::chrono::sys_seconds> date_of(const WireOutcome& outcome) {
  const auto* response = std::get_if<WireResponse>(&outcome);
  const std::string* text = response ? find_header(response->headers, "Date") : nullptr;
  if (text == nullptr) return std::nullopt;
  const auto date = parse_http_date(*text);
  return date ? std::optional(*date) : std::nullopt;
}

/// What to do about a request that nobody recorded.
constexpr const char* kAnew = ": record it anew, with crosswalk check --full --record";

}  // namespace

Result<std::unique_ptr<RecordingTransport>> RecordingTransport::create(Transport& inner,
                                                                       const std::string& path) {
  const int descriptor =
      ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (descriptor < 0) {
    return Error{ErrorCode::BadConfig,
                 "recording " + path + ": exists already, or cannot be made there"};
  }
  File file{::fdopen(descriptor, "w")};
  if (!file) {
    ::close(descriptor);
    return Error{ErrorCode::BadConfig, "recording " + path + ": cannot be written"};
  }
  // A line at a time: what a process that dies has heard is kept.
  std::setvbuf(file.get(), nullptr, _IOLBF, BUFSIZ);
  return std::unique_ptr<RecordingTransport>{new RecordingTransport{inner, std::move(file), path}};
}

WireOutcome RecordingTransport::exchange(const WireRequest& request, CancelToken cancel) {
  WireOutcome outcome = inner_.exchange(request, std::move(cancel));
  const std::string line = record_line(request, outcome) + '\n';
  const std::scoped_lock lock{mutex_};
  whole_ = std::fwrite(line.data(), 1, line.size(), file_.get()) == line.size() && whole_;
  return outcome;
}

Result<> RecordingTransport::finish() {
  const std::scoped_lock lock{mutex_};
  whole_ = std::fflush(file_.get()) == 0 && whole_;
  if (whole_) return {};
  return Error{ErrorCode::Unavailable, "recording " + path_ + ": the disk did not take all of it"};
}

Result<std::unique_ptr<ReplayTransport>> ReplayTransport::open(const std::string& path, Last last) {
  std::ifstream file{path};
  if (!file)
    return Error{ErrorCode::NotFound, "recording " + path + ": no such file, or not readable"};
  std::unique_ptr<ReplayTransport> replay{new ReplayTransport{path, last}};
  std::string line;
  for (std::size_t number = 1; std::getline(file, line); ++number) {
    auto answer = read_record_line(line);
    if (!answer) return in_context(answer.error(), path + ":" + std::to_string(number));
    if (!replay->recorded_at_) replay->recorded_at_ = date_of(answer->outcome);
    replay->answers_[answer->key].push_back(std::move(answer->outcome));
  }
  return replay;
}

WireOutcome ReplayTransport::exchange(const WireRequest& request, CancelToken cancel) {
  if (cancel.stop_requested()) return Failure{FailureKind::Cancelled, ""};
  const std::scoped_lock lock{mutex_};
  const auto found = answers_.find(record_key(request));
  if (found == answers_.end()) {
    return Failure{FailureKind::NotRecorded, path_ + " has no such request" + kAnew};
  }
  if (found->second.empty()) {
    return Failure{FailureKind::NotRecorded, path_ + " has no further answer to it" + kAnew};
  }
  if (last_ == Last::Forever && found->second.size() == 1) return found->second.front();
  WireOutcome outcome = std::move(found->second.front());
  found->second.pop_front();
  return outcome;
}

std::size_t ReplayTransport::left() const {
  const std::scoped_lock lock{mutex_};
  std::size_t count = 0;
  for (const auto& [key, answers] : answers_) count += answers.size();
  return count;
}

}  // namespace crosswalk::http
