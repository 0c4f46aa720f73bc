#include "reading.hpp"

#include <chrono>
#include <cstdlib>
#include <new>

namespace crosswalk::oneroster::testing {
namespace {

std::string date_text(std::int64_t days) {
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{days}}};
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", int{date.year()}, unsigned{date.month()},
                unsigned{date.day()});
  return text;
}

}  // namespace

std::string to_text(const BatchView& batch, const cw_cell& cell) {
  switch (cell.type) {
    case CW_T_BOOL:
      return cell.v.i != 0 ? "true" : "false";
    case CW_T_DATE:
      return date_text(cell.v.i);
    case CW_T_TEXT:
    case CW_T_JSON:
      return std::string(batch.text(cell));
    case CW_T_LIST: {
      std::string out = "[";
      const char* separator = "";
      for (const cw_cell& item : batch.list(cell)) {
        out += separator + to_text(batch, item);
        separator = ";";
      }
      return out + "]";
    }
    default:
      return {};
  }
}

std::vector<ReadRow> ReadResult::good() const {
  std::vector<ReadRow> out;
  for (const ReadRow& r : rows) {
    if (!r.bad()) out.push_back(r);
  }
  return out;
}

std::vector<ReadRow> ReadResult::bad() const {
  std::vector<ReadRow> out;
  for (const ReadRow& r : rows) {
    if (r.bad()) out.push_back(r);
  }
  return out;
}

std::vector<std::string_view> columns_of(std::string_view entity) {
  static const std::map<std::string_view, std::vector<std::string_view>> kColumns = {
      {"org", {"sourcedId", "status", "metadata", "name", "type", "identifier", "parent"}},
      {"academicSession",
       {"sourcedId", "status", "metadata", "title", "type", "startDate", "endDate", "parent",
        "schoolYear"}},
      {"course",
       {"sourcedId", "status", "metadata", "title", "courseCode", "schoolYear", "grades",
        "subjects", "subjectCodes", "org"}},
      {"class",
       {"sourcedId", "status", "metadata", "title", "classCode", "classType", "location", "grades",
        "subjects", "subjectCodes", "periods", "course", "school", "terms"}},
      {"user",
       {"sourcedId",
        "status",
        "metadata",
        "enabledUser",
        "username",
        "givenName",
        "familyName",
        "middleName",
        "preferredFirstName",
        "preferredMiddleName",
        "preferredLastName",
        "pronouns",
        "identifier",
        "userMasterIdentifier",
        "email",
        "sms",
        "phone",
        "userIds",
        "roles",
        "primaryOrg",
        "agents",
        "grades"}},
      {"enrollment",
       {"sourcedId", "status", "metadata", "class", "user", "school", "role", "primary",
        "beginDate", "endDate"}}};
  return kColumns.at(entity);
}

ReadResult read_entity(crosswalk::testing::FakeFilesHost& host, std::string_view entity,
                       std::vector<std::string_view> columns, std::size_t capacity) {
  if (columns.empty()) columns = columns_of(entity);
  ReadResult result;
  const auto failed = [&](const Error& error) {
    result.error = error.message;
    result.code = error.code;
    return result;
  };
  auto adapter = OneRoster::create(host.host(), R"({"path":"/somewhere"})");
  if (!adapter) return failed(adapter.error());
  ReadRequest request;
  request.entity = entity;
  request.columns = columns;
  auto stream = (*adapter)->open(request);
  if (!stream) return failed(stream.error());

  constexpr std::uint32_t kSchema = 7;
  const auto n = static_cast<std::uint32_t>(columns.size());
  const auto release = [](std::uint8_t* p) { std::free(p); };
  for (bool more = true; more;) {
    std::unique_ptr<std::uint8_t, decltype(release)> buffer(
        static_cast<std::uint8_t*>(std::aligned_alloc(64, (capacity + 63) / 64 * 64)), release);
    BatchWriter writer(buffer.get(), capacity, n, kSchema);
    auto next = (*stream)->next(writer);
    if (!next) return failed(next.error());
    more = *next;
    if (more && writer.rows() == 0) {
      if (writer.need() == 0) return failed({ErrorCode::Internal, "an empty batch and no need"});
      capacity = writer.need();
      continue;
    }
    auto view = BatchView::check(buffer.get(), capacity, n, kSchema);
    if (!view) return failed(view.error());
    ++result.batches;
    for (std::uint32_t r = 0; r < view->rows(); ++r) {
      ReadRow row;
      row.op = view->row(r).op;
      row.flags = view->row(r).flags;
      row.line = view->row(r).origin;
      row.id = to_text(*view, view->cell(r, 0));
      if (row.bad()) {
        if (n > 1) row.reason = to_text(*view, view->cell(r, 1));
      } else {
        for (std::uint32_t c = 0; c < n; ++c) {
          if (view->cell(r, c).type == CW_T_ABSENT) continue;
          row.values[std::string(columns[c])] = to_text(*view, view->cell(r, c));
        }
      }
      result.rows.push_back(std::move(row));
    }
  }
  auto end = (*stream)->finish();
  if (!end) return failed(end.error());
  result.end = *end;
  return result;
}

std::map<std::string, std::string> small_export() {
  return {
      {"manifest.csv",
       "propertyName,value\nmanifest.version,1.0\noneroster.version,1.1\n"
       "file.academicSessions,bulk\nfile.categories,absent\nfile.classes,bulk\n"
       "file.classResources,absent\nfile.courses,bulk\nfile.courseResources,absent\n"
       "file.demographics,absent\nfile.enrollments,bulk\nfile.lineItems,absent\nfile.orgs,bulk\n"
       "file.resources,absent\nfile.results,absent\nfile.users,bulk\n"},
      {"orgs.csv",
       "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\n"
       "org-d1,,,Maplebrook Unified,district,0490001,\n"
       "org-s1,,,Fern Hollow Middle,school,0490001-014,org-d1\n"},
      {"academicSessions.csv",
       "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear\n"
       "ses-y26,,,2025-2026,schoolYear,2025-08-18,2026-06-06,,2026\n"
       "ses-s1,,,Semester 1,semester,2025-08-18,2026-01-10,ses-y26,2026\n"},
      {"courses.csv",
       "sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,"
       "subjects,subjectCodes\n"
       "crs-204,,,ses-y26,\"Life Science, Grade "
       "7\",SC204,07,org-s1,\"Biology,Ecology\",\"03051,03003\"\n"},
      {"classes.csv",
       "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,"
       "location,"
       "schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods\n"
       "cls-204-3,,,\"Life Science 7 \"\"Blue\"\"\",07,crs-204,SC204-3,scheduled,Lab 2,org-s1,"
       "\"ses-s1,ses-q1\",,,\"3,4\"\n"},
      {"users.csv",
       "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,"
       "givenName,"
       "familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password\n"
       "usr-t9,,,true,\"org-s1,org-d1\",teacher,w.okonjo,{SIS:55120},Wanda,Okonjo,,55120,"
       "w.okonjo@maplebrook.example,,,,,hunter2\n"
       "usr-k3,,,true,org-s1,student,t.halle29,\"{SIS:70031},{Badge:A-118}\",Teodoro,Halle,Iñaki,"
       "70031,"
       ",,,usr-p7,07,\n"},
      {"enrollments.csv",
       "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,"
       "primary,"
       "beginDate,endDate\n"
       "enr-1,,,cls-204-3,org-s1,usr-t9,teacher,true,2025-08-18,2026-01-10\n"
       "enr-2,,,cls-204-3,org-s1,usr-k3,student,,2025-08-18,2026-01-10\n"}};
}

}  // namespace crosswalk::oneroster::testing
