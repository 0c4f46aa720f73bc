#include "sandbox/core/records.hpp"

#include <algorithm>
#include <string>

namespace crosswalk::sandbox {
namespace {

using nlohmann::json;

std::string id_text(const json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

std::string id_of(const json& record) {
  for (const char* key : {"id", "sourcedId"}) {
    const auto at = record.find(key);
    if (at != record.end()) return id_text(*at);
  }
  return {};
}

struct Place {
  json* list = nullptr;
  json::iterator record;
};

Result<Place> find_record(json& state, const json& body) {
  const auto collection = body.find("collection");
  const auto id = body.find("id");
  if (collection == body.end() || !collection->is_string() || id == body.end()) {
    return Error{ErrorCode::InvalidArgument, "it takes \"collection\" and \"id\""};
  }
  const auto name = collection->get<std::string>();
  const auto list = state.find(name);
  if (list == state.end() || !list->is_array()) {
    return Error{ErrorCode::NotFound, "there is no collection " + name};
  }
  const auto wanted = id_text(*id);
  const auto record = std::find_if(list->begin(), list->end(), [&](const json& each) {
    return each.is_object() && id_of(each) == wanted;
  });
  if (record == list->end()) {
    return Error{ErrorCode::NotFound, name + " holds no record " + wanted};
  }
  return Place{&*list, record};
}

}  // namespace

Result<json> with_change(json state, const json& body) {
  CW_TRY(const Place place, find_record(state, body));
  const auto set = body.find("set");
  if (set == body.end() || !set->is_object()) {
    return Error{ErrorCode::InvalidArgument, "it takes \"set\", an object of fields"};
  }
  place.record->merge_patch(*set);
  return state;
}

Result<json> without_record(json state, const json& body) {
  CW_TRY(const Place place, find_record(state, body));
  place.list->erase(place.record);
  return state;
}

}  // namespace crosswalk::sandbox
