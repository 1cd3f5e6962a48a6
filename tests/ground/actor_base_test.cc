#include "ground/actor_base.h"

#include <gtest/gtest.h>

namespace bestand {
namespace {

TEST(ActorBase, LoadsTheShippedFiles) {
  auto base = ActorBase::load(BESTAND_SOURCE_DIR);
  ASSERT_TRUE(base.ok()) << base.error().to_string();
  EXPECT_GE(base->name_count(), 1000u);
}

}  // namespace
}  // namespace bestand
