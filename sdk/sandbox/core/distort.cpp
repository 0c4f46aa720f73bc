#include "sandbox/core/distort.hpp"

#include <Poco/DeflatingStream.h>

#include <algorithm>
#include <sstream>

#include "sandbox/core/json.hpp"
#include "sandbox/core/text.hpp"

namespace crosswalk::sandbox {
namespace {

/// The array of bulk rows (objects with a response_code) nearest to the root, or null.
Json* find_rows(Json& value) {
  if (value.is_array()) {
    const bool rows = !value.empty() && value[0].is_object() && value[0].contains("response_code");
    return rows ? &value : nullptr;
  }
  if (!value.is_object()) return nullptr;
  for (auto& [key, inner] : value.items()) {
    if (Json* rows = find_rows(inner)) return rows;
  }
  return nullptr;
}

/// Calls `change` on every value that is neither an object nor an array.
template <class Change>
void each_leaf(Json& value, const Change& change) {
  if (!value.is_structured()) return change(value);
  for (auto& inner : value) each_leaf(inner, change);
}

void add_keys(Json& value) {
  if (!value.is_structured()) return;
  for (auto& inner : value) add_keys(inner);
  if (value.is_object()) value["x_sandbox_unknown"] = Json{{"nested", {1, "two", nullptr}}};
}

void shift_total(Json& value, std::int64_t by) {
  const auto total = value.find("total");
  if (total == value.end()) return;
  if (total->is_number_integer()) *total = total->get<std::int64_t>() + by;
  if (total->is_string()) {
    *total = std::to_string(to_number(total->get<std::string>()).value_or(0) + by);
  }
}

void drop_row(Json& value, std::size_t row) {
  Json* rows = find_rows(value);
  if (rows != nullptr && row < rows->size()) rows->erase(row);
}

void reverse_rows(Json& value) {
  if (Json* rows = find_rows(value)) std::reverse(rows->begin(), rows->end());
}

void number_to_text(Json& leaf) {
  if (leaf.is_number()) leaf = to_text(leaf);
}

void text_to_number(Json& leaf) {
  if (!leaf.is_string()) return;
  if (const auto number = to_number(leaf.get_ref<const std::string&>())) leaf = *number;
}

/// Changes a JSON body in place; other bodies stay.
template <class Change>
void change_json(Reply& reply, const Change& change) {
  auto value = parse_json(reply.body);
  if (!value || !value->is_structured()) return;
  change(*value);
  reply.body = to_text(*value);
}

std::string gzip(const std::string& text) {
  std::ostringstream out;
  Poco::DeflatingOutputStream stream{out, Poco::DeflatingStreamBuf::STREAM_GZIP};
  stream << text;
  stream.close();
  return out.str();
}

void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

}  // namespace

Reply replacement(const Fault& fault) {
  Reply reply;
  if (fault.kind == FaultKind::Html) {
    reply.status = fault.status == 0 ? 502 : fault.status;
    reply.content_type = "text/html";
    reply.body = fault.body.empty() ? "<html><head><title>502 Bad Gateway</title></head>"
                                      "<body><h1>Bad Gateway</h1></body></html>"
                                    : fault.body;
  } else if (fault.kind == FaultKind::Empty) {
    reply.content_type = "application/json; charset=UTF-8";
  } else {
    reply.status = fault.status == 0 ? 500 : fault.status;
    reply.content_type = "text/plain";
    reply.body = fault.body;
  }
  if (fault.retry_after_s) {
    reply.headers.emplace_back("Retry-After", std::to_string(*fault.retry_after_s));
  }
  return reply;
}

Reply distort(Reply reply, const Fault& fault, const std::string& base_url,
              const std::string& public_origin) {
  switch (fault.kind) {
    case FaultKind::CutAfter:
      reply.delivery = Delivery::Cut;
      break;
    case FaultKind::Truncate:
      reply.delivery = Delivery::HalfBody;
      break;
    case FaultKind::Empty:
      return replacement(fault);
    case FaultKind::RowsReordered:
      change_json(reply, reverse_rows);
      break;
    case FaultKind::RowMissing:
      change_json(reply, [&](Json& value) { drop_row(value, fault.row); });
      break;
    case FaultKind::Bom:
      reply.body.insert(0, "\xEF\xBB\xBF");
      break;
    case FaultKind::PublicNext:
      replace_all(reply.body, base_url, public_origin);
      break;
    case FaultKind::WrongTotal:
      change_json(reply, [&](Json& value) { shift_total(value, fault.by == 0 ? -1 : fault.by); });
      break;
    case FaultKind::ExtraKeys:
      change_json(reply, add_keys);
      break;
    case FaultKind::NumbersAsText:
      change_json(reply, [](Json& value) { each_leaf(value, number_to_text); });
      break;
    case FaultKind::TextAsNumbers:
      change_json(reply, [](Json& value) { each_leaf(value, text_to_number); });
      break;
    case FaultKind::Gzip:
      reply.body = gzip(reply.body);
      reply.headers.emplace_back("Content-Encoding", "gzip");
      break;
    case FaultKind::Status:
    case FaultKind::Html:
    case FaultKind::Replay:
    case FaultKind::Expired:
    case FaultKind::CutBefore:
    case FaultKind::Slow:
    case FaultKind::RowFails:
    case FaultKind::PageShift:
      break;
  }
  return reply;
}

}  // namespace crosswalk::sandbox
