#pragma once

/// \file
/// Records what a connector says and hears, and answers from such a recording without a network.
///
/// A recording is a text file with one JSON object a line: method, address, the body's SHA-256, and
/// the answer (or the failure) word for word. It holds personal data, like the answers themselves,
/// and is made for the owner alone (0600). It holds no secrets: none of the request's headers, no
/// values of secret query parameters, and of token and login answers only the shape.

#include "http/transport.hpp"

#include "crosswalk/result.hpp"

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace crosswalk::http {

/// Passes everything on to another transport and writes it down. Thread-safe.
class RecordingTransport final : public Transport {
 public:
  /// \param inner  outlives this.
  /// \error BadConfig  `path` exists already or cannot be made.
  static Result<std::unique_ptr<RecordingTransport>> create(Transport& inner,
                                                            const std::string& path);

  WireOutcome exchange(const WireRequest& request, CancelToken cancel) override;

  /// Writes what is still in memory. Call it before using the file.
  /// \error Unavailable  the disk did not take all of it: the recording is not whole.
  Result<> finish();

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  using File = std::unique_ptr<std::FILE, Close>;

  RecordingTransport(Transport& inner, File file, std::string path)
      : inner_(inner), file_(std::move(file)), path_(std::move(path)) {}

  Transport& inner_;
  std::mutex mutex_;
  File file_;
  std::string path_;
  bool whole_ = true;
};

/// Answers from a recording: the first answer not yet given of the same method, address and body.
/// Thread-safe.
class ReplayTransport final : public Transport {
 public:
  /// What the last answer to a request is good for.
  enum class Last : std::uint8_t {
    Once,    ///< nobody may ask again
    Forever  ///< it is given again and again: a system that does not change
  };

  /// \error BadData  a line is no recorded answer; the message gives its number.
  /// \error NotFound no such file.
  static Result<std::unique_ptr<ReplayTransport>> open(const std::string& path,
                                                       Last last = Last::Once);

  /// FailureKind::NotRecorded when there is no (further) answer.
  WireOutcome exchange(const WireRequest& request, CancelToken cancel) override;

  /// Recorded answers that nobody has asked for yet.
  std::size_t left() const;

  /// The system's time at its first answer; nothing when no answer has a Date. Who replays begins
  /// there: else a clock seems wrong and a school year over as the recording grows old.
  std::optional<std::chrono::sys_seconds> recorded_at() const { return recorded_at_; }

 private:
  ReplayTransport(std::string path, Last last) : path_(std::move(path)), last_(last) {}

  std::string path_;
  Last last_;
  std::optional<std::chrono::sys_seconds> recorded_at_;
  mutable std::mutex mutex_;
  std::map<std::string, std::deque<WireOutcome>> answers_;
};

}  // namespace crosswalk::http
