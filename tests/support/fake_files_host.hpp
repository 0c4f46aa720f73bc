#pragma once

/// \file
/// A host for adapters that read files: lends cw.core/1 and cw.files/1 over files in memory or in a
/// folder, and remembers what was logged. For tests and benchmarks; no error paths of a real file
/// system beyond those that its switches provoke.

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crosswalk/abi/core.h"
#include "crosswalk/abi/files.h"
#include "crosswalk/host.hpp"

namespace crosswalk::testing {

class FakeFilesHost {
 public:
  struct LogLine {
    std::uint32_t level;
    std::string code;
    std::string text;
  };

  FakeFilesHost() {
    files_ = {sizeof(cw_if_files), 0, list, open, read, close, nullptr, nullptr, nullptr};
    core_ = {};
    core_.struct_size = sizeof(cw_if_core);
    core_.log = log;
    core_.cancelled = cancelled;
    core_.progress = progress;
    core_.now_ms = now_ms;
    host_ = {};
    host_.struct_size = sizeof(cw_host);
    host_.abi_major = CW_ABI_MAJOR;
    host_.abi_minor = CW_ABI_MINOR;
    host_.impl = this;
    host_.get_interface = get_interface;
  }
  FakeFilesHost(const FakeFilesHost&) = delete;
  FakeFilesHost& operator=(const FakeFilesHost&) = delete;

  /// Files by their name under the root.
  std::map<std::string, std::string> memory;
  /// Instead of `memory`: a folder, whose files are read from disk.
  std::string folder;
  std::vector<LogLine> logged;
  std::size_t most_bytes_a_read = SIZE_MAX;  ///< short reads
  std::uint64_t fail_read_at = UINT64_MAX;   ///< a read from this offset on fails (CW_E_TRANSIENT)
  std::string lie_about_size_of;             ///< this file's size is told one too big
  std::string grows;                         ///< this file is told bigger in each list
  bool cancel = false;
  std::uint64_t now = 1'790'000'000'000;  ///< ms since 1970: a day of September 2026
  std::uint64_t lists = 0;
  std::uint64_t open_files = 0;

  const cw_host* abi() const { return &host_; }
  Host host() const { return Host(&host_); }

  bool has_logged(std::string_view part) const {
    return std::any_of(logged.begin(), logged.end(), [&](const LogLine& line) {
      return line.text.find(part) != std::string::npos;
    });
  }

 private:
  struct OpenFile {
    std::string_view bytes;
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> disk{nullptr, std::fclose};
  };

  static FakeFilesHost& self(const cw_host* host) {
    return *static_cast<FakeFilesHost*>(host->impl);
  }
  static std::string_view text(cw_str s) { return {s.ptr, s.len}; }

  static const void* get_interface(const cw_host* host, cw_str id) CW_NX {
    if (text(id) == CW_IF_FILES) return &self(host).files_;
    if (text(id) == CW_IF_CORE) return &self(host).core_;
    return nullptr;
  }
  static void log(const cw_host* host, std::uint32_t level, cw_str code, cw_str line) CW_NX {
    self(host).logged.push_back({level, std::string(text(code)), std::string(text(line))});
  }
  static std::uint32_t cancelled(const cw_host* host) CW_NX { return self(host).cancel ? 1 : 0; }
  static std::uint64_t now_ms(const cw_host* host) CW_NX { return self(host).now; }
  static void progress(const cw_host*, std::uint64_t, std::uint64_t, cw_str) CW_NX {}

  static cw_status fail(cw_error* error, cw_status status, const std::string& message) {
    error->status = status;
    std::snprintf(error->message, sizeof error->message, "%s", message.c_str());
    return status;
  }

  std::map<std::string, std::uint64_t> sizes() const {
    std::map<std::string, std::uint64_t> out;
    if (folder.empty()) {
      for (const auto& [name, bytes] : memory) out[name] = bytes.size();
    } else {
      for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.is_regular_file()) out[entry.path().filename().string()] = entry.file_size();
      }
    }
    if (!lie_about_size_of.empty()) ++out[lie_about_size_of];
    if (!grows.empty()) out[grows] += lists;
    return out;
  }

  static cw_status list(const cw_host* host, cw_str, cw_sink* json, cw_error* error) CW_NX {
    FakeFilesHost& me = self(host);
    ++me.lists;
    if (!me.folder.empty() && !std::filesystem::is_directory(me.folder)) {
      return fail(error, CW_E_CONFIG, "no such folder");
    }
    std::string out = "[";
    for (const auto& [name, size] : me.sizes()) {
      out += out.size() > 1 ? "," : "";
      out += "{\"name\":\"" + name + "\",\"size\":" + std::to_string(size) + ",\"modified_ms\":0}";
    }
    out += "]";
    return json->put(json, out.data(), out.size());
  }

  static cw_status open(const cw_host* host, cw_str, cw_str name, cw_file* out, std::uint64_t* size,
                        cw_error* error) CW_NX {
    FakeFilesHost& me = self(host);
    const std::string key(text(name));
    const auto known = me.sizes();
    const auto at = known.find(key);
    if (at == known.end()) return fail(error, CW_E_NOT_FOUND, "no file " + key);
    OpenFile file;
    if (me.folder.empty())
      file.bytes = me.memory.at(key);
    else
      file.disk.reset(std::fopen((me.folder + "/" + key).c_str(), "rb"));
    if (!me.folder.empty() && !file.disk) return fail(error, CW_E_NOT_FOUND, "cannot open " + key);
    *out = ++me.last_;
    *size = at->second;
    me.opened_.emplace(*out, std::move(file));
    me.open_files = me.opened_.size();
    return CW_OK;
  }

  static cw_status read(const cw_host* host, cw_file id, std::uint64_t offset, void* buffer,
                        std::uint64_t capacity, std::uint64_t* got, cw_error* error) CW_NX {
    FakeFilesHost& me = self(host);
    OpenFile& file = me.opened_.at(id);
    if (offset >= me.fail_read_at) return fail(error, CW_E_TRANSIENT, "the disk did not answer");
    capacity = std::min<std::uint64_t>(capacity, me.most_bytes_a_read);
    if (file.disk) {
      *got = std::fread(buffer, 1, capacity, file.disk.get());
      return CW_OK;
    }
    const std::string_view rest =
        file.bytes.substr(std::min<std::size_t>(offset, file.bytes.size()));
    *got = std::min<std::uint64_t>(capacity, rest.size());
    std::memcpy(buffer, rest.data(), *got);
    return CW_OK;
  }

  static void close(const cw_host* host, cw_file id) CW_NX {
    self(host).opened_.erase(id);
    self(host).open_files = self(host).opened_.size();
  }

  cw_host host_;
  cw_if_core core_;
  cw_if_files files_;
  std::map<cw_file, OpenFile> opened_;
  cw_file last_ = 0;
};

}  // namespace crosswalk::testing
