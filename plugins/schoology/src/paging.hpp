#pragma once

/// \file
/// Several reads in flight: a queue of addresses, and the answers as they come.

#include "client.hpp"
#include "decode.hpp"
#include "list_audit.hpp"

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace crosswalk::schoology {

/// One address to read.
struct Task {
  Kind kind = Kind::User;
  std::string path;     ///< with the query, `/v1/...`
  std::string within;   ///< the course of a list of sections, the section of a list of enrollments
  std::string object;   ///< the id of a single object; empty: a list
  bool led_to = false;  ///< a row led here: a 404 means that it is gone meanwhile
  /// Of a list: what its pages said so far, and its first page's path.
  std::shared_ptr<ListAudit> audit;
  std::string first_path;
};

/// A list from its first page.
Task list_of(Kind kind, std::string path, std::string within = {});
/// A single object.
Task object_of(Kind kind, std::string path, std::string id);

/// What follows the page of a list.
struct Continuation {
  std::optional<Task> next;  ///< the next page, or the first one again
  bool incomplete = false;   ///< the list ended, and it changed too often while it was read
};
/// \error BadData  the next page is not at Schoology, or is this page again
Result<Continuation> continue_list(const Task& task, const Page& page);

/// Keeps up to `width` reads in flight, in the order in which they were added. Pages of one list
/// follow each other, so their order is kept; different lists overtake one another. Reads left in
/// flight when it is destroyed are given up.
class Flight {
 public:
  Flight(Client client, std::size_t width) : client_(std::move(client)), width_(width) {}
  ~Flight();
  Flight(const Flight&) = delete;
  Flight& operator=(const Flight&) = delete;

  void add(Task task) { waiting_.push_back(std::move(task)); }
  bool idle() const { return waiting_.empty() && flying_.empty(); }

  struct Landed {
    Task task;
    HttpResponse answer;
  };
  /// The next answer, whatever its status. Only when not idle.
  /// \error as Http::send(), with the address's subject in front
  Result<Landed> land();

 private:
  Client client_;
  std::size_t width_;
  std::deque<Task> waiting_;
  std::map<cw_ticket, Task> flying_;
};

}  // namespace crosswalk::schoology
