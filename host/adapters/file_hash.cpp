#include "adapters/file_hash.hpp"

#include "adapters/files/system_error.hpp"
#include "http/text.hpp"

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <array>
#include <memory>
#include <string_view>
#include <vector>

namespace crosswalk::adapters {

Result<std::string> sha256_of(const Fd& file) {
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                        &EVP_MD_CTX_free);
  bool good = context != nullptr && EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) == 1;
  std::vector<char> buffer(std::size_t{1} << 20U);
  for (off_t at = 0; good;) {
    const ssize_t got = ::pread(file.get(), buffer.data(), buffer.size(), at);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return system_error("reading the file");
    if (got == 0) break;
    good = EVP_DigestUpdate(context.get(), buffer.data(), static_cast<std::size_t>(got)) == 1;
    at += got;
  }
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  good = good && EVP_DigestFinal_ex(context.get(), digest.data(), &size) == 1;
  if (!good) return Error{ErrorCode::Internal, "OpenSSL gives no SHA-256"};
  return http::hex({reinterpret_cast<const char*>(digest.data()), size});
}

Result<Fd> open_regular(const std::string& path) {
  Fd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  if (!file && errno == ENOENT) return Error{ErrorCode::NotFound, path + ": there is no such file"};
  if (!file) return system_error(path);
  struct stat info{};
  if (::fstat(file.get(), &info) != 0) return system_error(path);
  if (!S_ISREG(info.st_mode)) return Error{ErrorCode::BadData, path + " is not a regular file"};
  return file;
}

}  // namespace crosswalk::adapters
