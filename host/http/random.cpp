#include "http/random.hpp"

#include <openssl/rand.h>

namespace crosswalk::http {

Result<> SystemRandom::fill(std::span<unsigned char> out) {
  if (RAND_bytes(out.data(), static_cast<int>(out.size())) != 1) {
    return Error{ErrorCode::Internal, "the machine gave no random bytes"};
  }
  return {};
}

}  // namespace crosswalk::http
