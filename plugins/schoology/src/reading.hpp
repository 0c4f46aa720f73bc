#pragma once

/// \file
/// Carrying a read out: what becomes of each answer, and whether everything was seen.

#include "read_plan.hpp"

#include <cstdint>
#include <deque>
#include <set>

namespace crosswalk::schoology {

/// One read, answer by answer. Reads left in flight when it is destroyed are given up.
class Reading {
 public:
  Reading(const Client& client, std::size_t width, ReadPlan plan);

  /// Adds the records of one more answer to ready(). False: there is none left.
  /// \error as refusal(), Http::send(), decode_list() and decode_object()
  Result<bool> advance();

  std::deque<Record>& ready() { return ready_; }
  /// At the end: every record was seen.
  bool complete() const { return ready_.empty() && flight_.idle() && !incomplete_; }

 private:
  /// True when there is something left to read.
  bool look_among_inactive();
  Result<> take(const Flight::Landed& landed);
  Result<> take_object(const Task& task, const std::string& body);
  Result<> take_page(const Task& task, const std::string& body);
  void gone(const Task& task);
  void keep(const Task& task, Record record);
  bool passes(const Record& record);

  Flight flight_;
  std::int64_t now_s_;
  ReadPlan plan_;
  std::set<std::string> missing_;  ///< keys that no record had yet
  std::deque<Record> ready_;
  bool incomplete_ = false;
};

/// Everything that some lists hold.
struct Listing {
  std::vector<Record> records;
  bool complete = true;
};
/// \error as Reading::advance()
Result<Listing> read_whole(const Client& client, std::size_t width, ReadPlan plan);

}  // namespace crosswalk::schoology
