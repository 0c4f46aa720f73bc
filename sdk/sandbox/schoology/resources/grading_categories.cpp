/// \file
/// Grading categories and scales of a section (contract 6.10, 6.11).

#include "sandbox/schoology/fields.hpp"
#include "sandbox/schoology/resources/routes.hpp"
#include "sandbox/schoology/rows.hpp"
#include "sandbox/schoology/scales.hpp"

namespace crosswalk::sandbox::schoology {
namespace {

/// The row laid over `fields`; only its keys change.
Result<Json> with_row(const State& state, Json fields, const Json& row) {
  CW_TRY(const auto title, text_field(row, "title"));
  if (title) fields["title"] = *title;
  if (!has_value(fields, "title")) return bad_field("title", "is required");
  CW_TRY(const auto type, id_field(row, "calculation_type"));
  if (type && *type != 1 && *type != 2) return bad_field("calculation_type", "must be 1 or 2");
  if (type) fields["calculation_type"] = *type;
  CW_TRY(const auto drop, id_field(row, "drop_lowest"));
  if (drop && (*drop < 0 || *drop > 10)) return bad_field("drop_lowest", "must be 0 to 10");
  if (drop) fields["drop_lowest"] = *drop;
  for (const char* key : {"default_max_points", "weight", "delta"}) {
    CW_TRY(const auto number, number_field(row, key));
    if (number && *number < 0) return bad_field(key, "may not be negative");
    if (number) fields[key] = *number;
  }
  for (const char* key : {"default_grading_scale_id", "default_grading_scale"}) {
    CW_TRY(const auto scale, id_field(row, key));
    if (scale && *scale != 0 && find_scale(state, *scale) == nullptr) {
      return bad_field(key, "is not valid for this course section");
    }
    if (scale) fields["default_grading_scale_id"] = *scale;
  }
  return fields;
}

/// The fields every form of a category shows, with their defaults.
Json shown_fields(const Category& category, const char* scale_key) {
  const Json& fields = category.fields;
  return {{"title", fields.value("title", Json(""))},
          {"calculation_type", fields.value("calculation_type", Json(1))},
          {"default_max_points", fields.value("default_max_points", Json(100))},
          {"drop_lowest", fields.value("drop_lowest", Json(0))},
          {"weight", fields.value("weight", Json(0))},
          {"delta", fields.value("delta", Json(0))},
          {scale_key, fields.value("default_grading_scale_id", Json(0))}};
}

Json listed_json(const Category& category) {
  Json out = shown_fields(category, "default_grading_scale_id");
  out["id"] = category.id;
  out["realm"] = "course";
  out["realm_id"] = std::to_string(category.section_id);
  return out;
}

/// As replies to writes show it: the id is text, the scale has another name.
Json written_json(const Category& category) {
  Json out = shown_fields(category, "default_grading_scale");
  out["id"] = std::to_string(category.id);
  return out;
}

const Category* named_category(const Call& call, Id id) {
  const Category* category = call.state.category(id);
  return category == nullptr || category->section_id != call.id(0) ? nullptr : category;
}

Outcome list_categories(Call& call) {
  Json rows = Json::array();
  for (const Id id : call.state.section(call.id(0))->categories) {
    rows.push_back(listed_json(*call.state.category(id)));
  }
  return ok({{"grading_category", std::move(rows)}});
}

Outcome get_category(Call& call) {
  const Category* category = named_category(call, call.id(1));
  if (category == nullptr) return missing();
  return ok(listed_json(*category));
}

Result<Category> save(Call& call, Category category, const Json& row) {
  CW_TRY(category.fields, with_row(call.state, std::move(category.fields), row));
  if (category.id == 0) category.id = call.state.next.category++;
  call.state.put_category(category);
  return category;
}

/// Always wrapped, also for one.
Outcome post_categories(Call& call) {
  CW_TRY(const auto rows, rows_of(call.body, "grading_categories", "grading_category"));
  Json done = run_rows(call, rows, {"title"}, [&](const Json& row) -> Result<Json> {
    CW_TRY(const Category saved, save(call, {0, call.id(0), call.actor.user, Json::object()}, row));
    return written_json(saved);
  });
  return json_reply(207, {{"grading_category", std::move(done)}});
}

Outcome put_category(Call& call) {
  const Category* category = named_category(call, call.id(1));
  if (category == nullptr) return missing();
  if (!call.body.is_object()) return bad_input("a JSON object was expected");
  CW_TRY(const Category saved, save(call, *category, call.body));
  Json out = written_json(saved);
  for (auto& value : out) {
    if (value.is_number()) value = loose_text(value);
  }
  out.update({{"realm", "course"},
              {"realm_id", std::to_string(saved.section_id)},
              {"uid", std::to_string(saved.uid)}});
  return ok(out);
}

Outcome put_categories(Call& call) {
  CW_TRY(const auto rows, rows_of(call.body, "grading_categories", "grading_category"));
  Json done = run_rows(call, rows, {"id", "title"}, [&](const Json& row) -> Result<Json> {
    CW_TRY(const Id id, needed_id(row, "id"));
    const Category* category = named_category(call, id);
    if (category == nullptr) return missing("no such grading category");
    CW_TRY(const Category saved, save(call, *category, row));
    Json out = written_json(saved);
    out["response_code"] = 204;
    return out;
  });
  return json_reply(207, {{"grading_category", std::move(done)}});
}

Outcome delete_category(Call& call) {
  if (named_category(call, call.id(1)) == nullptr) return missing();
  call.state.erase_category(call.id(1));
  return no_content();
}

Outcome list_scales(Call& call) {
  return ok({{"grading_scale", call.state.scales}, {"links", self_link(call.url(call.path))}});
}

}  // namespace

std::vector<Route> grading_category_routes() {
  return {
      {"GET", "sections/{id}/grading_categories", kSectionMember, list_categories},
      {"POST", "sections/{id}/grading_categories", kSectionAdmin, post_categories},
      {"PUT", "sections/{id}/grading_categories", kSectionAdmin, put_categories},
      {"GET", "sections/{id}/grading_categories/{id}", kSectionMember, get_category},
      {"PUT", "sections/{id}/grading_categories/{id}", kSectionAdmin, put_category},
      {"DELETE", "sections/{id}/grading_categories/{id}", kSectionAdmin, delete_category},
      {"GET", "sections/{id}/grading_scales", kSectionMember, list_scales},
  };
}

}  // namespace crosswalk::sandbox::schoology
