#pragma once

/// \file
/// eSchoolPlus: its session service (log-in, information, the lists of rostering), and over the
/// same data the OneRoster API of PLUS 360 and the files of download definitions.

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "sandbox/core/collection_system.hpp"
#include "sandbox/eschoolplus/lists.hpp"
#include "sandbox/eschoolplus/logins.hpp"
#include "sandbox/eschoolplus/plus360.hpp"

namespace crosswalk::sandbox::eschoolplus {

/// Settings: site_code, version, school_year, summer_school, features ("jobs,customFields"), denied
/// (lists that the login may not read, such as "students,staff"), maintenance (its words; empty:
/// none), rate (calls in a second; 0: no limit), expire_token_after (calls; 0: never), locked,
/// birth_dates, utc_offset_minutes, consumer_key (of the OneRoster API; its secret is the
/// password).
class ESchoolPlusSystem final : public CollectionSystem {
 public:
  static Result<std::unique_ptr<System>> create(const SystemStart& start,
                                                const std::string& base_url, Clock& clock);

  Reply answer(const Request& request, const Tampering& tampering, Trace& trace) override;
  void describe(const Request& request, Trace& trace) const override;
  Reply refusal(std::string_view why) const override;
  std::string public_origin() const override { return "https://esp.example.org"; }
  /// expire_jobs, end_sessions, sessions, which counts the open ones, and files, which answers the
  /// downloads by their names; with {"short_dates": true} dates are without their zeros.
  Result<Json> deed(std::string_view name, const Json& body) override;

 private:
  ESchoolPlusSystem(std::string login, std::string password, Clock& clock);

  Reply route(const Request& request, const std::string& path, const Tampering& tampering,
              Trace& trace);
  Reply log_in(const Request& request, Trace& trace);
  Reply change_environment(const Request& request);
  /// The token when the request may go on.
  std::optional<Reply> not_let_in(const Request& request, Trace& trace, std::string& token);
  bool too_fast();
  bool has_feature(std::string_view feature) const;
  Json info() const;
  Reply answer_plus360(const Request& request, const Tampering& tampering, Trace& trace);
  void forget() override;

  const std::string login_;
  const std::string password_;
  Logins logins_;
  Jobs jobs_;
  Plus360 plus360_;
  std::deque<std::int64_t> calls_;  ///< when, in milliseconds, within the last second
};

}  // namespace crosswalk::sandbox::eschoolplus
