#pragma once

/// \file
/// What an expression may name: the source's columns, `mapped.<value>` and `metadata.<key>`.

#include <array>
#include <string_view>

#include "flows/roster/mapped_values.hpp"
#include "model/canonical.hpp"
#include "sync/expression.hpp"

namespace crosswalk::flows {

inline constexpr std::array<std::string_view, 2> kNameGroups{"mapped", "metadata"};

/// The values of one record. Dates are "YYYY-MM-DD", flags "true" and "false".
class RecordNames final : public sync::Expression::Names {
 public:
  RecordNames(const model::RecordView& record, const Values& values)
      : record_(record), values_(values) {}
  bool find(std::string_view name, model::FieldValue& value) override;

 private:
  const model::RecordView& record_;
  const Values& values_;
};

/// Every name with a text, to find those that do not exist before there is a record.
class SampleNames final : public sync::Expression::Names {
 public:
  explicit SampleNames(model::Entity entity) : entity_(entity) {}
  bool find(std::string_view name, model::FieldValue& value) override;

 private:
  model::Entity entity_;
};

}  // namespace crosswalk::flows
