#pragma once

/// \file
/// The second mount over the same data: PLUS 360's OneRoster API, behind signed requests (contract
/// 8, 11).

#include <cstdint>
#include <string>
#include <vector>

#include "sandbox/core/collections.hpp"
#include "sandbox/core/message.hpp"
#include "sandbox/core/oauth1/nonce_memory.hpp"
#include "sandbox/core/request_log.hpp"
#include "sandbox/eschoolplus/plus360_records.hpp"

namespace crosswalk::sandbox::eschoolplus {

/// What a call is answered under.
struct Plus360Rules {
  std::string consumer_key;
  std::string consumer_secret;
  std::string version;  ///< of the product: there is no such API below 21.4
  std::string denied;   ///< lists that the API profile has not, such as "students,teachers"
  std::int64_t now_ms = 0;
  std::int64_t page_shift = 0;
};

/// Not thread-safe: the system's lock covers it.
class Plus360 {
 public:
  static constexpr std::string_view kBase = "/plus360api/v1/demo/";

  Reply answer(const Request& request, const Collections& rows, const Plus360Rules& rules,
               Trace& trace);
  void forget() {
    nonces_.clear();
    made_ = {};
  }

 private:
  /// The verdict: "ok", or why the signature does not hold.
  std::string judge(const Request& request, const Plus360Rules& rules);

  /// A list's records, of one role or of all; the pages of a reading share one making.
  const std::vector<nlohmann::json>& records(const Plus360List& list, const Collections& rows,
                                             const std::string& role);

  struct Made {
    std::string of;  ///< path and role
    std::uint64_t revision = 0;
    std::vector<nlohmann::json> records;
  };
  NonceMemory nonces_;
  Made made_;
};

}  // namespace crosswalk::sandbox::eschoolplus
