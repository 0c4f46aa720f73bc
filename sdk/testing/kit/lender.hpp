#pragma once

/// \file
/// What the kit borrows from whoever runs it: real services, a configuration that works, and the
/// host's opinion. The kit itself knows the boundary alone.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "crosswalk/abi/module.h"
#include "crosswalk/result.hpp"

namespace crosswalk::kit {

/// The services of one instance.
class LentHost {
 public:
  virtual ~LentHost() = default;
  virtual const cw_host* abi() const = 0;
  /// Around every call into the adapter: services marked [call] work in between, on this thread.
  virtual void begin_call() = 0;
  virtual void end_call() = 0;
};

/// A column of an entity, as the model or the manifest declares it.
struct Column {
  std::string name;
  std::string type;  ///< text, date, bool, list, table, json, ref, refs
};

class Lender {
 public:
  virtual ~Lender() = default;

  /// Fresh services; they outlive the instance that gets them.
  virtual std::unique_ptr<LentHost> lend() = 0;

  /// A configuration, as the adapter is shown it: secrets replaced.
  virtual std::string config() const = 0;
  /// The same with the secrets in it; they must never come out of the adapter again.
  virtual std::string config_with_secrets() const = 0;
  virtual std::vector<std::string> secrets() const = 0;

  /// Why nothing can be read with that configuration; empty: there is a system behind it.
  virtual std::string why_no_data() const = 0;
  /// Whether that system is a played one, which may be written to.
  virtual bool writable() const = 0;
  /// Addresses that may be asked: `scheme://host:port`.
  virtual std::vector<std::string> egress() const = 0;

  /// The host's opinion. \error BadData  what is wrong, and where
  virtual Result<> judge_manifest(std::string_view manifest) const = 0;
  /// \error BadConfig  names the setting
  virtual Result<> judge_config(std::string_view config) const = 0;
  /// \error BadData  more than the manifest promises
  virtual Result<> judge_capabilities(std::string_view capabilities) const = 0;
  /// The columns of a canonical entity; none: the model does not know it.
  virtual std::vector<Column> columns(std::string_view entity) const = 0;
};

}  // namespace crosswalk::kit
