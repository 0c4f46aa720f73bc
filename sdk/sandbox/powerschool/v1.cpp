/// \file
/// Answers below /ws/v1: metadata, district, lists with their counts, and single records.

#include <algorithm>

#include "crosswalk/dates.hpp"
#include "sandbox/core/text.hpp"
#include "sandbox/powerschool/call.hpp"
#include "sandbox/powerschool/filter.hpp"
#include "sandbox/powerschool/v1_lists.hpp"
#include "sandbox/powerschool/wire.hpp"

namespace crosswalk::sandbox::powerschool {
namespace {

constexpr char kDistrictUuid[] = "5b1f0c1e-0000-4000-8000-00000000d157";

const Resource* resource_of(std::string_view name) {
  for (const Resource& resource : v1_resources()) {
    if (resource.name == name) return &resource;
  }
  return nullptr;
}

std::int64_t page_size_of(const Settings& settings, const Resource& resource) {
  const bool seats = resource.name == "section_enrollment" && settings.section_enrollment_page > 0;
  return seats ? settings.section_enrollment_page : settings.max_page_size;
}

Reply metadata_reply(const Call& call) {
  Json metadata{{"plugin_id", 41},
                {"powerschool_version", call.settings.version},
                {"powerteacher_version", "2.8"},
                {"state", "XX"},
                {"district_timezone", call.settings.time_zone},
                {"district_uuid", kDistrictUuid},
                {"schema_table_query_max_page_size", call.settings.max_page_size},
                {"state_reporting_version", call.settings.version + ".1"},
                {"mobile_api_version", "1.0"}};
  for (const Resource& resource : v1_resources()) {
    metadata[std::string(resource.name) + "_max_page_size"] = page_size_of(call.settings, resource);
  }
  return json_reply(200, {{"metadata", std::move(metadata)}});
}

Reply district_reply(const Call& call) {
  const Json district{{"@expansions", "districts_of_residence, entry_codes, exit_codes"},
                      {"uuid", kDistrictUuid},
                      {"name", "Sample Valley USD"},
                      {"district_number", "9001"},
                      {"addresses", Json::object()},
                      {"phones", Json::object()}};
  return json_reply(200, from_xml({{"district", district}}, call.settings.single_object_quirk));
}

Expansions expansions_of(const Call& call) {
  Expansions out;
  for (const std::string& name : split(call.parameter("expansions").value_or(""), ',')) {
    out.insert(std::string(trim(name)));
  }
  return out;
}

Reply count_reply(std::size_t count) { return json_reply(200, {{"resource", {{"count", count}}}}); }

Json wrapped(const Call& call, const Resource& resource, Json elements) {
  Json list{{"@extensions", ""}, {std::string(resource.name), std::move(elements)}};
  if (!resource.expansions.empty()) list["@expansions"] = resource.expansions;
  const bool collapse = call.settings.single_object_quirk;
  return from_xml({{std::string(resource.wrapper), std::move(list)}}, collapse);
}

/// Filtered, counted or cut into pages, and shown.
Reply list_reply(const Call& call, const Resource& resource, std::vector<const Json*> records,
                 bool count_only) {
  const auto filter = parse_filter(call.parameter("q").value_or(""));
  if (!filter) return v1_refusal(400, filter.error().message);
  std::vector<const Json*> kept;
  for (const Json* record : records) {
    const auto passed = passes(*filter, [&](std::string_view field) {
      return resource.field(call.state, *record, field);
    });
    if (!passed) return v1_refusal(400, passed.error().message);
    if (*passed) kept.push_back(record);
  }
  if (count_only) return count_reply(kept.size());
  const auto wish = page_wish(call, page_size_of(call.settings, resource));
  if (!wish) return v1_refusal(400, wish.error().message);
  const Expansions expansions = expansions_of(call);
  Json elements = Json::array();
  for (std::size_t i = wish->from; i < std::min(kept.size(), wish->from + wish->size); ++i) {
    elements.push_back(resource.show(call.state, *kept[i], expansions));
  }
  return json_reply(200, wrapped(call, resource, std::move(elements)));
}

Reply single_reply(const Call& call, const Resource& resource, std::int64_t id) {
  const Json* record = call.state.find(resource.table, id);
  if (record == nullptr) return v1_refusal(404, "The requested resource was not found");
  Json shown = resource.show(call.state, *record, expansions_of(call));
  if (!resource.expansions.empty()) shown["@expansions"] = resource.expansions;
  shown["@extensions"] = "";
  const bool collapse = call.settings.single_object_quirk;
  return json_reply(200, from_xml({{std::string(resource.name), std::move(shown)}}, collapse));
}

/// /ws/v1/section/{id}/section_enrollment
Reply seats_reply(const Call& call, std::int64_t section, bool count_only) {
  if (call.state.find("sections", section) == nullptr) {
    return v1_refusal(404, "The requested section was not found");
  }
  const Resource& resource = *resource_of("section_enrollment");
  std::vector<const Json*> records = v1_members(call, resource, 0, {});
  std::erase_if(records,
                [&](const Json* seat) { return number_of_field(*seat, "section_id") != section; });
  return list_reply(call, resource, std::move(records), count_only);
}

/// Lists of the district or of one school; `school` 0 is the district.
Reply member_reply(const Call& call, std::string_view name, std::int64_t school, bool count_only) {
  const Resource* resource = resource_of(name);
  const bool district_wide = name == "school" || name == "student";
  const bool of_school = name != "school" && name != "section_enrollment";
  if (resource == nullptr || (school == 0 ? !district_wide : !of_school)) {
    return v1_refusal(404, "The requested resource was not found");
  }
  if (school != 0 && call.state.find("schools", school) == nullptr) {
    return v1_refusal(404, "The requested school was not found");
  }
  const std::string q = call.parameter("q").value_or("");
  return list_reply(call, *resource, v1_members(call, *resource, school, q), count_only);
}

}  // namespace

Reply answer_v1(const Call& call) {
  const auto& path = call.path;  // ws, v1, ...
  const Reply unknown = v1_refusal(404, "The requested resource was not found");
  if (path.size() < 3) return unknown;
  if (call.method != "GET") return v1_refusal(405, "Method not allowed");
  const bool counts = path.size() > 4 && path.back() == "count";
  const std::size_t depth = path.size() - (counts ? 1 : 0);
  if (path[2] == "metadata" && depth == 3) return metadata_reply(call);
  if (path[2] == "district") {
    if (depth == 3) return district_reply(call);
    return depth == 4 ? member_reply(call, path[3], 0, counts) : unknown;
  }
  const auto id = depth > 3 ? to_number(path[3]) : std::nullopt;
  if (!id) return unknown;
  if (depth == 5) {
    if (path[2] == "school" && *id > 0) return member_reply(call, path[4], *id, counts);
    if (path[2] == "section" && path[4] == "section_enrollment") {
      return seats_reply(call, *id, counts);
    }
    return unknown;
  }
  const Resource* resource = resource_of(path[2]);
  return depth == 4 && resource != nullptr && !counts ? single_reply(call, *resource, *id)
                                                      : unknown;
}

}  // namespace crosswalk::sandbox::powerschool
