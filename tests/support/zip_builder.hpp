#pragma once

/// \file
/// Zips for tests, honest and otherwise.

#include <zlib.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace crosswalk::test {

/// What an entry says and has.
struct ZipPart {
  std::string name;
  std::string content;
  bool deflate = true;
  std::uint16_t flags = 0;              ///< bit 0: encrypted; bit 3: sizes behind the data
  std::uint16_t method = 0xFFFF;        ///< as declared; default: what it is
  std::uint32_t mode = 0100644;         ///< Unix
  std::uint64_t unpacked = UINT64_MAX;  ///< as declared; default: what it is
  std::uint32_t crc = 0;                ///< added to the right one
  bool zip64 = false;                   ///< sizes and offset in the extra field
  std::int64_t data_of = -1;            ///< the entry whose data this one claims, or -1
};

inline std::string deflated(std::string_view content) {
  z_stream stream{};
  deflateInit2(&stream, 9, Z_DEFLATED, -MAX_WBITS, 9, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, content.size()) + 16, '\0');
  std::string in(content);
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

class ZipBuilder {
 public:
  ZipBuilder& add(std::string name, std::string content) {
    ZipPart part;
    part.name = std::move(name);
    part.content = std::move(content);
    return add(std::move(part));
  }

  ZipBuilder& add(ZipPart part) {
    const std::string data = part.deflate ? deflated(part.content) : part.content;
    const auto method =
        part.method != 0xFFFF ? part.method : static_cast<std::uint16_t>(part.deflate ? 8 : 0);
    const auto crc = part.crc + static_cast<std::uint32_t>(
                                    crc32_z(0, reinterpret_cast<const Bytef*>(part.content.data()),
                                            part.content.size()));
    const std::uint64_t unpacked =
        part.unpacked == UINT64_MAX ? part.content.size() : part.unpacked;
    const std::uint64_t at =
        part.data_of < 0 ? bytes_.size() : offsets_[static_cast<std::size_t>(part.data_of)];
    offsets_.push_back(at);
    const bool behind = (part.flags & 8U) != 0;
    if (part.data_of < 0) {
      number(bytes_, 0x04034b50U, 4);
      number(bytes_, 20, 2);
      number(bytes_, part.flags, 2);
      number(bytes_, method, 2);
      number(bytes_, 0, 4);
      number(bytes_, behind ? 0 : crc, 4);
      number(bytes_, behind ? 0 : data.size(), 4);
      number(bytes_, behind ? 0 : unpacked, 4);
      number(bytes_, part.name.size(), 2);
      number(bytes_, 4, 2);  // an extra field that the directory does not have
      bytes_ += part.name + std::string("\xFE\xCA\0\0", 4) + data;
      if (behind) {
        number(bytes_, 0x08074b50U, 4);
        number(bytes_, crc, 4);
        number(bytes_, data.size(), 4);
        number(bytes_, unpacked, 4);
      }
    }
    number(directory_, 0x02014b50U, 4);
    number(directory_, (3U << 8U) | 20U, 2);
    number(directory_, 20, 2);
    number(directory_, part.flags, 2);
    number(directory_, method, 2);
    number(directory_, (12U << 11U) | (34U << 5U) | 28U, 2);           // 12:34:56
    number(directory_, ((2026U - 1980U) << 9U) | (8U << 5U) | 1U, 2);  // 2026-08-01
    number(directory_, crc, 4);
    number(directory_, part.zip64 ? UINT32_MAX : data.size(), 4);
    number(directory_, part.zip64 ? UINT32_MAX : unpacked, 4);
    number(directory_, part.name.size(), 2);
    number(directory_, part.zip64 ? 28 : 0, 2);
    number(directory_, 0, 6);
    number(directory_, part.mode << 16U, 4);
    number(directory_, part.zip64 ? UINT32_MAX : at, 4);
    directory_ += part.name;
    if (part.zip64) {
      number(directory_, 1, 2);
      number(directory_, 24, 2);
      number(directory_, unpacked, 8);
      number(directory_, data.size(), 8);
      number(directory_, at, 8);
    }
    ++count_;
    return *this;
  }

  /// `zip64`: with the records of large archives.
  std::string bytes(bool zip64 = false, std::string_view comment = "") const {
    std::string out = bytes_ + directory_;
    if (zip64) {
      const std::size_t end64 = out.size();
      number(out, 0x06064b50U, 4);
      number(out, 44, 8);
      number(out, 45, 2);
      number(out, 45, 2);
      number(out, 0, 8);
      number(out, count_, 8);
      number(out, count_, 8);
      number(out, directory_.size(), 8);
      number(out, bytes_.size(), 8);
      number(out, 0x07064b50U, 4);
      number(out, 0, 4);
      number(out, end64, 8);
      number(out, 1, 4);
    }
    number(out, 0x06054b50U, 4);
    number(out, 0, 4);
    number(out, zip64 ? 0xFFFF : count_, 2);
    number(out, zip64 ? 0xFFFF : count_, 2);
    number(out, zip64 ? UINT32_MAX : directory_.size(), 4);
    number(out, zip64 ? UINT32_MAX : bytes_.size(), 4);
    number(out, comment.size(), 2);
    return out + std::string(comment);
  }

 private:
  static void number(std::string& out, std::uint64_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) out += static_cast<char>((value >> (8 * i)) & 0xFFU);
  }

  std::string bytes_;
  std::string directory_;
  std::vector<std::uint64_t> offsets_;
  std::uint64_t count_ = 0;
};

}  // namespace crosswalk::test
