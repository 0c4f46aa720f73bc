#include "sandbox/oneroster/list_reply.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include "sandbox/oneroster/filter.hpp"
#include "sandbox/oneroster/status_info.hpp"
#include "sandbox/oneroster/times.hpp"

namespace crosswalk::sandbox::oneroster {
namespace {

constexpr std::int64_t kDefaultLimit = 100;
constexpr std::int64_t kDay_ms = 86'400'000;

struct Row {
  const Json* stored;
  std::string order;  ///< what it is sorted by
};

struct Warning {
  Minor minor;
  std::string text;
};

/// One list on its way; a step that refuses leaves its reply behind.
class Listing {
 public:
  explicit Listing(const ListCall& call)
      : call_(call), settings_(call.form.settings), of_(entity(call.asked.collection)) {}

  Reply answer() {
    if (!read_page() || !read_selection()) return refused();
    gather();
    const auto all = static_cast<std::int64_t>(rows_.size());
    if (!filter() || !sort()) return refused();
    const auto total =
        settings_.total_before_filter ? all : static_cast<std::int64_t>(rows_.size());
    return page(total);
  }

  Reply single() {
    if (!read_selection()) return refused();
    gather();
    const auto at = std::find_if(rows_.begin(), rows_.end(), [&](const Row& row) {
      return text_of(*row.stored, "sourcedId") == *call_.asked.single;
    });
    if (at == rows_.end()) {
      refuse_with(404, Minor::UnknownObject,
                  "no " + std::string(of_.single) + " with sourcedId " + *call_.asked.single);
      return refused();
    }
    Json body = {{std::string(of_.single), selected(*at->stored)}};
    warn(body);
    return success(body);
  }

 private:
  bool old() const { return call_.form.version == Version::V11; }
  std::optional<std::string> parameter(std::string_view name) const {
    return find_parameter(call_.query, name);
  }

  bool refuse_with(int status, Minor minor, const std::string& text) {
    refusal_ = refuse(call_.form.version, settings_, status, minor, text);
    return false;
  }
  Reply refused() { return std::move(*refusal_); }

  bool read_page() {
    const auto read = [&](const char* name, std::int64_t least, std::int64_t& into) {
      const auto text = parameter(name);
      if (!text) return true;
      const auto number = to_number(*text);
      if (number && *number >= least) into = *number;
      return number && *number >= least;
    };
    if (!read("limit", 1, limit_))
      return refuse_with(400, Minor::InvalidData, "limit is at least 1");
    if (!read("offset", 0, offset_)) {
      return refuse_with(400, Minor::InvalidData, "offset is at least 0");
    }
    if (settings_.max_limit > 0) limit_ = std::min(limit_, settings_.max_limit);
    if (settings_.repeat_page) offset_ = 0;
    unpaged_ = settings_.unpaged_without_limit && !parameter("limit") && !parameter("offset");
    return true;
  }

  bool read_selection() {
    const auto text = parameter("fields");
    if (!text || settings_.ignore_fields) return true;
    if (text->empty()) {
      return refuse_with(400, Minor::BlankSelection, "fields is blank");
    }
    for (const std::string& name : split(*text, ',')) {
      if (has_wire_field(of_, name, call_.form.version)) {
        fields_.push_back(name);
        continue;
      }
      if (!old()) return refuse_with(400, Minor::InvalidSelectionField, "no field " + name);
      warnings_.push_back({Minor::InvalidSelectionField, "no field " + name + ": all are sent"});
    }
    if (!warnings_.empty()) fields_.clear();
    return true;
  }

  bool is_shown(const Json& record) const {
    if (!is_tombstone(record)) return true;
    const auto since = parse_time(text_of(record, "dateLastModified")).value_or(0);
    return !settings_.no_tombstones && call_.now_ms - since <= settings_.tombstone_days * kDay_ms;
  }

  void gather() {
    for (const auto& [id, record] : call_.state.of(of_.id)) {
      if (is_shown(record) && call_.asked.belongs(record)) rows_.push_back({&record, {}});
    }
  }

  bool filter() {
    const auto text = parameter("filter");
    if (!text || settings_.ignore_filter) return true;
    const auto parsed = parse_filter(*text);
    if (!parsed) return refuse_with(400, Minor::InvalidFilterField, "the filter cannot be read");
    const std::string unknown = unknown_field(*parsed, of_, call_.form.version);
    if (!unknown.empty()) {
      return refuse_with(400, Minor::InvalidFilterField, "no field " + unknown + " to filter by");
    }
    const bool ignore_case = old() && !settings_.case_sensitive_filter;
    const std::vector<std::string> names = names_in(*parsed);
    std::erase_if(rows_, [&](const Row& row) {
      return !passes(*parsed, plain_record(of_, *row.stored, call_.form, names), ignore_case);
    });
    return true;
  }

  bool sort() {
    const std::string field = parameter("sort").value_or("");
    const std::string order = parameter("orderBy").value_or("asc");
    if (!order.empty() && order != "asc" && order != "desc") {
      return refuse_with(400, Minor::InvalidData, "orderBy is asc or desc");
    }
    if (!field.empty() && settings_.refuse_sort) {
      return refuse_with(400, Minor::InvalidData, "this provider does not sort");
    }
    if (settings_.ignore_sort) {
      std::reverse(rows_.begin(), rows_.end());
      return true;
    }
    if (field.empty()) return true;
    if (!has_wire_field(of_, field, call_.form.version)) {
      if (old())
        warnings_.push_back({Minor::InvalidSortField, "no field " + field + " to sort by"});
      return true;
    }
    for (Row& row : rows_) {
      const Json plain = plain_record(of_, *row.stored, call_.form, std::span(&field, 1));
      const auto at = plain.find(field);
      if (at != plain.end()) row.order = at->is_string() ? at->get<std::string>() : to_text(*at);
    }
    const bool down = order == "desc";
    std::stable_sort(rows_.begin(), rows_.end(), [&](const Row& a, const Row& b) {
      return down ? b.order < a.order : a.order < b.order;
    });
    return true;
  }

  Reply page(std::int64_t total) {
    const auto count = static_cast<std::int64_t>(rows_.size());
    std::int64_t from = offset_ > 0 ? offset_ + call_.page_shift : offset_;
    from = std::clamp<std::int64_t>(from, 0, count);
    const std::int64_t to = unpaged_ ? count : std::min(count, from + limit_);
    Json list = Json::array();
    for (std::int64_t i = from; i < to; ++i) {
      const Json& stored = *rows_[static_cast<std::size_t>(i)].stored;
      list.push_back(selected(stored));
      if (settings_.twice_per_year && of_.id == Collection::Classes) {
        list.push_back(list.back());
        list.back()["metadata"] = {{"schoolYear", "2026"}};
      }
    }
    if (list.empty() && settings_.empty_204) return {204, {}, {}, {}, Delivery::Whole};
    const auto sent = static_cast<std::int64_t>(list.size());
    Json body = Json::object();
    body[envelope()] = std::move(list);
    warn(body);
    Reply reply = success(body);
    if (!settings_.no_total) {
      const std::int64_t moved = total + settings_.moving_total * (offset_ / limit_);
      reply.headers.emplace_back("X-Total-Count",
                                 std::to_string(settings_.total_is_page ? sent : moved));
    }
    if (!settings_.no_link && !unpaged_) reply.headers.emplace_back("Link", links(total));
    return reply;
  }

  std::string envelope() const {
    if (settings_.missing_envelope) return "data";
    return settings_.path_envelope ? call_.asked.word : std::string(of_.collection);
  }

  Json selected(const Json& stored) const {
    Json record = wire_record(of_, stored, call_.form);
    if (fields_.empty()) return record;
    Json out = Json::object();
    for (const std::string& name : fields_) {
      if (record.contains(name)) out[name] = record[name];
    }
    return out;
  }

  void warn(Json& body) const {
    for (const Warning& w : warnings_) add_warning(body, settings_, w.minor, w.text);
  }

  std::string link(std::int64_t offset, std::int64_t limit, const char* rel) const {
    std::string query = "limit=" + std::to_string(limit) +
                        "&offset=" + std::to_string(offset + (settings_.link_from_one ? 1 : 0));
    for (const auto& [name, value] : call_.query) {
      if (name == "limit" || name == "offset") continue;
      query += "&" + percent_encode(name) + "=" + percent_encode(value);
    }
    return "<" + call_.url + "?" + query + ">; rel=\"" + rel + "\"";
  }

  std::string links(std::int64_t total) const {
    std::vector<std::string> all;
    if (offset_ + limit_ < total) all.push_back(link(offset_ + limit_, limit_, "next"));
    if (offset_ > 0)
      all.push_back(link(std::max<std::int64_t>(0, offset_ - limit_), limit_, "prev"));
    all.push_back(link(0, limit_, "first"));
    const std::int64_t last = total == 0 ? 0 : (total - 1) / limit_ * limit_;
    // The specification's sample shortens the last page's limit to what is left (3.1).
    all.push_back(link(last, std::max<std::int64_t>(1, total - last), "last"));
    std::string out;
    for (const std::string& one : all) out += (out.empty() ? "" : ", ") + one;
    return out;
  }

  const ListCall& call_;
  const Settings& settings_;
  const Entity& of_;
  std::int64_t limit_ = kDefaultLimit;
  std::int64_t offset_ = 0;
  bool unpaged_ = false;
  std::vector<std::string> fields_;
  std::vector<Warning> warnings_;
  std::vector<Row> rows_;
  std::optional<Reply> refusal_;
};

}  // namespace

Reply list_reply(const ListCall& call) { return Listing(call).answer(); }

Reply single_reply(const ListCall& call) { return Listing(call).single(); }

}  // namespace crosswalk::sandbox::oneroster
