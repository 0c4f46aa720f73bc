#pragma once

/// \file
/// What was heard of a system, put together as one recording of it.

#include "crosswalk/result.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace crosswalk::app {

/// 2026-10-01T08:00:00Z, a school day of the districts that are played: what is recorded of them is
/// the same bytes on every day. Seconds since 1970.
inline constexpr std::int64_t kRecordingDay = 1'790'841'600;

/// A recording's text, and how many answers are in it.
struct Recorded {
  std::string text;
  std::size_t answers = 0;
};

/// One answer for each request, the first good one, else the first refusal; in the order of their
/// addresses, since an adapter may ask several things at a time. A request that was never answered
/// is left out, and so are headers of the one exchange. Equal conversations give equal bytes. Pure.
/// \param heard    the text of a recording; a last line that was cut is left out
/// \param address  of a played system, `http://host:port`; in_recordings() takes its place. Empty:
///                 addresses stay
/// \param secrets  values that the system may echo: `*` takes their place in headers and bodies,
///                 raw, percent-encoded or as JSON. In Link, Location and Content-Location it also
///                 takes the place of query values with secret names
Recorded put_together(const std::string& heard, const std::string& address,
                      const std::vector<std::string>& secrets = {});

/// Writes it to `path` for the owner alone: whole or not at all.
/// \error BadConfig  it cannot be written there
Result<> write_recording(const std::string& text, const std::filesystem::path& path);

}  // namespace crosswalk::app
