#pragma once

/// \file
/// Two real processes on loopback: the sandbox as a server, crosswalk as it is shipped.

#include <sys/types.h>

#include <filesystem>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace crosswalk::e2e {

/// A folder that is gone afterwards.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// What a process printed and how it ended.
struct Ended {
  int status = 0;  ///< exit status; 128 + signal when it was killed
  std::string out;
  std::string err;
};

/// crosswalk-sandbox, on a port of its own; ended by its process id.
class Sandbox {
 public:
  /// Schoology without a rate limit.
  explicit Sandbox(const std::filesystem::path& folder);
  /// Any kind of system, with more arguments such as {"--students", "60"}.
  Sandbox(const std::string& kind, const std::filesystem::path& folder,
          const std::vector<std::string>& arguments);
  ~Sandbox();
  Sandbox(const Sandbox&) = delete;
  Sandbox& operator=(const Sandbox&) = delete;

  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
  nlohmann::json get(const std::string& control) const;
  nlohmann::json post(const std::string& control, const nlohmann::json& body) const;
  void clear_faults() const;

 private:
  pid_t pid_ = 0;
  int port_ = 0;
};

/// A connector of the configuration. In its JSON, "${CW_E2E_SECRET}" becomes sandbox-secret.
struct Connector {
  std::string adapter;
  std::string config_json;
};

/// A crosswalk installation: a configuration, a state, a source.
class Stage {
 public:
  /// \param source  a folder or zip of OneRoster files
  Stage(const Sandbox& played, const std::filesystem::path& source);
  /// Any source.
  Stage(const Sandbox& played, Connector source);
  /// Any two connectors; files may be anywhere below `files`.
  Stage(Connector source, Connector destination, const std::filesystem::path& files);

  /// Settings of the connectors: to be changed before run().
  Connector sis;
  Connector lms;

  /// Settings of the integration, over the defaults: to be changed before run().
  std::map<std::string, std::string> integration_json;

  /// Runs `crosswalk ARGUMENTS`; `environment` is added to the tests' own.
  Ended run(const std::vector<std::string>& arguments,
            const std::map<std::string, std::string>& environment = {}) const;
  /// Runs it on a terminal (script(1) plays it): `out` is everything that a person saw.
  Ended run_on_terminal(const std::string& command) const;
  /// The same as run() with --json, parsed.
  nlohmann::json json(const std::vector<std::string>& arguments) const;

  const std::filesystem::path& folder() const { return folder_.path(); }
  /// The folder or zip of OneRoster files; empty for any other source.
  const std::filesystem::path& source() const { return source_; }

 private:
  void write_configuration() const;
  Ended run_whole(const std::vector<std::string>& command,
                  const std::map<std::string, std::string>& environment) const;
  Folder folder_;
  std::filesystem::path source_;
  std::filesystem::path files_;  ///< empty: only the source's own
};

/// The sandbox's content without its ids: "enrollment CLASS/USER" -> "admin=0 status=1", sorted.
/// Two runs compare by it.
std::map<std::string, std::string> picture(const nlohmann::json& state);

/// Copies the small invented district of this folder into `to`.
void write_small_district(const std::filesystem::path& to);

}  // namespace crosswalk::e2e
