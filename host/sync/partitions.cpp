#include "sync/partitions.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstring>
#include <numeric>
#include <system_error>
#include <tuple>

namespace crosswalk::sync {
namespace {

constexpr unsigned kMostPieceBits = 10;

struct ContentHead {
  model::Key key;
  model::Hash128 source;
  std::uint32_t identity;
  std::uint32_t record;
};

bool before(const StagedRow& a, const StagedRow& b) {
  return std::tie(a.key, a.source) < std::tie(b.key, b.source);
}

/// Keys are uniform: dealt out by their next bits, a few rows share a place and are sorted there.
/// A quarter of the time that a sort of everything takes.
/// \param known_bits  which all keys have in common
std::vector<StagedRow> sorted(const std::vector<StagedRow>& rows, unsigned known_bits) {
  constexpr std::size_t kRowsAPlace = 8;
  const unsigned bits = static_cast<unsigned>(std::bit_width(rows.size() / kRowsAPlace));
  const auto place_of = [&](const StagedRow& row) -> std::size_t {
    return bits == 0 ? 0 : (row.key.high << known_bits) >> (64 - bits);
  };
  std::vector<std::uint32_t> ends((std::size_t{1} << bits) + 1);  // first where each place begins
  for (const StagedRow& row : rows) ++ends[place_of(row) + 1];
  std::partial_sum(ends.begin(), ends.end(), ends.begin());
  std::vector<StagedRow> out(rows.size());
  for (const StagedRow& row : rows) out[ends[place_of(row)]++] = row;
  std::size_t begin = 0;
  for (const std::uint32_t end : ends) {
    std::sort(out.begin() + static_cast<std::ptrdiff_t>(begin),
              out.begin() + static_cast<std::ptrdiff_t>(end), before);
    begin = end;
  }
  return out;
}

}  // namespace

Partitions::Partitions(std::filesystem::path folder, std::string name, std::uint64_t budget_bytes)
    : folder_(std::move(folder)), name_(std::move(name)), budget_(budget_bytes) {}

Partitions::~Partitions() {
  for (unsigned p = 0; p < kCount; ++p) drop(p);
}

std::filesystem::path Partitions::path(const char* kind, unsigned partition) const {
  return folder_ / (name_ + "." + kind + "." + std::to_string(partition));
}

Error Partitions::full(const std::string& doing) const {
  return Error{ErrorCode::Unavailable,
               doing + " in the scratch folder " + folder_.string() + ": " +
                   std::generic_category().message(errno) +
                   "; make room there or set state.scratch to another folder"};
}

Result<> Partitions::add(const StagedRow& row) {
  ++row_count_;
  return put(rows_[of(row.key)], &row, sizeof row);
}

Result<> Partitions::add_content(const model::Key& key, const model::Hash128& source,
                                 std::string_view identity, std::string_view record) {
  Lane& lane = contents_[of(key)];
  const ContentHead head{key, source, static_cast<std::uint32_t>(identity.size()),
                         static_cast<std::uint32_t>(record.size())};
  CW_CHECK(put(lane, &head, sizeof head));
  CW_CHECK(put(lane, identity.data(), identity.size()));
  return put(lane, record.data(), record.size());
}

Result<> Partitions::put(Lane& lane, const void* data, std::size_t size) {
  const char* from = static_cast<const char*>(data);
  while (size > 0) {
    if (lane.used == kChunk) {
      if (held_ + kChunk > budget_) CW_CHECK(spill_all());
      lane.chunks.push_back(std::make_unique_for_overwrite<char[]>(kChunk));
      lane.used = 0;
      held_ += kChunk;
    }
    const std::size_t n = std::min(size, kChunk - lane.used);
    std::memcpy(lane.chunks.back().get() + lane.used, from, n);
    lane.used += n;
    from += n;
    size -= n;
  }
  return {};
}

Result<> Partitions::spill_all() {
  for (unsigned p = 0; p < kCount; ++p) {
    CW_CHECK(spill(rows_[p], "rows", p));
    CW_CHECK(spill(contents_[p], "content", p));
  }
  return {};
}

Result<> Partitions::spill(Lane& lane, const char* kind, unsigned partition) {
  if (lane.chunks.empty()) return {};
  if (lane.file < 0) {
    lane.file = ::open(path(kind, partition).c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (lane.file < 0) return full("creating a file");
  }
  for (std::size_t i = 0; i < lane.chunks.size(); ++i) {
    const std::size_t size = i + 1 == lane.chunks.size() ? lane.used : kChunk;
    std::size_t done = 0;
    while (done < size) {
      const ssize_t n = ::pwrite(lane.file, lane.chunks[i].get() + done, size - done,
                                 static_cast<off_t>(lane.in_file + done));
      if (n < 0 && errno == EINTR) continue;
      if (n <= 0) return full("writing");
      done += static_cast<std::size_t>(n);
    }
    lane.in_file += size;
    spilled_ += size;
  }
  held_ -= lane.chunks.size() * kChunk;
  lane.chunks.clear();
  lane.used = kChunk;
  return {};
}

std::uint64_t Partitions::size_of(const Lane& lane) {
  const std::uint64_t in_memory =
      lane.chunks.empty() ? 0 : (lane.chunks.size() - 1) * kChunk + lane.used;
  return lane.in_file + in_memory;
}

template <class Each>
Result<> Partitions::read_back(const Lane& lane, Each each) const {
  const auto block = std::make_unique_for_overwrite<char[]>(kChunk);
  std::uint64_t done = 0;
  while (done < lane.in_file) {
    const std::uint64_t left = std::min<std::uint64_t>(kChunk, lane.in_file - done);
    std::size_t have = 0;
    while (have < left) {  // whole blocks, so that no row is split
      const ssize_t n =
          ::pread(lane.file, block.get() + have, left - have, static_cast<off_t>(done + have));
      if (n < 0 && errno == EINTR) continue;
      if (n <= 0) return full("reading back");
      have += static_cast<std::size_t>(n);
    }
    each(std::string_view(block.get(), have));
    done += have;
  }
  for (std::size_t i = 0; i < lane.chunks.size(); ++i) {
    each(std::string_view(lane.chunks[i].get(), i + 1 == lane.chunks.size() ? lane.used : kChunk));
  }
  return {};
}

std::vector<Partitions::Piece> Partitions::pieces() const {
  const std::uint64_t most = std::max<std::uint64_t>(budget_ / 4, kChunk);
  std::vector<Piece> all;
  for (unsigned p = 0; p < kCount; ++p) {
    const std::uint64_t bytes = size_of(rows_[p]) + size_of(contents_[p]);
    // Every piece is read out of the whole partition, so there are not more than it takes.
    unsigned bits = 0;
    while (bytes >> bits > most && bits < kMostPieceBits) ++bits;
    for (unsigned n = 0; n < 1U << bits; ++n) all.push_back({p, n, bits});
  }
  return all;
}

Result<Partitions::Loaded> Partitions::load(const Piece& piece) const {
  Loaded loaded;
  CW_CHECK(load_rows(piece, loaded));
  CW_CHECK(load_contents(piece, loaded));
  return loaded;
}

Result<> Partitions::load_rows(const Piece& piece, Loaded& loaded) const {
  const Lane& lane = rows_[piece.partition];
  std::vector<StagedRow> rows;
  if (piece.bits == 0) rows.reserve(size_of(lane) / sizeof(StagedRow));
  CW_CHECK(read_back(lane, [&](std::string_view bytes) {
    for (std::size_t at = 0; at < bytes.size(); at += sizeof(StagedRow)) {
      StagedRow row;
      std::memcpy(&row, bytes.data() + at, sizeof row);
      if (piece.holds(row.key)) rows.push_back(row);
    }
  }));
  loaded.rows = sorted(rows, kBits + piece.bits);
  return {};
}

Result<> Partitions::load_contents(const Piece& piece, Loaded& loaded) const {
  const Lane& lane = contents_[piece.partition];
  loaded.bytes.reserve(static_cast<std::size_t>(size_of(lane) >> piece.bits));
  std::string rest;  // what has arrived of a content, and the contents behind it
  CW_CHECK(read_back(lane, [&](std::string_view bytes) {
    rest.append(bytes);
    std::size_t at = 0;
    ContentHead head;
    while (rest.size() - at >= sizeof head) {
      std::memcpy(&head, rest.data() + at, sizeof head);
      const std::size_t size = sizeof head + head.identity + head.record;
      if (rest.size() - at < size) break;
      if (piece.holds(head.key)) loaded.bytes.append(rest, at, size);
      at += size;
    }
    rest.erase(0, at);
  }));
  const std::string_view all(loaded.bytes);
  for (std::size_t at = 0; at < all.size();) {
    ContentHead head;
    std::memcpy(&head, all.data() + at, sizeof head);
    at += sizeof head;
    loaded.contents.push_back({head.key, head.source, all.substr(at, head.identity),
                               all.substr(at + head.identity, head.record)});
    at += std::size_t{head.identity} + head.record;
  }
  std::ranges::sort(loaded.contents, [](const StagedContent& a, const StagedContent& b) {
    return std::tie(a.key, a.source, a.record) < std::tie(b.key, b.source, b.record);
  });
  return {};
}

void Partitions::drop(unsigned partition) {
  for (auto* lane : {&rows_[partition], &contents_[partition]}) {
    held_ -= lane->chunks.size() * kChunk;
    lane->chunks.clear();
    lane->chunks.shrink_to_fit();
    lane->used = kChunk;
    lane->in_file = 0;
    if (lane->file >= 0) ::close(lane->file);
    lane->file = -1;
  }
  std::error_code ignored;  // a file that is still there goes with the scratch folder
  std::filesystem::remove(path("rows", partition), ignored);
  std::filesystem::remove(path("content", partition), ignored);
}

}  // namespace crosswalk::sync
