#include "rest/read_stream.hpp"

#include <charconv>

#include "rest/client.hpp"
#include "rest/page.hpp"

namespace crosswalk::oneroster::rest {
namespace {

/// X-Total-Count; nothing: not sent, or no number.
std::optional<std::uint64_t> total_of(const HttpResponse& answer) {
  std::uint64_t total = 0;
  const std::string& text = answer.total_count;
  const auto done = std::from_chars(text.data(), text.data() + text.size(), total);
  if (text.empty() || done.ec != std::errc{} || done.ptr != text.data() + text.size()) return {};
  return total;
}

}  // namespace

ReadStream::ReadStream(const Host& host, Options options, csv::TableId id,
                       const std::vector<std::string_view>& columns)
    : host_(host),
      options_(std::move(options)),
      table_(csv::table(id)),
      writer_(id, columns),
      lists_{std::string(table_.file)} {
  next_list();
}

void ReadStream::next_list() {
  walk_.reset();
  if (lists_.empty()) {
    ended_ = true;
    return;
  }
  list_ = std::move(lists_.front());
  lists_.erase(lists_.begin());
  walk_.emplace(options_.service_url + "/" + list_, options_);
}

Result<bool> ReadStream::next(BatchWriter& out) {
  for (;;) {
    for (; written_ < waiting_.size(); ++written_) {
      const Waiting& row = waiting_[written_];
      const auto outcome =
          writer_.write(row.record, row.place, static_cast<std::uint32_t>(end_.rows + 1), out);
      if (outcome == RecordWriter::Outcome::Full) return true;
      ++end_.rows;
      if (outcome == RecordWriter::Outcome::Refused) ++end_.refused;
    }
    waiting_.clear();
    written_ = 0;
    CW_TRY(const bool more, advance());
    if (!more) return false;
  }
}

Result<bool> ReadStream::advance() {
  if (ended_) return false;
  host_.progress(walk_->offset(), 0, "reading " + list_);
  auto answer = host_.http().send(get(options_, walk_->url()));
  const std::string what = "reading " + list_;
  if (!answer) return in_context(std::move(answer).error(), what);
  const bool is_users = table_.id == csv::TableId::Users && !fallen_back_;
  if (answer->status == 404 && is_users && walk_->offset() == 0) {
    fallen_back_ = true;
    incomplete_.emplace_back(
        "the provider has no /users; /students and /teachers are not everybody");
    lists_ = {"students", "teachers"};
    next_list();
    return true;
  }
  if (answer->status != 200 && answer->status != 204) {
    const std::string said = description_in(answer->body);
    if (!said.empty()) host_.log(CW_LOG_INFO, "oneroster.refused", list_ + ": " + said);
    return refusal(*answer, what, options_, host_.now_ms());
  }
  auto taken = take_page(*answer);
  if (!taken) {
    return in_context(std::move(taken).error(),
                      what + " from record " + std::to_string(walk_->offset()) + " on");
  }
  return true;
}

Result<> ReadStream::take_page(const HttpResponse& answer) {
  CW_TRY(const PageFacts page, take_records(answer));
  CW_TRY(const bool more, walk_->turn(page));
  if (more) return {};
  if (const std::string& why = walk_->incomplete_because(); !why.empty()) {
    incomplete_.push_back(list_ + ": " + why);
  }
  next_list();
  return {};
}

Result<PageFacts> ReadStream::take_records(const HttpResponse& answer) {
  PageFacts page;
  page.total = total_of(answer);
  page.link = answer.link;
  if (answer.status == 204) return page;  // an empty list (rule 8)
  CW_TRY(Json records, records_in(answer.body, table_.file, list_));
  page.rows = records.size();
  if (page.rows > 0) page.first_id = id_of(records[0]);
  for (std::size_t i = 0; i < records.size(); ++i) {
    const std::string id = id_of(records[i]);
    bool hand_out = true;
    if (id.empty()) {
      walk_->see_nameless();
    } else {
      CW_TRY(hand_out, walk_->see(id, content_of(records[i])));
    }
    if (!hand_out) continue;
    waiting_.push_back(
        {std::move(records[i]), list_ + ", record " + std::to_string(walk_->offset() + i + 1)});
  }
  return page;
}

Result<ReadEnd> ReadStream::finish() {
  if (!ended_ || written_ < waiting_.size()) incomplete_.emplace_back("it was not read to its end");
  for (const std::string& why : incomplete_) {
    host_.log(CW_LOG_WARN, "oneroster.incomplete",
              why + ". A record that was not seen is not taken as removed");
  }
  end_.complete = incomplete_.empty();
  return end_;
}

}  // namespace crosswalk::oneroster::rest
