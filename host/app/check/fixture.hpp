#pragma once

/// \file
/// What an adapter is checked with: a configuration, and a system behind it or none.

#include "crosswalk/result.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::app {

/// A system to be played for the checks.
struct PlayedSpec {
  std::string kind;             ///< of crosswalk-sandbox; empty: none
  std::string settings = "{}";  ///< JSON, over those under which nothing is limited
  std::int64_t students = 24;
  std::int64_t clock_s = 0;  ///< its clock stands there, in seconds since 1970; 0: the real one
};

/// As somebody wrote it: docs/adapters/conformance.md.
struct CheckFile {
  std::string config = "{}";  ///< JSON; paths in it are relative to `folder`
  PlayedSpec played;
  /// Path; empty: none. With `played`, it was made from that system, and answers in its place.
  std::string recording;
  std::string scratch;  ///< a setting whose folder is an empty one of the check's own, written into
  std::filesystem::path scratch_folder;  ///< which one; set by who runs the checks
  bool there = false;                    ///< whether there is a file at all
  std::filesystem::path folder;          ///< the file's own
};

/// \error BadConfig  no such file, not JSON, an unknown member
Result<CheckFile> read_check_file(const std::filesystem::path& path);

/// Where a played system is reached and how one signs in to it.
struct PlayedAt {
  std::string url;
  std::string key;
  std::string secret;
};

/// What one check's process needs to know; it holds the secrets of the fixture.
struct Fixture {
  std::string manifest;     ///< JSON; empty: the file was refused at first look
  std::string config;       ///< JSON with its secrets
  std::string recording;    ///< path; empty: the network is asked
  std::string why_no_data;  ///< empty: there is a system behind the configuration
  std::string heard;        ///< a folder, where each check writes down what is answered; or empty
  std::vector<std::string> allowed_roots;
  bool played = false;       ///< it may be written to
  bool timeless = false;     ///< nobody waits for it: played, recorded or made up
  std::int64_t clock_s = 0;  ///< the time at its beginning, in seconds since 1970; 0: the real one
};

std::string to_text(const Fixture& fixture);
/// \error BadConfig  not what to_text() writes
Result<Fixture> fixture_from(std::string_view text);

/// Puts them together. Settings that the file leaves out are taken from the schema's sample; the
/// address and the credentials of a played system go where the manifest's egress list and first
/// fitting profile say. With a recording nothing is written.
/// \error BadData  the manifest cannot be used
Result<Fixture> make_fixture(const std::string& manifest, const CheckFile& file,
                             const PlayedAt* played);

}  // namespace crosswalk::app
