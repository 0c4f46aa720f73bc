#pragma once

/// \file
/// The orgs of a snapshot, and which of them are mapped schools.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "crosswalk/result.hpp"
#include "flows/roster/choice.hpp"
#include "flows/roster/key_index.hpp"
#include "flows/roster/text_index.hpp"
#include "model/canonical.hpp"
#include "model/hash.hpp"

namespace crosswalk::flows {

struct Org {
  std::string id;
  model::Key key;
  std::string name;
  std::string identifier;
  bool known = false;  ///< the source has a row of it
  bool withdrawn = false;
  bool school = false;  ///< its type says so
  bool named = false;   ///< a class names it as its school
  Choice choice;

  bool candidate() const { return school || named; }
  bool mapped() const { return known && !withdrawn && candidate() && choice.mapped(); }
  /// What tells schools apart in codes.
  const std::string& mark() const { return identifier.empty() ? id : identifier; }
};

/// All orgs, by number. Small: districts have hundreds.
class Orgs {
 public:
  /// Takes a row. Of two different rows of one org the smaller one counts, whatever their order.
  void admit(const model::RecordView& record, const model::KeyMaker& keys);
  /// The number of the org that a class names as its school; it need not be known.
  std::uint32_t school_of_class(std::string_view id, const model::KeyMaker& keys);
  /// Applies the table of schools.
  /// \error BadConfig  an entry names no org, or several.
  Result<> resolve(const MapTable& table);

  std::uint32_t find(std::string_view id) const;
  std::uint32_t find(const model::Key& key) const;
  /// The one org of that sourcedId, or else identifier, or else name.
  /// \error BadConfig  there is none, or there are several; `setting` is where the text stands.
  Result<std::uint32_t> named(std::string_view text, std::string_view setting) const;

  const Org& operator[](std::uint32_t number) const { return orgs_[number]; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(orgs_.size()); }

 private:
  std::uint32_t add(std::string_view id, const model::KeyMaker& keys);

  std::vector<Org> orgs_;
  std::vector<std::string> rows_;  ///< the canonical bytes, to tell repeated rows apart
  TextIndex by_id_;
};

}  // namespace crosswalk::flows
