/// Every adapter that this tree builds passes its own host's first look, without a remark.

#include "adapters/registry.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace crosswalk::adapters {
namespace {

TEST(Shipped, AdaptersPassTheFirstLook) {
  MemoryVerdicts cache;
  FirstLook look({}, cache);
  const auto registry = Registry::scan({ABI_SHIPPED}, look);
  EXPECT_FALSE(registry->found().empty());
  for (const Found& found : registry->found()) {
    EXPECT_TRUE(found.ok) << found.sentence;
    EXPECT_THAT(found.warnings, ::testing::IsEmpty()) << found.path;
    const auto adapter = registry->get(found.manifest.id);
    EXPECT_TRUE(adapter) << adapter.error().message;
  }
}

}  // namespace
}  // namespace crosswalk::adapters
