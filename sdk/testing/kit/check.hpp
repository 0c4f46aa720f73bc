#pragma once

/// \file
/// The conformance kit: what an adapter is held to, one check at a time.
///
///     for (const Check& check : catalog()) {
///       Bench bench(path, lender);                  // in a process of its own
///       const Finding finding = check.run(bench);
///     }

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "crosswalk/abi/apply.h"
#include "crosswalk/abi/read.h"
#include "crosswalk/result.hpp"
#include "testing/kit/elf_image.hpp"
#include "testing/kit/lender.hpp"

#include <nlohmann/json_fwd.hpp>

namespace crosswalk::kit {

/// What a check found out.
struct Finding {
  enum class Kind : std::uint8_t { Passed, Failed, Skipped };
  Kind kind = Kind::Passed;
  std::string evidence;  ///< what was seen; of a skipped one: why
};

inline Finding passed(std::string evidence = {}) {
  return {Finding::Kind::Passed, std::move(evidence)};
}
inline Finding failed(std::string evidence) { return {Finding::Kind::Failed, std::move(evidence)}; }
inline Finding skipped(std::string why) { return {Finding::Kind::Skipped, std::move(why)}; }

/// The adapter file on the bench, taken apart as far as a check asks for.
class Bench {
 public:
  Bench(std::string path, Lender& lender);
  ~Bench();
  Bench(const Bench&) = delete;
  Bench& operator=(const Bench&) = delete;

  const std::string& path() const { return path_; }
  Lender& lender() const { return lender_; }

  /// \error BadData  the file is no whole shared library
  Result<const ElfImage*> elf();
  /// Loads it into this process, for good. \error BadData  the loader's words, or no entry
  Result<const cw_module*> module();

  /// The parts below are null, or an empty object, when there are none; module() says why.
  const nlohmann::json& manifest();
  const std::string& manifest_text();
  const void* interface(std::string_view id);
  const cw_if_adapter* adapter();
  const cw_if_read* reading();
  const cw_if_apply* applying();

  /// True the first time: for what is to be prepared once.
  bool first_time() { return !std::exchange(prepared_, true); }

 private:
  struct Parts;
  std::string path_;
  Lender& lender_;
  std::unique_ptr<Parts> parts_;
  bool prepared_ = false;
};

struct Check {
  const char* id;        ///< "S1"
  const char* sentence;  ///< what an adapter must do
  Finding (*run)(Bench& bench);
};

/// All of them, in the order in which they are reported.
std::span<const Check> catalog();
const Check* find_check(std::string_view id);

}  // namespace crosswalk::kit
