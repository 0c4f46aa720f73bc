/// \file
/// Sections, in fifties: new ones under their course or nested in several courses, old ones by id.

#include "code_fault.hpp"
#include "encode.hpp"

#include "crosswalk/percent.hpp"
#include "reads.hpp"
#include "section_calls.hpp"
#include "write.hpp"

#include <algorithm>
#include <map>

namespace crosswalk::schoology {
namespace {

std::vector<Expected> expected_codes(const Changes& changes, const RowList& rows) {
  std::vector<Expected> items;
  for (const auto row : rows) {
    items.push_back({{"section_school_code", std::string(changes.text(row, "code"))}});
  }
  return items;
}

void report_created(Work& work, const RowList& rows, const std::vector<Verdict>& verdicts) {
  std::vector<std::string_view> refused;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (verdicts[i].fate == Fate::Refused) refused.push_back(work.changes.text(rows[i], "code"));
  }
  std::map<std::string, std::string> there;
  if (!refused.empty()) {
    // When it cannot be told, Schoology's own words have to do.
    auto found = look_up(work.client, sections_by_code(refused), "code", "id");
    if (found) there = std::move(found).value();
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto found = there.find(std::string(work.changes.text(rows[i], "code")));
    if (verdicts[i].fate == Fate::Refused && found != there.end()) {
      work.report.exists(rows[i], verdicts[i].status, "a section with this code is there already",
                         found->second);
    } else {
      work.report.settle_created(rows[i], verdicts[i]);
    }
  }
}

Result<> create_under_course(Work& work, const CourseSections& course) {
  const BulkCall call{
      work.client.write("POST", "/v1/courses/" + percent_encoded(course.course) + "/sections",
                        encode_sections(work.changes, course.rows)),
      {},
      "section",
      expected_codes(work.changes, course.rows)};
  CW_TRY(const auto verdicts, send_bulk(work.client, call));
  report_created(work, course.rows, verdicts);
  return {};
}

/// One course of a nested answer: its sections' own rows; without any, the course's failure is
/// theirs.
std::vector<Verdict> verdicts_in_course(const Changes& changes, const CourseSections& course,
                                        const CourseReply& reply) {
  if (reply.sections.empty() && reply.course.verdict.fate != Fate::Applied) {
    Verdict verdict = reply.course.verdict;
    verdict.id.clear();
    return std::vector<Verdict>(course.rows.size(), verdict);
  }
  return verdicts_for(expected_codes(changes, course.rows), reply.sections);
}

/// One call for several courses. A course that Schoology refuses in this form is tried again by
/// itself.
Result<> create_nested(Work& work, const std::vector<CourseSections>& courses) {
  CW_TRY(const Answer answer,
         send_write(work.client, work.client.write("POST", "/v1/courses?update_existing=1",
                                                   encode_nested_sections(work.changes, courses),
                                                   CW_RETRY_SAFE)));
  if (!answer.has_body && answer.verdict.fate == Fate::Refused) {
    for (const CourseSections& course : courses) CW_CHECK(create_under_course(work, course));
    return {};
  }
  const auto replies = decode_course_rows(answer.body);
  std::vector<Expected> items;
  for (const CourseSections& course : courses) items.push_back({{"course_code", course.code}});
  std::vector<const RowReply*> rows;
  if (answer.has_body && replies) {
    for (const CourseReply& reply : *replies) rows.push_back(&reply.course);
  }
  const auto matched = match_rows(items, rows);
  for (std::size_t i = 0; i < courses.size(); ++i) {
    if (!matched[i]) {
      const std::vector<Verdict> same(courses[i].rows.size(), answer.verdict);
      report_created(work, courses[i].rows, same);
      continue;
    }
    const CourseReply& reply = (*replies)[*matched[i]];
    if (reply.course.verdict.fate == Fate::Refused && reply.sections.empty()) {
      CW_CHECK(create_under_course(work, courses[i]));
    } else {
      report_created(work, courses[i].rows, verdicts_in_course(work.changes, courses[i], reply));
    }
  }
  return {};
}

Result<> update_sections(Work& work, const RowList& rows) {
  BulkCall call{work.client.write("PUT", "/v1/sections", encode_sections(work.changes, rows)),
                {},
                "section",
                {}};
  for (const auto row : rows) call.items.push_back({{"id", std::string(work.changes.id(row))}});
  CW_TRY(const auto verdicts, send_bulk(work.client, call));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    work.report.settle(rows[i], verdicts[i], work.changes.id(rows[i]));
  }
  return {};
}

/// New sections that can be sent; the others are refused here.
RowList sendable_sections(Work& work) {
  RowList out;
  for (const auto row : work.changes.with_op(CW_ROW_CREATE)) {
    if (const auto fault = code_fault(work.changes.text(row, "code")); !fault.empty()) {
      work.report.refuse(row, fault);
    } else if (work.changes.text(row, "course").empty()) {
      work.report.refuse(row, "the section has no course");
    } else {
      out.push_back(row);
    }
  }
  return out;
}

}  // namespace

Result<> write_sections(Work& work) {
  refuse_other_ops(work, {CW_ROW_CREATE, CW_ROW_PATCH});
  for (const RowList& rows : chunks(sendable_sections(work))) {
    const SectionCalls calls =
        plan_section_calls(by_course(work.changes, rows), work.options.nested_sections);
    for (const auto& courses : calls.nested) CW_CHECK(create_nested(work, courses));
    for (const auto& course : calls.direct) CW_CHECK(create_under_course(work, course));
  }
  for (const RowList& rows : chunks(work.changes.with_op(CW_ROW_PATCH))) {
    CW_CHECK(update_sections(work, rows));
  }
  return {};
}

}  // namespace crosswalk::schoology
