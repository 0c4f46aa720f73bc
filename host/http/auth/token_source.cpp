#include "http/auth/token_source.hpp"

#include <utility>

namespace crosswalk::http {

TokenSource::TokenSource(std::string profile, Fetch fetch, Clock& clock, Log& log,
                         TokenStore* store)
    : profile_(std::move(profile)),
      fetch_(std::move(fetch)),
      clock_(clock),
      log_(log),
      store_(store) {}

Result<TokenSource::Held> TokenSource::get(CancelToken cancel) {
  std::unique_lock lock{mutex_};
  for (;;) {
    if (refused_) return Error{*refused_};
    if (token_ && (!token_->expires_at || clock_.now() < *token_->expires_at)) {
      return Held{token_->value, generation_};
    }
    if (!fetching_) break;
    const std::uint64_t round = rounds_;
    if (!changed_.wait(lock, cancel, [&] { return rounds_ != round; })) {
      return Error{ErrorCode::Cancelled, "stopped while waiting for a token"};
    }
    // Another thread's stop is not ours.
    if (failed_ && failed_->code != ErrorCode::Cancelled) return Error{*failed_};
  }

  fetching_ = true;
  const bool from_store = store_ != nullptr && !std::exchange(asked_store_, true);
  lock.unlock();
  Result<Obtained> obtained = obtain(from_store, std::move(cancel));
  lock.lock();
  fetching_ = false;
  ++rounds_;
  failed_.reset();
  changed_.notify_all();
  if (!obtained) {
    failed_ = obtained.error();
    if (failed_->code == ErrorCode::Unauthenticated) refused_ = failed_;
    return Error{*failed_};
  }
  token_ = std::move(obtained->token);
  proven_ = obtained->proven;
  ++generation_;
  return Held{token_->value, generation_};
}

Result<TokenSource::Obtained> TokenSource::obtain(bool from_store, CancelToken cancel) {
  if (from_store) {
    if (auto token = stored()) return Obtained{std::move(*token), true};
  }
  CW_TRY(Token token, fetch_(std::move(cancel)));
  if (store_ != nullptr) {
    if (auto saved = store_->save(profile_, token); !saved) warn(saved.error());
  }
  return Obtained{std::move(token), false};
}

std::optional<Token> TokenSource::stored() {
  auto loaded = store_->load(profile_);
  if (!loaded) {
    warn(loaded.error());
    return std::nullopt;
  }
  const std::optional<Token>& token = *loaded;
  const bool old = token && token->expires_at && *token->expires_at <= clock_.now();
  return old ? std::nullopt : token;
}

void TokenSource::warn(const Error& problem) {
  log_.write(LogLevel::Warning, "http.token_store",
             "auth profile " + profile_ + ": " + problem.message);
}

void TokenSource::accepted(std::uint64_t generation) {
  const std::scoped_lock lock{mutex_};
  if (generation == generation_) proven_ = true;
}

bool TokenSource::rejected(std::uint64_t generation) {
  const std::scoped_lock lock{mutex_};
  if (generation != generation_ || !token_) return true;  // somebody has renewed it, or is about to
  if (!proven_) return false;
  drop();
  return true;
}

void TokenSource::invalidate() {
  const std::scoped_lock lock{mutex_};
  drop();
}

void TokenSource::drop() {
  token_.reset();
  asked_store_ = true;
  if (store_ == nullptr) return;
  if (auto erased = store_->erase(profile_); !erased) warn(erased.error());
}

}  // namespace crosswalk::http
