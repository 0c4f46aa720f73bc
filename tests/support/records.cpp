#include "support/records.hpp"

#include <gtest/gtest.h>

#include "model/canonical.hpp"

namespace crosswalk::test {

std::vector<std::string> canonical(model::Entity entity, const Roster& roster) {
  std::vector<std::string> out;
  RosterSource source(roster, 64);
  auto stream = source.read(entity);
  const auto buffer = (*stream)->make_buffer();
  model::Canonicalizer canonicalizer(entity);
  for (bool more = true; more;) {
    const auto next = (*stream)->next(*buffer);
    if (!next) {
      ADD_FAILURE() << next.error().message;
      return out;
    }
    more = *next;
    for (std::uint32_t r = 0; r < buffer->view().rows(); ++r) {
      const auto bytes = canonicalizer.append(buffer->view(), r);
      if (!bytes)
        ADD_FAILURE() << bytes.error().message;
      else
        out.emplace_back(*bytes);
    }
  }
  return out;
}

std::string canonical(model::Entity entity, const Row& row) {
  Roster roster;
  roster.of(entity) = {row};
  return canonical(entity, roster).at(0);
}

}  // namespace crosswalk::test
