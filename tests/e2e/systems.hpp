#pragma once

/// \file
/// Every source there is that is reached over the network, each over the same invented district.

#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "e2e/stage.hpp"

namespace crosswalk::e2e {

inline constexpr const char* kSecret = "${CW_E2E_SECRET}";

struct SourceSystem {
  std::string adapter;
  std::string kind;  ///< of the sandbox
  std::function<nlohmann::json(const std::string& url)> config;
  std::uint64_t calls = 0;           ///< of a full read of 20 students in one school
  std::uint64_t district_calls = 0;  ///< of 20,000 students in 20 schools; of 1,000 in one school
                                     ///< where a key is one school's
  bool one_school = false;           ///< a key is one school's
  std::string way = {};              ///< of the adapter to the system, where it has several

  std::string name() const { return way.empty() ? adapter : adapter + "_" + way; }
  friend void PrintTo(const SourceSystem& system, std::ostream* out) { *out << system.name(); }
};

inline const std::vector<SourceSystem>& source_systems() {
  using Json = nlohmann::json;
  static const std::vector<SourceSystem> kAll{
      {"powerschool", "powerschool",
       [](const std::string& url) {
         return Json{{"base_url", url},
                     {"client_id", "e2e"},
                     {"client_secret", kSecret},
                     {"start_year", 2026},
                     {"interval_ms", 1}};
       },
       10, 34},
      {"quickschools", "quickschools",
       [](const std::string& url) {
         return Json{{"base_url", url + "/sms/v1"},
                     {"api_key", kSecret},
                     {"school_code", "demo"},
                     {"school_name", "Alder High School"},
                     {"rate", 20}};
       },
       17, 117, true},
      {"eschoolplus", "eschoolplus",
       [](const std::string& url) {
         return Json{{"domain", url},       {"site_code", "NorthFork"}, {"login", "e2e"},
                     {"password", kSecret}, {"school_year", "2027"},    {"rate", 50}};
       },
       18, 275},
      {"eschoolplus", "eschoolplus",
       [](const std::string& url) {
         return Json{{"binding", "plus360"},
                     {"domain", url},
                     {"district", "4102"},
                     {"consumer_key", "OneRoster_DEMO_4102"},
                     {"consumer_secret", kSecret},
                     {"school_year", "2027"},
                     {"rate", 50}};
       },
       18, 295, false, "plus360"},
      {"oneroster_rest", "oneroster",
       [](const std::string& url) {
         return Json{{"base_url", url}, {"version", "1.1"},  {"token_url", url + "/oauth2/token"},
                     {"key", "e2e"},    {"secret", kSecret}, {"rate", 200}};
       },
       7, 135},
      {"schoology", "schoology",
       [](const std::string& url) {
         return Json{{"base_url", url},
                     {"consumer_key", "e2e"},
                     {"consumer_secret", kSecret},
                     {"school_year", "2027"},
                     {"rate", 1000}};
       },
       16, 5211}};
  return kAll;
}

/// It, played, with `students` students in `schools` schools.
inline std::unique_ptr<Sandbox> play(const SourceSystem& system,
                                     const std::filesystem::path& folder, int students,
                                     int schools = 1) {
  const std::string key = system.kind == "quickschools" ? "sandbox-secret" : "e2e";
  return std::make_unique<Sandbox>(
      system.kind, folder,
      std::vector<std::string>{"--students", std::to_string(students), "--schools",
                               std::to_string(schools), "--key", key, "--secret", "sandbox-secret",
                               "--unlimited"});
}

}  // namespace crosswalk::e2e
