#pragma once

/// \file
/// The students of many sections: one request for each, several in flight.

#include "client.hpp"
#include "roster.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <vector>

namespace crosswalk::powerschool {

class SeatReader {
 public:
  /// \param page_size  of the metadata; 0: unknown
  SeatReader(Client client, std::vector<std::string> sections, std::uint32_t page_size,
             std::size_t width);
  ~SeatReader();
  SeatReader(const SeatReader&) = delete;
  SeatReader& operator=(const SeatReader&) = delete;

  bool done() const { return waiting_.empty() && flying_.empty(); }
  /// The seats of the next section to be answered. Only when not done. A section that is gone
  /// meanwhile (404) has none.
  /// \error as refusal() and Http::send()
  Result<Listing<Seat>> next();

 private:
  Result<Listing<Seat>> take(const std::string& section, const HttpResponse& answer) const;

  Client client_;
  std::deque<std::string> waiting_;
  std::map<cw_ticket, std::string> flying_;
  std::uint32_t page_size_;
  std::size_t width_;
};

}  // namespace crosswalk::powerschool
