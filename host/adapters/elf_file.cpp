#include "adapters/elf_file.hpp"

#include "adapters/files/system_error.hpp"

#include <elf.h>
#include <sys/stat.h>
#include <cstring>
#include <vector>

namespace crosswalk::adapters {
namespace {

#if defined(__x86_64__)
constexpr Elf64_Half kMachine = EM_X86_64;
#elif defined(__aarch64__)
constexpr Elf64_Half kMachine = EM_AARCH64;
#else
#error "add this machine's ELF number"
#endif

constexpr std::size_t kMostSegments = 256;

Error bad(const std::string& what) { return Error{ErrorCode::BadData, what}; }

bool read_at(const Fd& file, std::uint64_t at, void* out, std::size_t size) {
  return ::pread(file.get(), out, size, static_cast<off_t>(at)) == static_cast<ssize_t>(size);
}

Result<> check_header(const Elf64_Ehdr& head) {
  if (std::memcmp(head.e_ident, ELFMAG, SELFMAG) != 0) return bad("is not an ELF file");
  if (head.e_ident[EI_CLASS] != ELFCLASS64 || head.e_ident[EI_DATA] != ELFDATA2LSB ||
      head.e_machine != kMachine) {
    return bad("was built for another machine than this one");
  }
  if (head.e_type != ET_DYN) return bad("is an ELF file, but not a shared library");
  if (head.e_phentsize != sizeof(Elf64_Phdr) || head.e_phnum == 0 || head.e_phnum > kMostSegments) {
    return bad("has a damaged ELF header");
  }
  return {};
}

}  // namespace

Result<> check_elf(const Fd& file) {
  struct stat info{};
  if (::fstat(file.get(), &info) != 0) return system_error("looking at the file");
  const auto size = static_cast<std::uint64_t>(info.st_size);
  if (size == 0) return bad("is empty");
  Elf64_Ehdr head{};
  if (!read_at(file, 0, &head, sizeof head)) {
    unsigned char magic[SELFMAG]{};
    if (read_at(file, 0, magic, sizeof magic) && std::memcmp(magic, ELFMAG, SELFMAG) == 0) {
      return bad("is cut short: not even its header is whole");
    }
    return bad("is not an ELF file");
  }
  CW_CHECK(check_header(head));
  std::vector<Elf64_Phdr> segments(head.e_phnum);
  if (!read_at(file, head.e_phoff, segments.data(), segments.size() * sizeof(Elf64_Phdr))) {
    return bad("is cut short: its segment table is missing");
  }
  for (const Elf64_Phdr& segment : segments) {
    if (segment.p_type != PT_LOAD) continue;
    if (segment.p_offset > size || segment.p_filesz > size - segment.p_offset) {
      return bad("is cut short: it has " + std::to_string(size) + " bytes, " +
                 std::to_string(segment.p_offset + segment.p_filesz) +
                 " are needed; copy it again");
    }
  }
  // Debug information may be cut off without the loader noticing; such a file was still not copied
  // whole.
  const std::uint64_t sections = std::uint64_t{head.e_shnum} * head.e_shentsize;
  if (head.e_shoff != 0 && (head.e_shoff > size || sections > size - head.e_shoff)) {
    return bad("is cut short: its section table is missing; copy it again");
  }
  return {};
}

}  // namespace crosswalk::adapters
