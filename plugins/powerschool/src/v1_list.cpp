#include "v1_list.hpp"

#include "decode_v1.hpp"

namespace crosswalk::powerschool {
namespace {

/// The page size that is asked for where the metadata name none: the shipped default.
constexpr std::uint32_t kShippedPageSize = 100;

std::string with(std::string path, const std::vector<std::string>& parameters) {
  char separator = '?';
  for (const std::string& parameter : parameters) {
    if (parameter.empty()) continue;
    path += separator + parameter;
    separator = '&';
  }
  return path;
}

struct Pass {
  std::uint64_t distinct = 0;
  std::uint32_t pages = 0;
  bool ended_short = false;  ///< with a page below the granted size
};

Result<Pass> read_once(const Client& client, const ListCall& call, const PageSink& sink) {
  Pass pass;
  for (std::uint32_t page = 1;; ++page) {
    CW_TRY(const std::string body, client.fetch(page_path(call, page), call.what));
    auto taken = sink.take(body);
    if (!taken) return in_context(std::move(taken).error(), call.what);
    pass.pages = page;
    pass.distinct += taken->fresh;
    pass.ended_short = call.page_size != 0 && taken->rows < call.page_size;
    // A page without a new row ends it as well: a server that ignores `page` would never end.
    if (pass.ended_short || taken->rows == 0 || taken->fresh == 0) return pass;
  }
}

}  // namespace

std::string page_path(const ListCall& call, std::uint32_t page) {
  const std::uint32_t size = call.page_size == 0 ? kShippedPageSize : call.page_size;
  return with(call.path, {call.filter, call.expansions, "page=" + std::to_string(page),
                          "pagesize=" + std::to_string(size)});
}

std::string count_path(const ListCall& call) { return with(call.path + "/count", {call.filter}); }

Result<bool> read_pages(const Client& client, const ListCall& call, const PageSink& sink) {
  for (int attempt = 0; attempt < 2; ++attempt) {
    sink.restart();
    CW_TRY(const Pass pass, read_once(client, call, sink));
    if (pass.pages == 1 && pass.ended_short && !call.verify) return true;
    CW_TRY(const std::string body, client.fetch(count_path(call), call.what + " (count)"));
    auto count = decode_count(body);
    if (!count) return in_context(std::move(count).error(), call.what + " (count)");
    if (*count == pass.distinct) return true;
  }
  return false;
}

}  // namespace crosswalk::powerschool
