#include "testing/kit/elf_image.hpp"

#include <elf.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <iterator>
#include <map>
#include <string_view>

namespace crosswalk::kit {
namespace {

#if defined(__x86_64__)
constexpr Elf64_Half kMachine = EM_X86_64;
#elif defined(__aarch64__)
constexpr Elf64_Half kMachine = EM_AARCH64;
#else
#error "add this machine's ELF number"
#endif

constexpr std::size_t kMostEntries = 1U << 20U;  // of any table

Error bad(const std::string& what) { return Error{ErrorCode::BadData, what}; }

/// The file's bytes, and nothing outside of them.
class Bytes {
 public:
  explicit Bytes(const std::string& all) : all_(all) {}

  template <class T>
  bool get(std::uint64_t at, T& out) const {
    if (at > all_.size() || sizeof(T) > all_.size() - at) return false;
    std::memcpy(&out, all_.data() + at, sizeof(T));
    return true;
  }
  /// The text that ends with a NUL byte; empty when there is none.
  std::string text(std::uint64_t at) const {
    if (at >= all_.size()) return {};
    const auto end = all_.find('\0', at);
    return end == std::string::npos ? std::string() : all_.substr(at, end - at);
  }
  std::string_view range(std::uint64_t at, std::uint64_t size) const {
    if (at > all_.size() || size > all_.size() - at) return {};
    return std::string_view(all_).substr(at, size);
  }
  std::uint64_t size() const { return all_.size(); }

 private:
  const std::string& all_;
};

/// Where the dynamic tables are, as file offsets.
struct Tables {
  std::uint64_t strings = 0;
  std::uint64_t symbols = 0;
  std::uint64_t versions = 0;
  std::uint64_t needs = 0;
  std::uint64_t needs_count = 0;
  std::uint64_t gnu_hash = 0;
  std::uint64_t hash = 0;
  std::vector<std::uint64_t> needed;  // offsets into the strings
  std::uint64_t rpath = 0;
};

class Reader {
 public:
  explicit Reader(const std::string& all) : bytes_(all) { image_.file_size = all.size(); }

  Result<ElfImage> read() {
    CW_CHECK(read_header());
    CW_CHECK(read_segments());
    CW_CHECK(read_dynamic());
    for (const std::uint64_t at : tables_.needed) {
      image_.needed.push_back(bytes_.text(tables_.strings + at));
    }
    if (tables_.rpath != 0) image_.rpath = bytes_.text(tables_.strings + tables_.rpath);
    CW_CHECK(read_version_needs());
    CW_CHECK(read_symbols());
    return std::move(image_);
  }

 private:
  Result<> read_header() {
    if (bytes_.size() == 0) return bad("is empty");
    if (bytes_.range(0, SELFMAG) != std::string_view(ELFMAG, SELFMAG)) {
      return bad("is not an ELF file");
    }
    if (!bytes_.get(0, head_)) return bad("is cut short: not even its header is whole");
    if (head_.e_ident[EI_CLASS] != ELFCLASS64 || head_.e_ident[EI_DATA] != ELFDATA2LSB ||
        head_.e_machine != kMachine) {
      return bad("was built for another machine than this one");
    }
    if (head_.e_type != ET_DYN) return bad("is an ELF file, but not a shared library");
    if (head_.e_phentsize != sizeof(Elf64_Phdr)) return bad("has a damaged ELF header");
    return {};
  }

  Result<> read_segments() {
    for (std::size_t i = 0; i < head_.e_phnum; ++i) {
      Elf64_Phdr segment{};
      if (!bytes_.get(head_.e_phoff + i * sizeof segment, segment)) {
        return bad("is cut short: its segment table is missing");
      }
      if (segment.p_offset > bytes_.size() || segment.p_filesz > bytes_.size() - segment.p_offset) {
        return bad("is cut short: a segment lies outside of the file");
      }
      headers_.push_back(segment);
      image_.segments.push_back({segment.p_type, segment.p_flags, segment.p_memsz});
      if (segment.p_type == PT_NOTE) read_notes(segment);
    }
    return {};
  }

  void read_notes(const Elf64_Phdr& segment) {
    std::uint64_t at = segment.p_offset;
    const std::uint64_t end = segment.p_offset + segment.p_filesz;
    Elf64_Nhdr note{};
    while (at + sizeof note <= end && bytes_.get(at, note)) {
      const auto aligned = [](std::uint64_t size) { return (size + 3) & ~std::uint64_t{3}; };
      const std::uint64_t name = at + sizeof note;
      const std::uint64_t content = name + aligned(note.n_namesz);
      if (note.n_type == NT_GNU_BUILD_ID && bytes_.text(name) == "GNU") {
        constexpr char kDigits[] = "0123456789abcdef";
        for (const char c : bytes_.range(content, note.n_descsz)) {
          image_.build_id += kDigits[static_cast<unsigned char>(c) >> 4U];
          image_.build_id += kDigits[static_cast<unsigned char>(c) & 15U];
        }
      }
      at = content + aligned(note.n_descsz);
    }
  }

  /// The place in the file of a loaded address; 0: none.
  std::uint64_t offset_of(std::uint64_t address) const {
    for (const Elf64_Phdr& segment : headers_) {
      if (segment.p_type == PT_LOAD && address >= segment.p_vaddr &&
          address - segment.p_vaddr < segment.p_filesz) {
        return address - segment.p_vaddr + segment.p_offset;
      }
    }
    return 0;
  }

  Result<> read_dynamic() {
    const auto at = std::find_if(headers_.begin(), headers_.end(), [](const Elf64_Phdr& segment) {
      return segment.p_type == PT_DYNAMIC;
    });
    if (at == headers_.end()) return bad("has no dynamic part: it is no shared library");
    for (std::uint64_t i = 0; i < at->p_filesz / sizeof(Elf64_Dyn); ++i) {
      Elf64_Dyn entry{};
      if (!bytes_.get(at->p_offset + i * sizeof entry, entry)) return bad("is cut short");
      if (entry.d_tag == DT_NULL) break;
      take(entry);
    }
    if (tables_.strings == 0 || tables_.symbols == 0) return bad("has no dynamic symbols");
    return {};
  }

  void take(const Elf64_Dyn& entry) {
    switch (entry.d_tag) {
      case DT_NEEDED:
        tables_.needed.push_back(entry.d_un.d_val);
        break;
      case DT_RPATH:
      case DT_RUNPATH:
        tables_.rpath = entry.d_un.d_val;
        break;
      case DT_STRTAB:
        tables_.strings = offset_of(entry.d_un.d_ptr);
        break;
      case DT_SYMTAB:
        tables_.symbols = offset_of(entry.d_un.d_ptr);
        break;
      case DT_GNU_HASH:
        tables_.gnu_hash = offset_of(entry.d_un.d_ptr);
        break;
      case DT_HASH:
        tables_.hash = offset_of(entry.d_un.d_ptr);
        break;
      case DT_VERSYM:
        tables_.versions = offset_of(entry.d_un.d_ptr);
        break;
      case DT_VERNEED:
        tables_.needs = offset_of(entry.d_un.d_ptr);
        break;
      case DT_VERNEEDNUM:
        tables_.needs_count = entry.d_un.d_val;
        break;
      case DT_FLAGS:
        image_.flags = entry.d_un.d_val;
        if ((entry.d_un.d_val & DF_TEXTREL) != 0) image_.text_relocations = true;
        break;
      case DT_FLAGS_1:
        image_.flags_1 = entry.d_un.d_val;
        break;
      case DT_BIND_NOW:
        image_.flags |= DF_BIND_NOW;
        break;
      case DT_TEXTREL:
        image_.text_relocations = true;
        break;
      default:
        break;
    }
  }

  Result<> read_version_needs() {
    std::uint64_t at = tables_.needs;
    for (std::uint64_t i = 0; at != 0 && i < std::min<std::uint64_t>(tables_.needs_count, 1024);
         ++i) {
      Elf64_Verneed need{};
      if (!bytes_.get(at, need)) return bad("has a damaged table of versions");
      const std::string library = bytes_.text(tables_.strings + need.vn_file);
      std::uint64_t entry_at = at + need.vn_aux;
      for (unsigned k = 0; k < need.vn_cnt; ++k) {
        Elf64_Vernaux entry{};
        if (!bytes_.get(entry_at, entry)) return bad("has a damaged table of versions");
        const std::string version = bytes_.text(tables_.strings + entry.vna_name);
        image_.version_needs.push_back({library, version});
        version_of_[entry.vna_other & 0x7FFFU] = image_.version_needs.back();
        if (entry.vna_next == 0) break;
        entry_at += entry.vna_next;
      }
      if (need.vn_next == 0) break;
      at += need.vn_next;
    }
    return {};
  }

  /// How many dynamic symbols there are: the table itself does not say.
  std::uint64_t symbol_count() const {
    std::uint32_t count = 0;
    if (tables_.hash != 0 && bytes_.get(tables_.hash + 4, count)) return count;
    std::uint32_t buckets = 0;
    std::uint32_t first = 0;
    std::uint32_t bloom = 0;
    if (tables_.gnu_hash == 0 || !bytes_.get(tables_.gnu_hash, buckets) ||
        !bytes_.get(tables_.gnu_hash + 4, first) || !bytes_.get(tables_.gnu_hash + 8, bloom)) {
      return 0;
    }
    const std::uint64_t bucket_at = tables_.gnu_hash + 16 + std::uint64_t{bloom} * 8;
    std::uint64_t last = 0;
    for (std::uint32_t i = 0; i < std::min<std::uint32_t>(buckets, kMostEntries); ++i) {
      std::uint32_t begin = 0;
      if (!bytes_.get(bucket_at + i * 4ULL, begin)) return 0;
      last = std::max<std::uint64_t>(last, begin);
    }
    if (last < first) return first;  // nothing is exported: those before `first` are all
    for (std::uint32_t chain = 0; (chain & 1U) == 0; ++last) {
      if (!bytes_.get(bucket_at + buckets * 4ULL + (last - first) * 4, chain)) return 0;
    }
    return last;
  }

  Result<> read_symbols() {
    const std::uint64_t count = symbol_count();
    if (count == 0 || count > kMostEntries) return bad("has a damaged symbol table");
    for (std::uint64_t i = 1; i < count; ++i) {
      Elf64_Sym symbol{};
      if (!bytes_.get(tables_.symbols + i * sizeof symbol, symbol)) {
        return bad("has a damaged symbol table");
      }
      ElfSymbol out;
      out.name = bytes_.text(tables_.strings + symbol.st_name);
      const unsigned bind = ELF64_ST_BIND(symbol.st_info);
      out.defined = symbol.st_shndx != SHN_UNDEF;
      out.weak = bind == STB_WEAK;
      out.unique = bind == STB_GNU_UNIQUE;
      Elf64_Half version = 0;
      if (tables_.versions != 0 && bytes_.get(tables_.versions + i * 2, version)) {
        if (const auto known = version_of_.find(version & 0x7FFFU); known != version_of_.end()) {
          out.version = known->second.version;
          out.library = known->second.library;
        }
      }
      const bool local =
          bind == STB_LOCAL || (out.defined && (version & 0x7FFFU) == 0 && tables_.versions != 0);
      if (!local && !out.name.empty()) image_.symbols.push_back(std::move(out));
    }
    return {};
  }

  Bytes bytes_;
  ElfImage image_;
  Elf64_Ehdr head_{};
  std::vector<Elf64_Phdr> headers_;
  Tables tables_;
  std::map<unsigned, ElfVersionNeed> version_of_;
};

}  // namespace

std::uint64_t ElfImage::loaded_bytes() const {
  std::uint64_t sum = 0;
  for (const ElfSegment& each : segments) sum += each.type == PT_LOAD ? each.memory : 0;
  return sum;
}

const ElfSegment* ElfImage::segment(std::uint32_t type) const {
  const auto at = std::find_if(segments.begin(), segments.end(),
                               [&](const ElfSegment& each) { return each.type == type; });
  return at == segments.end() ? nullptr : &*at;
}

Result<ElfImage> parse_elf(const std::string& bytes) { return Reader(bytes).read(); }

Result<ElfImage> read_elf(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error{ErrorCode::NotFound, "cannot be read"};
  const std::string all{std::istreambuf_iterator<char>(file), {}};
  return parse_elf(all);
}

}  // namespace crosswalk::kit
