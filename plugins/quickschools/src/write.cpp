#include "write.hpp"

#include "crosswalk/json.hpp"

namespace crosswalk::quickschools {
namespace {

/// The key is refused, or it was not the API that answered: no row is to blame, and none would fare
/// better.
bool refuses_the_call(const HttpResponse& answer) {
  if (answer.status == 401 || answer.status == 403) return true;
  return answer.status == 404 && (answer.body.empty() || is_web_page(answer.body));
}

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
  if (sent && refuses_the_call(*sent)) {
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
