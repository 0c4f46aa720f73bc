#include "write.hpp"

namespace crosswalk::quickschools {
namespace {

Result<> dispatch(std::string_view entity, Work& work) {
  if (entity == "class") return write_sections(work);
  if (entity == "enrollment") return write_enrollments(work);
  return Error{ErrorCode::Unsupported, "quickschools: '" + std::string(entity) +
                                           "' is nothing that its interface can write"};
}

}  // namespace

Result<Verdict> send_write(const Client& client, std::string_view method, const std::string& path,
                           std::string form, std::uint32_t retry) {
  const auto sent = client.write(method, path, std::move(form), retry);
  if (sent && (sent->status == 401 || sent->status == 403)) {
    return refusal(*sent, std::string(method) + " " + path);
  }
  if (sent) return judge(sent->status, sent->body);
  Verdict verdict;
  switch (sent.error().code) {
    case ErrorCode::OutcomeUnknown:
      return verdict;
    case ErrorCode::Unavailable:
    case ErrorCode::RateLimited:
      verdict.fate = Fate::Retry;
      verdict.message = sent.error().message;
      return verdict;
    default:
      return Error(sent.error());
  }
}

Result<> write_entity(std::string_view entity, Work& work) {
  auto done = dispatch(entity, work);
  if (!done) work.report.skip_the_rest("not sent: " + done.error().message);
  return done;
}

}  // namespace crosswalk::quickschools
