#pragma once

/// \file
/// A host between the adapter and the real one: it passes every call on, remembers it, and may let
/// one of them go wrong.

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "crosswalk/abi/auth.h"
#include "crosswalk/abi/core.h"
#include "crosswalk/abi/file_set.h"
#include "crosswalk/abi/files.h"
#include "crosswalk/abi/http.h"
#include "crosswalk/abi/state.h"
#include "testing/kit/lender.hpp"

namespace crosswalk::kit {

/// How the tables that are lent lie in memory.
enum class TableShape : std::uint8_t {
  Exact,    ///< as in 1.0
  Guarded,  ///< as in 1.0, and the first byte behind them cannot be read
  LongTail  ///< longer than 1.0, with nonsense in the part that 1.0 does not know
};

/// What goes wrong, and when. Calls are counted from 1 over all services that can fail.
struct Fault {
  enum class Kind : std::uint8_t {
    None,
    Status,       ///< call number `at` answers `status`, and nothing is done
    Cancel,       ///< from call number `at` on, the call is cancelled
    HttpStatus,   ///< answer number `at` has the status `http_status` and no body
    HttpBody,     ///< answer number `at` has the body `body`
    HttpCut,      ///< answer number `at` has half of its body
    AnswerLost,   ///< write number `at` is sent, and its answer is CW_E_UNKNOWN
    WriteRefused  ///< every request that is no GET is answered `http_status`, and not sent
  };
  Kind kind = Kind::None;
  std::uint64_t at = 0;
  cw_status status = CW_OK;
  std::uint32_t http_status = 0;
  std::string body{};
};

struct TapOptions {
  TableShape shape = TableShape::Exact;
  std::set<std::string> hidden{};  ///< services that are not lent
  Fault fault{};
};

struct SentRequest {
  std::string method;
  std::string url;
  std::string bucket;
  std::string profile;
};

/// Everything that came out of the adapter through its services.
struct Seen {
  std::uint64_t calls = 0;    ///< that can fail
  std::uint64_t answers = 0;  ///< of HTTP
  bool struck = false;        ///< the fault came
  bool off_thread = false;    ///< a [call] service was used on another thread, or between calls
  std::vector<std::string> log;
  std::vector<std::string> state;  ///< keys and values put
  std::vector<std::string> progress;
  std::vector<SentRequest> requests;
};

/// Not movable: the adapter keeps its address. One thread at a time.
class Tap {
 public:
  Tap(std::unique_ptr<LentHost> inner, TapOptions options);
  ~Tap();
  Tap(const Tap&) = delete;
  Tap& operator=(const Tap&) = delete;

  const cw_host* abi() const { return host_; }
  const Seen& seen() const { return seen_; }
  /// The next fault; counting starts anew.
  void arm(Fault fault);
  /// How long ago the cancellation began; 0: it has not.
  std::chrono::milliseconds since_cancelled() const;

  void begin_call();
  void end_call();

  struct Services;

 private:
  friend struct Services;
  struct Answer {
    bool counted = false;
    cw_status failure = CW_OK;
    std::uint32_t http_status = 0;  ///< 0: the real one
    bool replaced = false;
    std::string body;
    std::uint64_t read = 0;
    bool write = false;
  };

  static const void* get_interface(const cw_host* host, cw_str id) CW_NX;
  /// Counts a call that can fail; the status it is to answer, or CW_OK: pass it on.
  cw_status strike(cw_error* error);
  void strike_answer(Answer& answer, cw_ticket ticket, const cw_http_head& head);
  bool cancelled() const;

  void* place(const void* table, std::size_t size);

  std::unique_ptr<LentHost> inner_;
  TapOptions options_;
  Seen seen_;
  cw_host* host_ = nullptr;
  std::map<std::string, const void*> tables_;
  std::vector<std::pair<void*, std::size_t>> pages_;
  std::map<cw_ticket, Answer> answers_;
  cw_ticket last_ours_ = 0;
  std::thread::id caller_{};
  std::chrono::steady_clock::time_point cancelled_at_{};
};

}  // namespace crosswalk::kit
