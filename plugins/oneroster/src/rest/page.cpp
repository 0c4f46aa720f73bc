#include "rest/page.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace crosswalk::oneroster::rest {

Result<Json> records_in(std::string_view body, std::string_view list_key,
                        std::string_view path_word) {
  CW_TRY(Json document, parse_json(body));
  for (const std::string_view key : {list_key, path_word}) {
    const auto list = document.is_object() ? document.find(key) : document.end();
    if (list != document.end() && list->is_array()) return Json(std::move(*list));
  }
  return Error{ErrorCode::BadData, "the answer has no list '" + std::string(list_key) +
                                       "': it is not taken for an empty one"};
}

std::uint64_t content_of(const Json& record) {
  const std::string text = dump_json(record);
  return XXH3_64bits(text.data(), text.size());
}

}  // namespace crosswalk::oneroster::rest
