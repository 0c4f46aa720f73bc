#pragma once

/// \file
/// One configured adapter: the C tables as calls with Results, and nothing it says believed
/// unchecked.
///
///     CW_TRY(auto instance, Instance::create(adapter, config, services));
///     CW_TRY(auto stream, instance->open({.side = Side::Source, .entity = "user", .columns =
///     {...}})); Batch batch; for (bool more = true; more;) {
///       CW_TRY(more, stream->next(batch));
///       use(batch.view());
///     }
///     CW_TRY(ReadEnd end, stream->finish());

#include "adapters/adapter.hpp"
#include "adapters/capabilities.hpp"
#include "adapters/host_services.hpp"
#include "adapters/outcome.hpp"
#include "adapters/read_stream.hpp"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::adapters {

struct InstanceCore;

/// One step of "test connection".
struct CheckStep {
  std::string name;
  bool ok = false;
  std::string detail;
  std::string hint;  ///< what to do when it is not
};

/// Changes to apply: a flat batch that the caller wrote (crosswalk/batch_writer.hpp).
struct ApplySpec {
  std::string_view entity;
  std::span<const std::string> columns;  ///< "id" first
  std::span<const std::uint8_t> batch;   ///< 8-aligned
  std::uint32_t schema_id = 0;           ///< as in the batch's header
};

/// One call at a time, from any thread; a second one at the same moment is refused. Streams may
/// outlive it: the adapter's own instance ends with the last of them.
class Instance {
 public:
  /// Checks the configuration (JSON object) against the schema, fills in defaults and makes the
  /// adapter's instance. Of a setting marked x-secret the adapter sees only that
  /// it is set: the host signs for it.
  /// \error BadConfig  the setting's name and what is wrong with it
  static Result<std::unique_ptr<Instance>> create(const Adapter& adapter, std::string_view config,
                                                  Services services, InstanceLimits limits = {});
  ~Instance();
  Instance(const Instance&) = delete;
  Instance& operator=(const Instance&) = delete;

  /// "Test connection". A step that failed is an answer, not an error.
  Result<std::vector<CheckStep>> check();

  /// \error Internal  the adapter claims more than its manifest.
  Result<Capabilities> capabilities();

  /// Starts a read.
  /// \error Unsupported      the adapter cannot read, or not this entity in this mode
  /// \error NotFound         Delta: the token is too old, read in full
  Result<std::unique_ptr<ReadStream>> open(const ReadSpec& spec);

  /// Sends the batch. `outcomes` has one entry a row afterwards, also when the call failed: what
  /// the adapter did not report, or reported wrongly, is Unknown.
  /// \error any  nothing can be said about single rows beyond `outcomes`
  Result<> apply(const ApplySpec& spec, std::vector<Outcome>& outcomes);

 private:
  explicit Instance(std::shared_ptr<InstanceCore> core);
  std::shared_ptr<InstanceCore> core_;
};

}  // namespace crosswalk::adapters
