#pragma once

/// \file
/// How to ask a provider, and what a status means (contract, sections 6 and 7). The host signs,
/// fetches tokens, limits the rate and repeats; the adapter never sees a secret.

#include <cstdint>
#include <string>
#include <string_view>

#include "crosswalk/host.hpp"
#include "rest/options.hpp"

namespace crosswalk::oneroster::rest {

/// A signed GET of an absolute address.
HttpRequest get(const Options& options, std::string url);

/// What an answer that is no list means to a read of `what`. `now_ms`: our clock, 0 if unknown.
Error refusal(const HttpResponse& answer, std::string_view what, const Options& options,
              std::uint64_t now_ms);

/// " This machine's clock is ..." when it is off by more than a minute, or nothing.
std::string clock_hint(const HttpResponse& answer, std::uint64_t now_ms);

/// The first description in an error body, at any depth, shortened; for the process log alone:
/// providers quote what they were asked.
std::string description_in(std::string_view body);

}  // namespace crosswalk::oneroster::rest
