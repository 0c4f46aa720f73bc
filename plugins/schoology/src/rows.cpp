#include "rows.hpp"

#include "crosswalk/json.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace crosswalk::schoology {
namespace {

constexpr std::size_t kMaxMessage = 400;

bool is_success(std::uint32_t code) { return code >= 200 && code <= 299; }

/// Keys whose texts are no words about a failure.
bool is_fact_key(std::string_view key) {
  static constexpr std::array<std::string_view, 14> kKeys = {
      "response_code",       "location",    "id",     "uid",      "school_uid",
      "section_school_code", "course_code", "realm",  "realm_id", "section_code",
      "section_id",          "course_id",   "synced", "title"};
  return std::find(kKeys.begin(), kKeys.end(), key) != kKeys.end();
}

std::string cut(std::string text) {
  if (text.size() <= kMaxMessage) return text;
  std::size_t end = kMaxMessage;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  text.resize(end);
  return text;
}

std::string words_of(const Json& row) {
  for (const char* key : {"message", "error"}) {
    const Json* value = member(row, key);
    if (value != nullptr && value->is_string()) return cut(value->get<std::string>());
  }
  for (const auto& [key, value] : row.items()) {
    if (value.is_string() && !is_fact_key(key) && !value.get_ref<const std::string&>().empty()) {
      return cut(value.get<std::string>());
    }
  }
  return {};
}

/// The path segment behind `name` in an address; "" when there is none.
std::string segment_after(std::string_view location, std::string_view name) {
  std::size_t at = location.find(name);
  if (at == std::string_view::npos) return {};
  at += name.size();
  return std::string(location.substr(at, location.find_first_of("/?#", at) - at));
}

std::string last_segment(std::string_view location) {
  location = location.substr(0, location.find_first_of("?#"));
  return std::string(location.substr(location.rfind('/') + 1));
}

Fate fate_of(std::uint32_t code) {
  if (is_success(code)) return Fate::Applied;
  if (code == 0) return Fate::Unknown;
  return code == 408 || code == 429 || code >= 500 ? Fate::Retry : Fate::Refused;
}

RowReply decode_reply(const Json& row) {
  RowReply reply;
  if (!row.is_object()) return reply;
  for (const auto& [key, value] : row.items()) {
    if (const auto text = text_of(value); text && !value.is_null()) reply.facts[key] = *text;
  }
  const auto fact = [&reply](std::string_view key) {
    const auto found = reply.facts.find(key);
    return found == reply.facts.end() ? std::string() : found->second;
  };
  const std::string code = fact("response_code");
  std::from_chars(code.data(), code.data() + code.size(), reply.verdict.status);
  reply.verdict.fate = fate_of(reply.verdict.status);

  const std::string location = fact("location");
  reply.verdict.id = fact("id");
  if (reply.verdict.id.empty() && !location.empty()) reply.verdict.id = last_segment(location);
  if (!reply.verdict.id.empty()) reply.facts["id"] = reply.verdict.id;

  std::string section = fact("realm") == "section" ? fact("realm_id") : fact("section_id");
  if (section.empty()) section = segment_after(location, "/sections/");
  if (!section.empty()) reply.facts["section"] = section;

  if (reply.verdict.fate != Fate::Applied) reply.verdict.message = words_of(row);
  return reply;
}

Result<const Json*> array_at(const Json& document, std::string_view outer, std::string_view inner) {
  const Json* at = outer.empty() ? &document : member(document, outer);
  if (at != nullptr) at = member(*at, inner);
  if (at == nullptr || !at->is_array()) {
    return Error{ErrorCode::BadData, "the answer to a bulk write holds no rows"};
  }
  return at;
}

enum class Agreement : std::uint8_t { Full, Silent, Contradicts };

Agreement agreement(const Expected& expected, const RowReply& reply) {
  bool full = !expected.empty();
  for (const auto& [key, value] : expected) {
    const auto fact = reply.facts.find(key);
    if (fact == reply.facts.end()) {
      full = false;
    } else if (fact->second != value) {
      return Agreement::Contradicts;
    }
  }
  return full ? Agreement::Full : Agreement::Silent;
}

}  // namespace

Result<std::vector<RowReply>> decode_rows(std::string_view body, std::string_view outer,
                                          std::string_view inner) {
  CW_TRY(const Json document, parse_json(body));
  CW_TRY(const Json* rows, array_at(document, outer, inner));
  std::vector<RowReply> out;
  for (const Json& row : *rows) out.push_back(decode_reply(row));
  return out;
}

Result<std::vector<CourseReply>> decode_course_rows(std::string_view body) {
  CW_TRY(const Json document, parse_json(body));
  CW_TRY(const Json* rows, array_at(document, {}, "course"));
  std::vector<CourseReply> out;
  for (const Json& row : *rows) {
    CourseReply reply{decode_reply(row), {}};
    const Json* nested = member(row, "sections");
    if (nested != nullptr) nested = member(*nested, "section");
    if (nested != nullptr && nested->is_array()) {
      for (const Json& section : *nested) reply.sections.push_back(decode_reply(section));
    }
    out.push_back(std::move(reply));
  }
  return out;
}

std::vector<std::optional<std::size_t>> match_rows(const std::vector<Expected>& items,
                                                   const std::vector<const RowReply*>& rows) {
  std::vector<std::optional<std::size_t>> out(items.size());
  bool in_order = rows.size() == items.size();
  for (std::size_t i = 0; in_order && i < items.size(); ++i) {
    in_order = agreement(items[i], *rows[i]) != Agreement::Contradicts;
  }
  if (in_order) {
    for (std::size_t i = 0; i < items.size(); ++i) out[i] = i;
    return out;
  }
  for (std::size_t r = 0; r < rows.size(); ++r) {
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (out[i] || agreement(items[i], *rows[r]) != Agreement::Full) continue;
      out[i] = r;
      break;
    }
  }
  return out;
}

std::vector<Verdict> verdicts_for(const std::vector<Expected>& items,
                                  const std::vector<RowReply>& rows) {
  std::vector<const RowReply*> pointers;
  for (const RowReply& row : rows) pointers.push_back(&row);
  std::vector<Verdict> out(items.size());
  const auto matched = match_rows(items, pointers);
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (matched[i]) out[i] = rows[*matched[i]].verdict;
  }
  return out;
}

Verdict judge_single(std::uint32_t status, std::string_view body, bool creates) {
  if (!is_success(status)) return judge_call(status, body);
  Verdict verdict;
  verdict.status = status;
  if (status == 204 && !creates) {
    verdict.fate = Fate::Applied;
    return verdict;
  }
  const auto document = parse_json(body);
  if (!document || !document->is_object()) return verdict;
  verdict.id = text_at(*document, "id").value_or("");
  if (const Json* links = member(*document, "links"); links && verdict.id.empty()) {
    verdict.id = last_segment(text_at(*links, "self").value_or(""));
  }
  if (!creates || !verdict.id.empty()) verdict.fate = Fate::Applied;
  return verdict;
}

Verdict judge_call(std::uint32_t status, std::string_view body) {
  Verdict verdict;
  verdict.status = status;
  if (status == 429) {
    verdict.fate = Fate::Retry;
    verdict.message = "too many requests";
  } else if (status >= 400 && status < 500 && status != 408) {
    verdict.fate = Fate::Refused;
    // Plain text, a JSON string, or nothing (contract 4.6); a web page tells nobody anything.
    const auto document = parse_json(body);
    if (document && document->is_string()) {
      verdict.message = cut(document->get<std::string>());
    } else if (document && document->is_object()) {
      verdict.message = words_of(*document);
    } else if (body.find('<') == std::string_view::npos) {
      verdict.message = cut(std::string(body));
    }
  }
  return verdict;
}

bool says_exists(const Verdict& verdict) {
  if (verdict.status == 409) return true;
  std::string words = verdict.message;
  std::transform(words.begin(), words.end(), words.begin(), [](unsigned char c) {
    return static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  });
  const auto has = [&words](std::string_view part) {
    return words.find(part) != std::string::npos;
  };
  if (has("not exist") || has("n't exist")) return false;
  return has("already") || has("exist") || has("duplicate") || has("taken") || has("in use") ||
         has("unique");
}

}  // namespace crosswalk::schoology
