#pragma once

/// \file
/// SHA-256 (FIPS 180-4), for names that people compare: plans, adapter files.

#include <memory>
#include <string>
#include <string_view>

namespace crosswalk::model {

class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;

  void add(std::string_view bytes);
  /// 64 lower-case hexadecimal digits; call once.
  std::string hex();

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

}  // namespace crosswalk::model
