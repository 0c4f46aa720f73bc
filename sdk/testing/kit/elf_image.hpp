#pragma once

/// \file
/// What a shared library's file says about itself, read without running any of it.

#include <cstdint>
#include <string>
#include <vector>

#include "crosswalk/result.hpp"

namespace crosswalk::kit {

struct ElfSymbol {
  std::string name;
  std::string version;  ///< of an imported one: "GLIBC_2.34"; empty: none
  std::string library;  ///< that the version belongs to; empty: none
  bool defined = false;
  bool weak = false;
  bool unique = false;  ///< STB_GNU_UNIQUE
};

/// A version that the file wants of a library.
struct ElfVersionNeed {
  std::string library;
  std::string version;
};

struct ElfSegment {
  std::uint32_t type = 0;
  std::uint32_t flags = 0;
  std::uint64_t memory = 0;  ///< bytes
};

/// The dynamic part of a 64-bit little-endian shared library for this machine.
struct ElfImage {
  std::uint64_t file_size = 0;
  std::vector<ElfSegment> segments;
  std::vector<ElfSymbol> symbols;  ///< dynamic ones, those that the loader sees
  std::vector<std::string> needed;
  std::vector<ElfVersionNeed> version_needs;
  std::string rpath;  ///< RPATH or RUNPATH
  std::uint64_t flags = 0;
  std::uint64_t flags_1 = 0;
  bool text_relocations = false;
  std::string build_id;  ///< hexadecimal; empty: none

  /// The memory of all segments that are loaded.
  std::uint64_t loaded_bytes() const;
  const ElfSegment* segment(std::uint32_t type) const;
};

/// Every offset and count in the file's bytes is checked against their size.
/// \error BadData  what it is instead, or what is damaged
Result<ElfImage> parse_elf(const std::string& bytes);

/// \error NotFound  it cannot be read
Result<ElfImage> read_elf(const std::string& path);

}  // namespace crosswalk::kit
