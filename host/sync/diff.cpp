#include "sync/diff.hpp"

namespace crosswalk::sync {
namespace {

/// What the rows of one key say together.
struct Said {
  bool present = false;
  bool withdrawn = false;
  bool held = false;
  bool contradicts = false;  ///< two different contents for what must be one
  Hash128 source;
};

/// Reads the rows of one key, starting at `at`; moves `at` behind them.
Said read_key(const std::vector<StagedRow>& rows, std::size_t& at, bool grouped) {
  Said said;
  const Key key = rows[at].key;
  const Hash128* last = nullptr;
  for (; at < rows.size() && rows[at].key == key; ++at) {
    const Hash128& source = rows[at].source;
    if (source == kWithdrawnRow)
      said.withdrawn = true;
    else if (source == kHeldRow)
      said.held = true;
    else if (last == nullptr ||
             *last != source) {  // equal rows stand next to each other: counted once
      if (said.present && !grouped) said.contradicts = true;
      // Order-free: the sum of the different rows.
      said.source.low += source.low;
      said.source.high += source.high;
      said.present = true;
      last = &source;
    }
  }
  return said;
}

}  // namespace

std::vector<Difference> diff(const Partitions::Loaded& piece, std::span<const StateRecord> state,
                             const DiffOptions& options) {
  using Kind = Difference::Kind;
  std::vector<Difference> out;
  const auto& rows = piece.rows;
  const auto& contents = piece.contents;
  std::size_t row = 0;
  std::size_t settled = 0;
  std::size_t content = 0;

  const auto add_with_content = [&](Kind kind, const Key& key, const Hash128& source,
                                    const StateRecord& before) {
    while (content < contents.size() && contents[content].key < key) ++content;
    std::size_t end = content;
    while (end < contents.size() && contents[end].key == key) ++end;
    Difference difference{kind,
                          key,
                          source,
                          before,
                          static_cast<std::uint32_t>(content),
                          static_cast<std::uint32_t>(end - content)};
    if (difference.count == 0) difference.kind = Kind::Unread;
    content = end;
    out.push_back(difference);
  };

  while (row < rows.size() || settled < state.size()) {
    if (row == rows.size() || (settled < state.size() && state[settled].key < rows[row].key)) {
      const StateRecord& gone = state[settled++];
      out.push_back({Kind::Vanished, gone.key, {}, gone, 0, 0});
      continue;
    }
    const Key key = rows[row].key;
    const Said said = read_key(rows, row, options.grouped);
    const bool known = settled < state.size() && state[settled].key == key;
    const StateRecord before = known ? state[settled++] : StateRecord{key, {}, {}};
    if (said.held) continue;  // its note was written when it was staged
    if (said.contradicts) {
      out.push_back({Kind::Duplicate, key, said.source, before, 0, 0});
      continue;
    }
    if (!said.present) {
      if (known && said.withdrawn) out.push_back({Kind::Withdrawn, key, {}, before, 0, 0});
      continue;
    }
    if (!known)
      add_with_content(Kind::New, key, said.source, before);
    else if (before.source != said.source)
      add_with_content(Kind::Changed, key, said.source, before);
    else if (options.remap)
      add_with_content(Kind::Remap, key, said.source, before);
  }
  return out;
}

}  // namespace crosswalk::sync
