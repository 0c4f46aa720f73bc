#pragma once

/// \file
/// This host's services and opinion, lent to the conformance kit.

#include "app/check/fixture.hpp"
#include "testing/kit/lender.hpp"

#include "crosswalk/result.hpp"

#include <memory>
#include <string>

namespace crosswalk::app {

/// \param heard  a file to be made, for what is asked and answered over HTTP, where
///               each thing is asked once; empty: none
/// \error BadConfig, BadData  the fixture's configuration or recording cannot be used
Result<std::unique_ptr<kit::Lender>> make_lender(Fixture fixture, std::string heard = {});

}  // namespace crosswalk::app
