#pragma once

/// \file
/// What a run says while it runs: progress for the person, events for the process log, and whether
/// it shall stop.

#include "app/present/progress.hpp"
#include "http/clock.hpp"
#include "http/log.hpp"
#include "sync/ports.hpp"

#include <cstdio>
#include <functional>
#include <mutex>

namespace crosswalk::app {

class RunObserver final : public sync::Observer {
 public:
  struct Options {
    std::FILE* out = nullptr;  ///< for progress; null: none is shown
    bool terminal = false;
    Style style;
  };
  /// The references outlive the observer.
  RunObserver(const http::Clock& clock, http::Log& log, http::CancelToken cancel, Options options)
      : clock_(clock),
        log_(log),
        cancel_(std::move(cancel)),
        options_(options),
        text_(options.terminal, options.style) {}

  /// Where the number of repeated requests is to be had from; outlives the run.
  void count_retries_with(std::function<std::uint64_t()> retries) { retries_ = std::move(retries); }

  void progress(const Progress& progress) override;
  void event(std::string_view code, std::string_view text) override;
  bool cancelled() const override { return cancel_.stop_requested(); }

  /// The run is over: its last line stays.
  void finish();

 private:
  std::int64_t now_ms() const;
  void print(const std::string& text);

  const http::Clock& clock_;
  http::Log& log_;
  http::CancelToken cancel_;
  Options options_;
  std::mutex mutex_;
  ProgressText text_;
  std::function<std::uint64_t()> retries_;
};

}  // namespace crosswalk::app
