#pragma once

/// \file
/// One adapter that is fit for use: its manifest and its tables, checked.

#include "adapters/config_schema.hpp"
#include "adapters/manifest.hpp"

#include "crosswalk/abi/apply.h"
#include "crosswalk/abi/read.h"

#include <memory>
#include <string>
#include <string_view>

namespace crosswalk::adapters {

/// The adapter's tables; `read` and `apply` are null when it has no such capability.
struct Tables {
  const cw_if_adapter* adapter = nullptr;
  const cw_if_read* read = nullptr;
  const cw_if_apply* apply = nullptr;
};

/// Fetches the tables and looks at each: long enough, and every function there.
/// \error BadData  which table lacks what.
Result<Tables> fetch_tables(const cw_module& module);

/// The manifest's text. \error BadData  the call failed or its answer is above 1 MiB.
Result<std::string> fetch_manifest(const cw_module& module);

/// Whether the manifest promises what the tables hold, and the other way round.
/// \error BadData  the capability, and where it is missing.
Result<> check_capabilities(const Manifest& manifest, const Tables& tables);

/// Whether this host can serve the adapter: boundary version and needed services.
/// \error Unsupported  both versions, or the service.
Result<> check_needs(const Manifest& manifest);

class Adapter {
 public:
  /// All of the checks above. The module's tables are static: it stays valid for ever.
  /// \error BadData, Unsupported  a sentence that begins with `origin`.
  static Result<std::unique_ptr<Adapter>> from_module(const cw_module& module, std::string origin);

  /// Loads the file, if its SHA-256 is `sha256` (hexadecimal). It is never unloaded.
  /// \error BadData, Unsupported, NotFound  as library.hpp says.
  static Result<std::unique_ptr<Adapter>> load(const std::string& path, const std::string& sha256);

  const Manifest& manifest() const { return manifest_; }
  const Tables& tables() const { return tables_; }
  const ConfigSchema& config_schema() const { return schema_; }
  const std::string& origin() const { return origin_; }  ///< its file

 private:
  Adapter(Manifest manifest, Tables tables, ConfigSchema schema, std::string origin);

  Manifest manifest_;
  Tables tables_;
  ConfigSchema schema_;
  std::string origin_;
};

}  // namespace crosswalk::adapters
