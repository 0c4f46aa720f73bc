#include "write.hpp"

#include "decode.hpp"
#include "manifest.hpp"

#include <algorithm>

namespace crosswalk::schoology {
namespace {

/// What a write without an answer means for everything in it.
/// \error  the failure itself, when it says nothing about rows
Result<Verdict> verdict_of(const Error& error) {
  Verdict verdict;
  switch (error.code) {
    case ErrorCode::OutcomeUnknown:
      return verdict;
    case ErrorCode::Unavailable:
    case ErrorCode::RateLimited:
      verdict.fate = Fate::Retry;
      verdict.message = error.message;
      return verdict;
    default:
      return error;
  }
}

/// "POST /v1/users", for messages.
std::string subject_of(const HttpRequest& request) {
  const auto path = own_path(request.url);
  return request.method + " " + (path ? path->substr(0, path->find('?')) : std::string());
}

}  // namespace

Result<Answer> send_write(const Client& client, const HttpRequest& request) {
  auto sent = client.host().http().send(request);
  Answer answer;
  if (!sent) {
    CW_TRY(answer.verdict, verdict_of(sent.error()));
    return answer;
  }
  if (sent->status == 401 || sent->status == 403) {
    return refusal(*sent, subject_of(request),
                   static_cast<std::int64_t>(client.host().now_ms() / 1000));
  }
  answer.verdict.status = sent->status;
  answer.has_body = sent->ok();
  if (!answer.has_body) answer.verdict = judge_call(sent->status, sent->body);
  answer.body = std::move(sent->body);
  return answer;
}

Result<std::vector<Verdict>> send_bulk(const Client& client, const BulkCall& call) {
  CW_TRY(const Answer answer, send_write(client, call.request));
  if (!answer.has_body) return std::vector<Verdict>(call.items.size(), answer.verdict);
  const auto rows = decode_rows(answer.body, call.outer, call.inner);
  if (!rows) {
    client.host().log(CW_LOG_WARN, "schoology.answer",
                      "a bulk write of " + std::to_string(call.items.size()) +
                          " rows: " + rows.error().message + "; what became of them is unknown");
    return std::vector<Verdict>(call.items.size(), answer.verdict);
  }
  return verdicts_for(call.items, *rows);
}

Result<Verdict> send_single(const Client& client, const HttpRequest& request, bool creates) {
  CW_TRY(const Answer answer, send_write(client, request));
  return answer.has_body ? judge_single(answer.verdict.status, answer.body, creates)
                         : answer.verdict;
}

std::vector<RowList> chunks(const RowList& rows) {
  std::vector<RowList> out;
  for (std::size_t at = 0; at < rows.size(); at += kBatch) {
    const std::size_t end = std::min<std::size_t>(at + kBatch, rows.size());
    out.emplace_back(rows.begin() + static_cast<std::ptrdiff_t>(at),
                     rows.begin() + static_cast<std::ptrdiff_t>(end));
  }
  return out;
}

Result<std::string> school_id(const Client& client, Memory& memory) {
  if (memory.school.empty()) {
    CW_TRY(const std::string body, client.fetch("/v1/schools", "reading schools"));
    CW_TRY(memory.school, decode_school_id(body));
  }
  return memory.school;
}

void refuse_other_ops(Work& work, const std::vector<std::uint16_t>& offered) {
  for (std::uint32_t row = 0; row < work.changes.rows(); ++row) {
    const std::uint16_t op = work.changes.op(row);
    if (std::find(offered.begin(), offered.end(), op) == offered.end()) {
      work.report.unsupported(row);
    }
  }
}

}  // namespace crosswalk::schoology
