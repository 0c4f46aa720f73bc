#include "sandbox/quickschools/replies.hpp"

#include <algorithm>

#include "sandbox/core/json.hpp"

namespace crosswalk::sandbox::quickschools {
namespace {

constexpr std::int64_t kDefaultPage = 50;
constexpr std::int64_t kLargestPage = 1000;

Reply json_reply(int status, const Json& body) {
  return {status, "application/json; charset=UTF-8", {}, to_text(body), Delivery::Whole};
}

}  // namespace

Reply ok(const Json& body) { return json_reply(200, body); }

Reply refuse(int status, std::string_view code, std::string_view text, std::string_view field) {
  Json body{{"success", false}, {"errorCode", code}, {"error", text}};
  if (!field.empty()) body["field"] = field;
  Reply reply = json_reply(status, body);
  if (status == 429) reply.headers.emplace_back("Retry-After", "1");
  return reply;
}

Reply not_found(std::string_view what) {
  return refuse(404, "NOT_FOUND", "There is no " + std::string(what) + ".");
}

Reply bad_parameter(std::string_view name, std::string_view what) {
  return refuse(400, "INVALID_PARAMETER", std::string(name) + " " + std::string(what) + ".", name);
}

std::string text_in(const Json& row, const char* name) { return row.at(name).get<std::string>(); }

std::string full_name(const Json& row) {
  return std::string(trim(text_in(row, "firstName") + " " + text_in(row, "lastName")));
}

Bag::Bag(const Request& request) {
  if (request.method != "GET") all_ = parse_form(request.body);
  for (auto& parameter : parse_form(request.query)) all_.push_back(std::move(parameter));
  fields_ = split(text("fields").value_or(""), ',');
}

std::optional<bool> Bag::flag(std::string_view name, bool otherwise) const {
  const auto value = text(name);
  if (!value) return otherwise;
  if (same_ignoring_case(*value, "true")) return true;
  if (same_ignoring_case(*value, "false")) return false;
  return std::nullopt;
}

std::optional<std::vector<std::string>> Bag::texts(std::string_view name) const {
  const auto value = text(name);
  const auto list = value ? parse_json(*value) : std::nullopt;
  if (!list || !list->is_array()) return std::nullopt;
  std::vector<std::string> out;
  for (const Json& item : *list) {
    if (!item.is_string()) return std::nullopt;
    out.push_back(item.get<std::string>());
  }
  return out;
}

bool Bag::asks_for(std::string_view field) const {
  return std::any_of(fields_.begin(), fields_.end(),
                     [&](const std::string& one) { return trim(one) == field; });
}

Json shown(const Json& row, const std::vector<std::string_view>& defaults, const Bag& bag,
           const std::vector<std::string>& hidden) {
  Json out = Json::object();
  for (const auto& [name, value] : row.items()) {
    const bool known = std::find(hidden.begin(), hidden.end(), name) == hidden.end();
    const bool always = std::find(defaults.begin(), defaults.end(), name) != defaults.end();
    if (known && (always || bag.asks_for(name))) out[name] = value;
  }
  return out;
}

Reply paged(std::vector<Json> rows, const Bag& bag, const PagingRules& rules) {
  const auto number = [&](std::string_view name, std::int64_t otherwise) {
    const auto value = bag.text(name);
    return value ? to_number(*value).value_or(-1) : otherwise;
  };
  const std::int64_t size = std::min(number("itemsPerPage", kDefaultPage), kLargestPage);
  const std::int64_t page = number("page", rules.first_page);
  if (size < 1) return bad_parameter("itemsPerPage", "must be a number above 0");
  if (page < rules.first_page) return bad_parameter("page", "must be the number of a page");
  if (page > rules.first_page && rules.shift > 0) {
    const auto gone = std::min(rules.shift, static_cast<std::int64_t>(rows.size()));
    rows.erase(rows.begin(), rows.begin() + gone);
  }
  const auto total = static_cast<std::int64_t>(rows.size());
  const std::int64_t begin = std::min(total, (page - rules.first_page) * size);
  const std::int64_t end = std::min(total, begin + size);
  const auto figure = [&](std::int64_t value) {
    return rules.stringy ? Json(std::to_string(value)) : Json(value);
  };
  Json list = Json::array();
  for (std::int64_t i = begin; i < end; ++i)
    list.push_back(std::move(rows[static_cast<std::size_t>(i)]));
  return ok({{"list", std::move(list)},
             {"page", figure(page)},
             {"itemsPerPage", figure(size)},
             {"numberOfPages", figure((total + size - 1) / size)},
             {"numberOfItems", figure(total)}});
}

}  // namespace crosswalk::sandbox::quickschools
