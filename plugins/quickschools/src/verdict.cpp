#include "verdict.hpp"

#include "table.hpp"

#include "crosswalk/json.hpp"

namespace crosswalk::quickschools {
namespace {

constexpr std::size_t kLongestCode = 40;

/// The field that the answer blames; empty: it is none that this adapter sends.
std::string blamed_field(const Json& body) {
  const std::string field = text_at(body, table::kField).value_or("");
  for (const std::string_view ours : {table::kSectionName, table::kSectionCode, table::kClassId,
                                      table::kTeacherIds, table::kStudentIds}) {
    if (field == ours) return field;
  }
  return {};
}

/// What a person can do about a refusal (contract 1.3).
std::string advice(const Json& body, std::string_view code) {
  if (code == table::kInvalidParameter) {
    const std::string field = blamed_field(body);
    return "it does not take " + (field.empty() ? "one of the values" : "the value of " + field) +
           "; correct the record or what it names, and plan again";
  }
  if (code == table::kNotFound) return "it is not there (any more); plan again";
  if (code == table::kDuplicate) return "there is one like it already; plan again";
  return "look for the cause in QuickSchools";
}

/// The code of a refusal, and a sentence of ours: the answer's may hold a name, or the key.
void take_refusal(const Json& body, Verdict& verdict) {
  verdict.fate = Fate::Refused;
  verdict.code = error_code(body);
  verdict.message = "QuickSchools refused it (" + std::to_string(verdict.status) +
                    (verdict.code.empty() ? "" : ", " + verdict.code) +
                    "): " + advice(body, verdict.code);
}

}  // namespace

std::string error_code(const Json& body) {
  const std::string code = text_at(body, table::kErrorCode).value_or("");
  const bool plain = code.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ_") == std::string::npos;
  return plain && code.size() <= kLongestCode ? code : std::string();
}

Verdict judge(std::uint32_t status, std::string_view body) {
  Verdict verdict;
  verdict.status = status;
  Json document = Json::parse(body, nullptr, /*allow_exceptions=*/false);
  if (document.is_discarded()) document = nullptr;
  if (status == 200) {
    const Json* success = member(document, table::kSuccess);
    if (success != nullptr && success->is_boolean() && !success->get<bool>()) {
      take_refusal(document, verdict);
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
    take_refusal(document, verdict);
  }
  return verdict;
}

}  // namespace crosswalk::quickschools
