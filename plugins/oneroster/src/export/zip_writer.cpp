#include "export/zip_writer.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>

namespace crosswalk::oneroster::exports {
namespace {

constexpr std::uint16_t kVersion = 20;    // deflate
constexpr std::uint16_t kFlags = 0x0808;  // sizes behind the data, names in UTF-8
constexpr std::uint16_t kDeflated = 8;
constexpr std::uint16_t kDate = 0x0021;      // 1980-01-01, so that equal files give equal zips
constexpr std::uint64_t kMost = UINT32_MAX;  // of a zip without zip64

/// Little-endian numbers one after another.
class Bytes {
 public:
  Bytes& u16(std::uint64_t value) { return number(value, 2); }
  Bytes& u32(std::uint64_t value) { return number(value, 4); }
  Bytes& text(std::string_view value) {
    out_ += value;
    return *this;
  }
  const std::string& out() const { return out_; }

 private:
  Bytes& number(std::uint64_t value, int size) {
    for (int i = 0; i < size; ++i) out_ += static_cast<char>((value >> (8 * i)) & 0xFFU);
    return *this;
  }
  std::string out_;
};

}  // namespace

struct ZipWriter::Deflater {
  z_stream stream{};
  std::array<char, 64 << 10> buffer{};
  // Raw deflate: a zip has its own checksum.
  Deflater() {
    ::deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
  }
  ~Deflater() { ::deflateEnd(&stream); }
  Deflater(const Deflater&) = delete;
  Deflater& operator=(const Deflater&) = delete;
};

ZipWriter::ZipWriter(File file) : file_(std::move(file)) {}
ZipWriter::~ZipWriter() = default;

Result<> ZipWriter::put(std::string_view bytes) {
  at_ += bytes.size();
  return file_.write(bytes);
}

Result<> ZipWriter::begin(std::string_view name) {
  Entry& entry = entries_.emplace_back();
  entry.name = name;
  entry.at = at_;
  deflater_ = std::make_unique<Deflater>();
  Bytes head;
  head.u32(0x04034b50).u16(kVersion).u16(kFlags).u16(kDeflated).u16(0).u16(kDate);
  head.u32(0).u32(0).u32(0).u16(entry.name.size()).u16(0).text(entry.name);
  return put(head.out());
}

Result<> ZipWriter::deflate_all(std::string_view data, bool last) {
  z_stream& stream = deflater_->stream;
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(data.data()));
  stream.avail_in = static_cast<uInt>(data.size());
  do {
    stream.next_out = reinterpret_cast<Bytef*>(deflater_->buffer.data());
    stream.avail_out = static_cast<uInt>(deflater_->buffer.size());
    ::deflate(&stream, last ? Z_FINISH : Z_NO_FLUSH);
    const std::size_t got = deflater_->buffer.size() - stream.avail_out;
    entries_.back().packed += got;
    CW_CHECK(put({deflater_->buffer.data(), got}));
  } while (stream.avail_out == 0);
  return {};
}

Result<> ZipWriter::write(std::string_view data) {
  constexpr std::size_t kPiece = std::size_t{1} << 20;
  Entry& entry = entries_.back();
  entry.unpacked += data.size();
  for (; !data.empty(); data.remove_prefix(std::min(kPiece, data.size()))) {
    const std::string_view piece = data.substr(0, kPiece);
    entry.crc = static_cast<std::uint32_t>(::crc32(
        entry.crc, reinterpret_cast<const Bytef*>(piece.data()), static_cast<uInt>(piece.size())));
    CW_CHECK(deflate_all(piece, false));
  }
  return {};
}

Result<> ZipWriter::end() {
  CW_CHECK(deflate_all({}, true));
  deflater_.reset();
  const Entry& entry = entries_.back();
  if (entry.unpacked > kMost || at_ > kMost) {
    return Error{ErrorCode::Unsupported, "the export is above 4 GiB, more than its zip can hold"};
  }
  Bytes sizes;
  sizes.u32(0x08074b50).u32(entry.crc).u32(entry.packed).u32(entry.unpacked);
  return put(sizes.out());
}

Result<> ZipWriter::finish() {
  const std::uint64_t begin = at_;
  for (const Entry& entry : entries_) {
    Bytes line;
    line.u32(0x02014b50).u16(kVersion).u16(kVersion).u16(kFlags).u16(kDeflated).u16(0).u16(kDate);
    line.u32(entry.crc).u32(entry.packed).u32(entry.unpacked).u16(entry.name.size());
    line.u16(0).u16(0).u16(0).u16(0).u32(0).u32(entry.at).text(entry.name);
    CW_CHECK(put(line.out()));
  }
  Bytes end;
  end.u32(0x06054b50).u16(0).u16(0).u16(entries_.size()).u16(entries_.size());
  end.u32(at_ - begin).u32(begin).u16(0);
  CW_CHECK(put(end.out()));
  return file_.commit();
}

}  // namespace crosswalk::oneroster::exports
