#pragma once

/// \file
/// The academic sessions of a snapshot: which school year each belongs to, which are sent, and
/// under which title.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crosswalk/result.hpp"
#include "flows/roster/choice.hpp"
#include "flows/roster/key_index.hpp"
#include "flows/roster/orgs.hpp"
#include "flows/roster/text_index.hpp"
#include "model/canonical.hpp"
#include "model/hash.hpp"

namespace crosswalk::flows {

struct Session {
  std::string id;
  model::Key key;
  std::string title;
  std::string type;
  std::string parent;
  std::string school_year;
  std::int64_t start = 0;
  std::int64_t end = 0;  ///< the first day after, whatever the source says
  bool known = false;    ///< the source has a row of it
  bool withdrawn = false;
  std::uint32_t year = kNone;
  Choice choice;
  std::vector<std::uint32_t> schools;  ///< mapped ones with an eligible class in it; sorted
  bool sent = false;
  std::string final_title;
  std::string shared_key;  ///< equal ones are one record of the destination

  bool there() const { return known && !withdrawn; }
};

struct Year {
  std::string label;        ///< "2027", or the source's word where it is no year
  std::string id;           ///< of the one session that stands for it, or the label
  std::string title;        ///< of that session, or "2026-2027"
  std::optional<int> ends;  ///< the calendar year in which it ends
  std::int64_t first = 0;
  std::int64_t last = 0;  ///< the first day after
  std::uint64_t classes = 0;
};

/// "2027" of "2027", "2026-2027", "2026-27", "2026/2027"; nothing of anything else.
std::optional<int> year_of(std::string_view text);

class Sessions {
 public:
  /// \param end_exclusive  the source's end dates are the first day after
  explicit Sessions(bool end_exclusive) : end_exclusive_(end_exclusive) {}

  /// Takes a row. Of two different rows of one session the smaller one counts, whatever their
  /// order.
  void admit(const model::RecordView& record, const model::KeyMaker& keys);
  /// Finds each session's year and applies the table of terms.
  /// \error BadConfig  an entry names no session.
  Result<> resolve(const MapTable& terms);

  /// The number of a session that a class names; it need not be known.
  std::uint32_t term_of_class(std::string_view id, const model::KeyMaker& keys);
  /// Adds to the number of classes of a year.
  void count_class(std::uint32_t year) { ++years_[year].classes; }
  void forget_counts() {
    for (Year& year : years_) year.classes = 0;
  }

  /// \error BadConfig  the setting names no year, or several; the message lists those that exist.
  Result<> choose_year(const std::string& setting, std::int64_t today);
  std::uint32_t active_year() const { return active_; }
  const Year* active() const { return active_ == kNone ? nullptr : &years_[active_]; }
  /// Present, of the active year, and not left out by the table.
  bool eligible(const Session& session) const {
    return session.there() && session.year == active_ && active_ != kNone &&
           session.choice.mapped();
  }

  void forget_use();
  void use(std::uint32_t number, std::uint32_t school);
  /// Decides titles and shared keys, once all use is known.
  /// \param end_inclusive  the destination's end is the last day
  void settle(const Orgs& orgs, bool end_inclusive);

  /// The end date as the destination wants it.
  static std::int64_t end_as_sent(const Session& session, bool inclusive);

  std::uint32_t find(std::string_view id) const;
  std::uint32_t find(const model::Key& key) const;
  const Session& operator[](std::uint32_t number) const { return sessions_[number]; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(sessions_.size()); }
  const std::vector<Year>& years() const { return years_; }

 private:
  std::uint32_t add(std::string_view id, const model::KeyMaker& keys);
  std::string label_by_itself(const Session& session) const;
  std::string label_by_dates(const Session& session, const std::vector<std::string>& labels) const;
  void make_years(const std::vector<std::string>& labels);
  Result<std::uint32_t> year_named(const std::string& setting) const;
  std::vector<std::string> year_names() const;

  bool end_exclusive_;
  std::vector<Session> sessions_;
  std::vector<std::string> rows_;
  TextIndex by_id_;
  std::vector<Year> years_;  ///< by label
  std::uint32_t active_ = kNone;
};

}  // namespace crosswalk::flows
