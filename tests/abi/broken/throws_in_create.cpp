// Throws through a table filled by hand. C++14, where the compiler does not see it; in C++17 it is
// an error.
#include <stdexcept>

#include "crosswalk/abi/module.h"

extern "C" {
static cw_status throwing_create(const cw_host*, cw_str, cw_instance**, cw_error*) {
  throw std::runtime_error("thrown on purpose");
}
#define CREATE throwing_create
#include "minimal.h"
}
