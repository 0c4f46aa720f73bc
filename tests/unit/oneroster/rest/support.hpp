#pragma once

/// \file
/// The REST adapter on a scripted host, its batches read as plain values.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "crosswalk/json.hpp"
#include "rest/adapter.hpp"
#include "support/fake_http_host.hpp"

namespace crosswalk::oneroster::rest {

/// Two records a page, so that a few records make several pages.
inline constexpr std::string_view kConfig =
    R"({"base_url": "http://127.0.0.1:9", "version": "1.2", "auth": "bearer", "token": "t", "page_size": 2})";
inline constexpr std::string_view kBase = "/ims/oneroster/rostering/v1p2/";

/// One row: fields as text ("true", "2026-08-17", "[a;b]"); an ABSENT one is not there.
struct ReadRow {
  std::uint16_t op = 0;
  bool bad = false;
  std::map<std::string, std::string> fields;
  std::string operator[](const std::string& name) const {
    const auto at = fields.find(name);
    return at == fields.end() ? "" : at->second;
  }
};

struct ReadResult {
  std::vector<ReadRow> rows;
  ReadEnd end;
  std::vector<std::string> ids() const {
    std::vector<std::string> out;
    for (const ReadRow& row : rows) out.push_back(row["sourcedId"]);
    return out;
  }
};

class RestTest : public ::testing::Test {
 protected:
  OneRosterRest& adapter(std::string_view config = kConfig);

  /// Answers the page of `list` at `offset`, two a page, sorted; `body` is the whole body.
  void page(const std::string& list, int offset, std::string body,
            std::map<std::string, std::string> headers = {}, std::uint32_t status = 200);
  /// The same with the records of these sourcedIds in the envelope `orgs`.
  void orgs(int offset, const std::vector<std::string>& ids,
            std::map<std::string, std::string> headers = {});

  Result<ReadResult> read(std::string_view entity, std::vector<std::string_view> columns,
                          std::size_t capacity = 1 << 20);
  /// A read that must succeed.
  ReadResult read_ok(std::string_view entity, std::vector<std::string_view> columns,
                     std::size_t capacity = 1 << 20);
  /// The first row of one record.
  ReadRow read_one(std::string_view entity, const std::string& list, const Json& record,
                   std::vector<std::string_view> columns);

  crosswalk::testing::FakeHttpHost fake_;
  std::unique_ptr<OneRosterRest> adapter_;
};

}  // namespace crosswalk::oneroster::rest
