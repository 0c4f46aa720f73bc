/// Parents and children name each other, and none of them comes first.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "export/decide.hpp"

namespace crosswalk::oneroster::exports {
namespace {

Record person(const std::string& id, const std::string& agents) {
  Record record{id, std::vector<std::string>(sheet(SheetId::Users).fields.size())};
  record.values[user_field::kAgents] = agents;
  return record;
}

std::string agents_of(const Edits& edits, const std::string& id) {
  const auto at = edits.find(id);
  return at == edits.end() ? "no edit" : at->second->values[user_field::kAgents];
}

TEST(ExportAgents, OfABatchNameEachOther) {
  Edits edits;
  edits["kid"] = person("kid", "dad,mum,nobody,kid");
  edits["mum"] = person("mum", "");
  edits["dad"] = person("dad", "kid");
  settle_agents(edits, {}, {"kid", "mum", "dad"});
  EXPECT_EQ(agents_of(edits, "kid"), "dad,mum");
  EXPECT_EQ(agents_of(edits, "mum"), "kid") << "stated on both sides";
  EXPECT_EQ(agents_of(edits, "dad"), "kid");
}

TEST(ExportAgents, WhoComesLaterIsAddedToWhoIsThere) {
  Edits edits;
  edits["mum"] = person("mum", "kid");
  settle_agents(edits, {{"kid", person("kid", "dad")}}, {"mum"});
  EXPECT_EQ(agents_of(edits, "kid"), "dad,mum");
}

TEST(ExportAgents, WhoLeavesIsNobodysAgent) {
  Edits edits;
  edits["kid"] = person("kid", "mum");
  edits["mum"] = std::nullopt;
  settle_agents(edits, {{"kid", person("kid", "")}, {"mum", person("mum", "kid")}}, {});
  EXPECT_EQ(agents_of(edits, "kid"), "no edit") << "nothing is different from what is there";
  EXPECT_FALSE(edits.at("mum").has_value());
}

}  // namespace
}  // namespace crosswalk::oneroster::exports
