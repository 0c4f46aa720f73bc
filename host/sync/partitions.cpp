#include "sync/partitions.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <numeric>
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
void sort(const std::vector<StagedRow>& rows, unsigned known_bits, std::vector<StagedRow>& out) {
  constexpr std::size_t kRowsAPlace = 8;
  const unsigned bits = static_cast<unsigned>(std::bit_width(rows.size() / kRowsAPlace));
  const auto place_of = [&](const StagedRow& row) -> std::size_t {
    return bits == 0 ? 0 : (row.key.high << known_bits) >> (64 - bits);
  };
  std::vector<std::uint32_t> ends((std::size_t{1} << bits) + 1);  // first where each place begins
  for (const StagedRow& row : rows) ++ends[place_of(row) + 1];
  std::partial_sum(ends.begin(), ends.end(), ends.begin());
  out.resize(rows.size());
  for (const StagedRow& row : rows) out[ends[place_of(row)]++] = row;
  std::size_t begin = 0;
  for (const std::uint32_t end : ends) {
    std::sort(out.begin() + static_cast<std::ptrdiff_t>(begin),
              out.begin() + static_cast<std::ptrdiff_t>(end), before);
    begin = end;
  }
}

}  // namespace

Partitions::Partitions(std::filesystem::path folder, std::uint64_t budget_bytes)
    : file_(std::move(folder)), budget_(budget_bytes) {}

Result<> Partitions::add_content(const StagedRow& row, std::string_view identity,
                                 std::string_view record) {
  Lane& lane = contents_[of(row.key)];
  const ContentHead head{row.key, row.source, static_cast<std::uint32_t>(identity.size()),
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
  for (auto* lanes : {&rows_, &contents_}) {
    for (Lane& lane : *lanes) CW_CHECK(spill(lane));
  }
  return {};
}

Result<> Partitions::spill(Lane& lane) {
  if (lane.chunks.empty()) return {};
  const std::uint64_t begin = file_.size();
  for (std::size_t i = 0; i < lane.chunks.size(); ++i)
    CW_CHECK(file_.append({lane.chunks[i].get(), lane.used_of(i)}));
  lane.in_file.push_back({begin, file_.size() - begin});
  held_ -= lane.chunks.size() * kChunk;
  lane.clear();
  return {};
}

std::uint64_t Partitions::size_of(const Lane& lane) {
  std::uint64_t size = lane.chunks.empty() ? 0 : (lane.chunks.size() - 1) * kChunk + lane.used;
  for (const Stretch& stretch : lane.in_file) size += stretch.size;
  return size;
}

template <class Each>
Result<> Partitions::read_back(const Lane& lane, Each each) const {
  const auto block = std::make_unique_for_overwrite<char[]>(kChunk);
  for (const Stretch& stretch : lane.in_file) {
    for (std::uint64_t done = 0; done < stretch.size;) {  // whole blocks: no row is split
      const std::size_t size = std::min<std::uint64_t>(kChunk, stretch.size - done);
      CW_CHECK(file_.read(stretch.begin + done, block.get(), size));
      each(std::string_view(block.get(), size));
      done += size;
    }
  }
  for (std::size_t i = 0; i < lane.chunks.size(); ++i)
    each(std::string_view(lane.chunks[i].get(), lane.used_of(i)));
  return {};
}

Result<> Partitions::read_all(const Lane& lane, char* to) const {
  for (const Stretch& stretch : lane.in_file) {
    CW_CHECK(file_.read(stretch.begin, to, stretch.size));
    to += stretch.size;
  }
  for (std::size_t i = 0; i < lane.chunks.size(); ++i) {
    std::memcpy(to, lane.chunks[i].get(), lane.used_of(i));
    to += lane.used_of(i);
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

Result<> Partitions::load(const Piece& piece, Loaded& loaded) const {
  CW_CHECK(load_rows(piece, loaded));
  return load_contents(piece, loaded);
}

Result<> Partitions::load_rows(const Piece& piece, Loaded& loaded) const {
  const Lane& lane = rows_[piece.partition];
  auto& rows = loaded.arrived;
  if (piece.bits == 0) {  // all of the lane, in one go
    rows.resize(size_of(lane) / sizeof(StagedRow));
    CW_CHECK(read_all(lane, reinterpret_cast<char*>(rows.data())));
    sort(rows, kBits, loaded.rows);
    return {};
  }
  rows.clear();
  CW_CHECK(read_back(lane, [&](std::string_view bytes) {
    for (std::size_t at = 0; at < bytes.size(); at += sizeof(StagedRow)) {
      StagedRow row;
      std::memcpy(&row, bytes.data() + at, sizeof row);
      if (piece.holds(row.key)) rows.push_back(row);
    }
  }));
  sort(rows, kBits + piece.bits, loaded.rows);
  return {};
}

Result<> Partitions::load_contents(const Piece& piece, Loaded& loaded) const {
  const Lane& lane = contents_[piece.partition];
  loaded.contents.clear();
  loaded.bytes.clear();
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
    lane->clear();
    for (const Stretch& stretch : lane->in_file) file_.release(stretch.begin, stretch.size);
    lane->in_file.clear();
  }
}

}  // namespace crosswalk::sync
