#include "adapters/adapter.hpp"

#include "adapters/library.hpp"
#include "adapters/nearest_word.hpp"
#include "adapters/sizes_1_0.hpp"

#include "crosswalk/abi/auth.h"
#include "crosswalk/abi/core.h"
#include "crosswalk/abi/file_set.h"
#include "crosswalk/abi/files.h"
#include "crosswalk/abi/http.h"
#include "crosswalk/abi/state.h"
#include "crosswalk/status.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace crosswalk::adapters {
namespace {

constexpr std::size_t kLargestManifest = std::size_t{1} << 20U;  // bytes

Error bad(const std::string& what) { return Error{ErrorCode::BadData, what}; }

/// Whether a table is as long as in 1.0 and has all of these functions.
template <class Table>
Result<> check_table(const Table* table, const char* id,
                     std::initializer_list<std::pair<const char*, bool>> functions) {
  if (table->struct_size < kSize10<Table>) {
    return bad("has a table " + std::string(id) + " of " + std::to_string(table->struct_size) +
               " bytes, version 1.0 has " + std::to_string(kSize10<Table>));
  }
  for (const auto& [name, there] : functions) {
    if (!there) return bad("has no function " + std::string(name) + " in its table " + id);
  }
  return {};
}

template <class Table>
const Table* fetch(const cw_module& module, const char* id) {
  return static_cast<const Table*>(module.get_interface(to_abi(id)));
}

}  // namespace

Result<Tables> fetch_tables(const cw_module& module) {
  Tables tables;
  tables.adapter = fetch<cw_if_adapter>(module, CW_IF_ADAPTER);
  if (tables.adapter == nullptr) return bad("has no table " CW_IF_ADAPTER);
  const cw_if_adapter& adapter = *tables.adapter;
  CW_CHECK(check_table(&adapter, CW_IF_ADAPTER,
                       {{"create", adapter.create != nullptr},
                        {"destroy", adapter.destroy != nullptr},
                        {"check", adapter.check != nullptr},
                        {"capabilities", adapter.capabilities != nullptr}}));
  tables.read = fetch<cw_if_read>(module, CW_IF_READ);
  if (const cw_if_read* read = tables.read) {
    CW_CHECK(check_table(read, CW_IF_READ,
                         {{"open", read->open != nullptr},
                          {"next", read->next != nullptr},
                          {"finish", read->finish != nullptr},
                          {"close", read->close != nullptr}}));
  }
  tables.apply = fetch<cw_if_apply>(module, CW_IF_APPLY);
  if (const cw_if_apply* apply = tables.apply) {
    CW_CHECK(check_table(apply, CW_IF_APPLY, {{"apply", apply->apply != nullptr}}));
  }
  for (const char* id : {"", "cw.adapter", "cw.adapter/1x", "cw.unknown/1"}) {
    if (module.get_interface(to_abi(id)) != nullptr) {
      return bad("answers the unknown interface \"" + std::string(id) +
                 "\": it must compare whole ids");
    }
  }
  return tables;
}

Result<std::string> fetch_manifest(const cw_module& module) {
  StringSink sink(kLargestManifest);
  cw_error error = empty_error();
  const cw_status status = module.manifest(sink.abi(), &error);
  if (status != CW_OK)
    return bad("gives no manifest: " + to_error(status, error, "manifest").message);
  return sink.take();
}

Result<> check_capabilities(const Manifest& manifest, const Tables& tables) {
  const bool writes = std::ranges::any_of(
      manifest.destination.entities, [](const auto& entity) { return !entity.operations.empty(); });
  const bool reads = manifest.is_source() || !manifest.destination.catalogs.empty() ||
                     std::ranges::any_of(manifest.destination.entities, [](const auto& entity) {
                       return entity.read != model::ReadModes{};
                     });
  if (reads && tables.read == nullptr) {
    return bad("promises reading in its manifest, but has no table " CW_IF_READ);
  }
  if (writes && tables.apply == nullptr) {
    return bad("promises operations in its manifest, but has no table " CW_IF_APPLY);
  }
  if (!reads && tables.read != nullptr) {
    return bad("has a table " CW_IF_READ ", but its manifest promises no reading");
  }
  if (!writes && tables.apply != nullptr) {
    return bad("has a table " CW_IF_APPLY ", but its manifest promises no operation");
  }
  return {};
}

Result<> check_needs(const Manifest& manifest) {
  if (manifest.needs_minor > CW_ABI_MINOR) {
    return Error{ErrorCode::Unsupported, "needs version 1." + std::to_string(manifest.needs_minor) +
                                             " of the boundary, this host speaks 1." +
                                             std::to_string(CW_ABI_MINOR) + ": update the host"};
  }
  const std::vector<std::string> lent{CW_IF_CORE,  CW_IF_HTTP,     CW_IF_AUTH,
                                      CW_IF_FILES, CW_IF_FILE_SET, CW_IF_STATE};
  for (const std::string& need : manifest.needs) {
    if (std::ranges::count(lent, need) != 0) continue;
    return Error{ErrorCode::Unsupported, "needs the service \"" + need +
                                             "\", which this host does not lend" +
                                             did_you_mean(need, lent)};
  }
  return {};
}

Adapter::Adapter(Manifest manifest, Tables tables, ConfigSchema schema, std::string origin)
    : manifest_(std::move(manifest)),
      tables_(tables),
      schema_(std::move(schema)),
      origin_(std::move(origin)) {}

Result<std::unique_ptr<Adapter>> Adapter::from_module(const cw_module& module, std::string origin) {
  const auto make = [&]() -> Result<std::unique_ptr<Adapter>> {
    CW_TRY(const Tables tables, fetch_tables(module));
    CW_TRY(const std::string text, fetch_manifest(module));
    auto manifest = parse_manifest(text);
    if (!manifest) return bad("is refused, " + manifest.error().message);
    CW_CHECK(check_needs(*manifest));
    CW_CHECK(check_capabilities(*manifest, tables));
    CW_TRY(ConfigSchema schema, ConfigSchema::parse(manifest->config_schema));
    return std::unique_ptr<Adapter>(
        new Adapter(std::move(*manifest), tables, std::move(schema), origin));
  };
  auto made = make();
  if (!made) return Error{made.error().code, origin + " " + made.error().message};
  return made;
}

Result<std::unique_ptr<Adapter>> Adapter::load(const std::string& path, const std::string& sha256) {
  CW_TRY(const Library library, load_library(path, sha256));
  return from_module(*library.module, path);
}

}  // namespace crosswalk::adapters
