#pragma once

/// \file
/// A certificate authority and servers' certificates, made on the spot by OpenSSL's API.

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>

namespace crosswalk::test {

/// Files in a folder of its own, removed with it.
class Certificates {
 public:
  struct Files {
    std::string certificate;
    std::string key;
  };

  Certificates()
      : folder_(make_folder()), ca_key_(new_key()), ca_(new_certificate("Test CA", ca_key_.get())) {
    add_extension(ca_.get(), NID_basic_constraints, "critical,CA:TRUE");
    X509_sign(ca_.get(), ca_key_.get(), EVP_sha256());
    write_certificate(ca_file(), ca_.get());
  }
  ~Certificates() { std::filesystem::remove_all(folder_); }
  Certificates(const Certificates&) = delete;
  Certificates& operator=(const Certificates&) = delete;

  std::string ca_file() const { return folder_ / "ca.pem"; }

  /// \param names  "DNS:localhost" or "IP:127.0.0.1"
  /// \param days   of validity from yesterday on; 0 = expired
  Files issue(const std::string& name, const std::string& names, int days = 2) const {
    const auto key = new_key();
    const auto certificate = new_certificate(name, key.get(), days);
    X509_set_issuer_name(certificate.get(), X509_get_subject_name(ca_.get()));
    add_extension(certificate.get(), NID_subject_alt_name, names.c_str());
    X509_sign(certificate.get(), ca_key_.get(), EVP_sha256());
    Files files{folder_ / (name + ".pem"), folder_ / (name + ".key")};
    write_certificate(files.certificate, certificate.get());
    std::FILE* file = std::fopen(files.key.c_str(), "w");
    PEM_write_PrivateKey(file, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    std::fclose(file);
    return files;
  }

 private:
  struct Free {
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    void operator()(X509* certificate) const { X509_free(certificate); }
  };
  using Key = std::unique_ptr<EVP_PKEY, Free>;
  using Certificate = std::unique_ptr<X509, Free>;

  static std::filesystem::path make_folder() {
    std::string name = std::filesystem::temp_directory_path() / "cw_http_XXXXXX";
    return mkdtemp(name.data());
  }

  static Key new_key() { return Key{EVP_EC_gen("P-256")}; }

  static Certificate new_certificate(const std::string& name, EVP_PKEY* key, int days = 2) {
    Certificate certificate{X509_new()};
    X509_set_version(certificate.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()),
                     static_cast<long>(std::hash<std::string>{}(name) % 1000000) + 1);
    constexpr long kDay = 24L * 3600;
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -2 * kDay);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), (days - 1) * kDay);
    X509_set_pubkey(certificate.get(), key);
    X509_NAME* subject = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
    X509_set_issuer_name(certificate.get(), subject);
    return certificate;
  }

  static void add_extension(X509* certificate, int kind, const char* value) {
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, nullptr, kind, value);
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
  }

  static void write_certificate(const std::string& path, X509* certificate) {
    std::FILE* file = std::fopen(path.c_str(), "w");
    PEM_write_X509(file, certificate);
    std::fclose(file);
  }

  std::filesystem::path folder_;
  Key ca_key_;
  Certificate ca_;
};

}  // namespace crosswalk::test
