#include "seats.hpp"

#include "decode_v1.hpp"
#include "v1_list.hpp"

namespace crosswalk::powerschool {
namespace {

ListCall call_of(const std::string& section, std::uint32_t page_size) {
  ListCall call;
  call.path = "/ws/v1/section/" + section + "/section_enrollment";
  call.page_size = page_size;
  call.verify = false;
  call.what = "reading the enrollments of section " + section;
  return call;
}

}  // namespace

SeatReader::SeatReader(Client client, std::vector<std::string> sections, std::uint32_t page_size,
                       std::size_t width)
    : client_(std::move(client)),
      waiting_(sections.begin(), sections.end()),
      page_size_(page_size),
      width_(width) {}

SeatReader::~SeatReader() {
  for (const auto& [ticket, section] : flying_) client_.host().http().abandon(ticket);
}

Result<Listing<Seat>> SeatReader::next() {
  const Http http = client_.host().http();
  while (!waiting_.empty() && flying_.size() < width_) {
    const ListCall call = call_of(waiting_.front(), page_size_);
    CW_TRY(const cw_ticket ticket, http.submit(client_.get(page_path(call, 1))));
    flying_.emplace(ticket, std::move(waiting_.front()));
    waiting_.pop_front();
  }
  std::vector<cw_ticket> tickets;
  for (const auto& [ticket, section] : flying_) tickets.push_back(ticket);
  CW_TRY(const cw_ticket done, http.wait_any(tickets));
  auto entry = flying_.extract(done);
  if (entry.empty()) return Error{ErrorCode::Internal, "the host named a request that is not ours"};
  const std::string section = std::move(entry.mapped());
  auto answer = http.take(done);
  if (!answer) {
    return in_context(std::move(answer).error(), "reading the enrollments of section " + section);
  }
  return take(section, *answer);
}

Result<Listing<Seat>> SeatReader::take(const std::string& section,
                                       const HttpResponse& answer) const {
  const ListCall call = call_of(section, page_size_);
  if (answer.status == 404) return Listing<Seat>{};
  if (answer.status != 200) return refusal(answer, Family::V1, call.what);
  auto seats = decode_seats(answer.body);
  if (!seats) return in_context(std::move(seats).error(), call.what);
  const bool whole = page_size_ != 0 && seats->size() < page_size_;
  if (!whole) return read_list(client_, call, decode_seats);  // there is more than a page
  return Listing<Seat>{std::move(*seats), true};
}

}  // namespace crosswalk::powerschool
