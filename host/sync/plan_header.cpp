#include "sync/plan_header.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace crosswalk::sync {
namespace {

using Json = nlohmann::json;

Json json_of(const Hold& h) {
  return {{"id", h.id},       {"entity", h.entity}, {"action", h.action}, {"school", h.school},
          {"scope", h.scope}, {"count", h.count},   {"of", h.of},         {"sentence", h.sentence}};
}

Json json_of(const SchoolTotals& s) {
  return {{"identity", s.identity}, {"title", s.title}, {"actions", s.actions}, {"notes", s.notes}};
}

Json json_of(const ClassChange& c) {
  return {{"identity", c.identity},
          {"title", c.title},
          {"before", c.before},
          {"added", c.added},
          {"removed", c.removed}};
}

Json json_of(const SnapshotCount& s) {
  return {{"entity", s.entity}, {"rows", s.rows}, {"refused", s.refused}, {"complete", s.complete}};
}

template <class T>
Json list_of(const std::vector<T>& values) {
  Json out = Json::array();
  for (const T& value : values) out.push_back(json_of(value));
  return out;
}

void read(const Json& j, Hold& h) {
  j.at("id").get_to(h.id);
  j.at("entity").get_to(h.entity);
  j.at("action").get_to(h.action);
  j.at("school").get_to(h.school);
  j.at("scope").get_to(h.scope);
  j.at("count").get_to(h.count);
  j.at("of").get_to(h.of);
  j.at("sentence").get_to(h.sentence);
}

void read(const Json& j, SchoolTotals& s) {
  j.at("identity").get_to(s.identity);
  j.at("title").get_to(s.title);
  j.at("actions").get_to(s.actions);
  j.at("notes").get_to(s.notes);
}

void read(const Json& j, ClassChange& c) {
  j.at("identity").get_to(c.identity);
  j.at("title").get_to(c.title);
  j.at("before").get_to(c.before);
  j.at("added").get_to(c.added);
  j.at("removed").get_to(c.removed);
}

void read(const Json& j, SnapshotCount& s) {
  j.at("entity").get_to(s.entity);
  j.at("rows").get_to(s.rows);
  j.at("refused").get_to(s.refused);
  j.at("complete").get_to(s.complete);
}

template <class T>
void read_list(const Json& j, std::vector<T>& out) {
  for (const Json& item : j) read(item, out.emplace_back());
}

}  // namespace

std::string to_json(const PlanHeader& h) {
  const Json json{{"base_generation", h.base_generation},
                  {"mapping", h.mapping},
                  {"mappings", h.mappings},
                  {"today", h.today},
                  {"active_year", {{"id", h.active_year_id}, {"title", h.active_year_title}}},
                  {"snapshot", list_of(h.snapshot)},
                  {"warnings", h.warnings},
                  {"holds", list_of(h.holds)},
                  {"schools", list_of(h.schools)},
                  {"largest", list_of(h.largest)},
                  {"write_calls", h.write_calls},
                  {"operations", h.operations},
                  {"writes", h.writes},
                  {"notes", h.notes}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<PlanHeader> plan_header_from_json(std::string_view text) {
  // Our own JSON out of our own store: what is missing means damage, and the library says so by
  // throwing.
  try {
    const Json j = Json::parse(text);
    PlanHeader h;
    j.at("base_generation").get_to(h.base_generation);
    j.at("mapping").get_to(h.mapping);
    j.at("mappings").get_to(h.mappings);
    j.at("today").get_to(h.today);
    j.at("active_year").at("id").get_to(h.active_year_id);
    j.at("active_year").at("title").get_to(h.active_year_title);
    read_list(j.at("snapshot"), h.snapshot);
    j.at("warnings").get_to(h.warnings);
    read_list(j.at("holds"), h.holds);
    read_list(j.at("schools"), h.schools);
    read_list(j.at("largest"), h.largest);
    j.at("write_calls").get_to(h.write_calls);
    j.at("operations").get_to(h.operations);
    j.at("writes").get_to(h.writes);
    j.at("notes").get_to(h.notes);
    return h;
  } catch (const Json::exception& e) {
    return Error{ErrorCode::BadData,
                 std::string("plan header: ") + e.what() + "; the store may be damaged"};
  }
}

bool is_released(const Hold& hold, std::span<const std::string> released) {
  return std::ranges::any_of(released, [&](const std::string& name) {
    if (!name.ends_with("@*")) return name == hold.id;
    return hold.id.starts_with(std::string_view(name).substr(0, name.size() - 1));
  });
}

}  // namespace crosswalk::sync
