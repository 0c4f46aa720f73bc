#include "verdict.hpp"

#include "table.hpp"

#include "crosswalk/json.hpp"

namespace crosswalk::quickschools {
namespace {

constexpr std::size_t kLongestWords = 300;

/// QuickSchools' own words and its code, as far as the answer holds any.
void take_words(const Json& body, Verdict& verdict) {
  verdict.code = text_at(body, table::kErrorCode).value_or("");
  const std::string words = text_at(body, table::kError).value_or("").substr(0, kLongestWords);
  verdict.message = "QuickSchools refused it (" + std::to_string(verdict.status) +
                    (verdict.code.empty() ? "" : ", " + verdict.code) + ")" +
                    (words.empty() ? "" : ": " + words);
}

}  // namespace

Verdict judge(std::uint32_t status, std::string_view body) {
  Verdict verdict;
  verdict.status = status;
  Json document = Json::parse(body, nullptr, /*allow_exceptions=*/false);
  if (document.is_discarded()) document = nullptr;
  if (status == 200) {
    const Json* success = member(document, table::kSuccess);
    if (success != nullptr && success->is_boolean() && !success->get<bool>()) {
      verdict.fate = Fate::Refused;
      take_words(document, verdict);
    } else if (document.is_object()) {
      verdict.fate = Fate::Applied;
      verdict.body = std::move(document);
    }
    return verdict;
  }
  if (status == 429) {
    verdict.fate = Fate::Retry;
    verdict.message = "too many calls; lower 'rate' if other programs use the same key";
  } else if (status >= 400 && status < 500 && status != 408) {
    verdict.fate = Fate::Refused;
    take_words(document, verdict);
  }
  return verdict;
}

}  // namespace crosswalk::quickschools
