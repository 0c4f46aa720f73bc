#include "roster.hpp"

#include <cmath>
#include <functional>

#include "csv_line.hpp"
#include "names.hpp"
#include "shape.hpp"

namespace crosswalk::bench {
namespace {

constexpr std::size_t kChunk = std::size_t{1} << 18;

template <std::size_t N>
std::string_view pick(const std::string_view (&list)[N], std::uint64_t hash) {
  return list[hash % N];
}

/// What happens to a row of a on its way to b.
enum class Fate : std::uint8_t { Same, Updated, Deleted };

class Generator {
 public:
  Generator(const RosterOptions& options, Shape shape, RosterSink& sink)
      : o_(options),
        shape_(std::move(shape)),
        sink_(sink),
        line_(mix(o_.seed), o_.crlf, o_.quote_all) {}

  Result<Expected> run() {
    using std::placeholders::_1;
    using std::placeholders::_2;
    const auto same = [](std::uint64_t) { return Fate::Same; };
    CW_CHECK(manifest());
    CW_CHECK(file("orgs", kOrgHead, 1 + shape_.schools().size(), 0,
                  std::bind(&Generator::org, this, _1), same));
    CW_CHECK(file("academicSessions", kSessionHead, 3, 0, std::bind(&Generator::session, this, _1),
                  same));
    CW_CHECK(file("courses", kCourseHead, shape_.courses(), 0,
                  std::bind(&Generator::course, this, _1), same));
    CW_CHECK(file("classes", kClassHead, shape_.classes(), 0,
                  std::bind(&Generator::klass, this, _1), same));
    CW_CHECK(file("users", kUserHead, o_.users, shape_.new_users(),
                  std::bind(&Generator::user, this, _1, _2),
                  std::bind(&Generator::fate_of_user, this, _1)));
    CW_CHECK(file("enrollments", kEnrollmentHead, o_.enrollments, shape_.new_enrollments(),
                  std::bind(&Generator::enrollment, this, _1, _2),
                  std::bind(&Generator::fate_of_enrollment, this, _1)));
    return std::move(expected_);
  }

 private:
  static constexpr std::string_view kOrgHead =
      "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId";
  static constexpr std::string_view kSessionHead =
      "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear";
  static constexpr std::string_view kCourseHead =
      "sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,"
      "subjects,"
      "subjectCodes";
  static constexpr std::string_view kClassHead =
      "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,"
      "schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods";
  static constexpr std::string_view kUserHead =
      "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,"
      "familyName,"
      "middleName,identifier,email,sms,phone,agentSourcedIds,grades,password";
  static constexpr std::string_view kEnrollmentHead =
      "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,"
      "beginDate,"
      "endDate";

  std::uint64_t hash(char kind, std::uint64_t i) const {
    return mix(mix(o_.seed) ^ (static_cast<std::uint64_t>(kind) << 48U) ^ i);
  }
  /// A number below 1 that decides a row's fate.
  double chance(char kind, std::uint64_t i) const {
    return static_cast<double>(hash(kind, i) >> 11U) / 9007199254740992.0;
  }

  Fate fate_of_user(std::uint64_t u) const {
    const double c = chance('F', u);
    if (shape_.kind_of_user(u) == UserKind::Staff) {
      const double leave =
          o_.change / 4 * static_cast<double>(o_.users) / static_cast<double>(shape_.staff());
      if (c < leave) return Fate::Deleted;
      return c < leave + o_.change / 2 ? Fate::Updated : Fate::Same;
    }
    return c < o_.change / 2 ? Fate::Updated : Fate::Same;
  }
  Fate fate_of_enrollment(std::uint64_t e) const {
    const double c = chance('G', e);
    return c < o_.change / 4 ? Fate::Deleted : c < o_.change * 3 / 4 ? Fate::Updated : Fate::Same;
  }

  Result<> put(std::string_view text) {
    pending_ += text;
    return pending_.size() < kChunk ? Result<>() : flush();
  }
  Result<> flush() {
    CW_CHECK(sink_.write(pending_));
    pending_.clear();
    return {};
  }

  Result<> manifest() {
    for (const char snapshot : {'a', 'b'}) {
      CW_CHECK(sink_.begin(snapshot, "manifest.csv"));
      std::string text = "propertyName,value\nmanifest.version,1.0\noneroster.version,1.1\n";
      for (const char* name :
           {"academicSessions", "classes", "courses", "enrollments", "orgs", "users"}) {
        text += "file." + std::string(name) + ",bulk\n";
      }
      for (const char* name : {"categories", "classResources", "courseResources", "demographics",
                               "lineItems", "resources", "results"}) {
        text += "file." + std::string(name) + ",absent\n";
      }
      text += "source.systemName,cw-generate-roster\nsource.systemCode,seed-" +
              std::to_string(o_.seed) + "\n";
      CW_CHECK(put(text));
      CW_CHECK(flush());
    }
    return {};
  }

  /// One file in both snapshots. `row` is called with the row's number and, where it takes two
  /// arguments, whether to write the changed version.
  template <class Row, class FateOf>
  Result<> file(std::string_view name, std::string_view head, std::uint64_t rows,
                std::uint64_t added, Row row, FateOf fate_of) {
    const auto write = [&](std::uint64_t i, bool changed) -> Result<> {
      line_.clear();
      if constexpr (std::is_invocable_v<Row, std::uint64_t, bool>)
        row(i, changed);
      else
        row(i);
      return put(line_.end());
    };
    const std::string file_name = std::string(name) + ".csv";
    const std::string header = std::string(head) + (o_.crlf ? "\r\n" : "\n");
    Changes& count = expected_[std::string(name)];
    count.before = rows;
    count.inserts = added;

    CW_CHECK(sink_.begin('a', file_name));
    CW_CHECK(put(header));
    for (std::uint64_t i = 0; i < rows; ++i) CW_CHECK(write(i, false));
    CW_CHECK(flush());

    CW_CHECK(sink_.begin('b', file_name));
    CW_CHECK(put(header));
    const std::uint64_t total = rows + added;
    const std::uint64_t step = stride(total);
    std::uint64_t i = total / 3;
    for (std::uint64_t n = 0; n < total; ++n, i = (i + step) % total) {
      const Fate fate = i < rows ? fate_of(i) : Fate::Same;
      if (fate == Fate::Deleted) {
        ++count.deletes;
        continue;
      }
      if (fate == Fate::Updated) ++count.updates;
      CW_CHECK(write(i, fate == Fate::Updated));
    }
    CW_CHECK(flush());
    count.after = rows + added - count.deletes;
    return {};
  }

  CsvLine& begin(char kind, std::uint64_t i) { return line_.id(kind, i).cell("").cell(""); }

  void org(std::uint64_t i) {
    begin('s', i);
    if (i == 0) {
      line_.cell("Synthetic District").cell("district").cell("D0").cell("");
      return;
    }
    line_.cell("School " + std::to_string(i)).cell("school").number(i, 6).id('s', 0);
  }

  void session(std::uint64_t i) {
    static constexpr std::string_view kRows[3][4] = {
        {"2026-2027", "schoolYear", "2026-08-17", "2027-06-11"},
        {"Semester 1", "semester", "2026-08-17", "2026-12-19"},
        {"Semester 2", "semester", "2027-01-11", "2027-06-11"}};
    begin('y', i);
    for (const std::string_view text : kRows[i]) line_.cell(text);
    if (i == 0)
      line_.cell("");
    else
      line_.id('y', 0);
    line_.cell("2027");
  }

  std::string_view subject_of_course(std::uint64_t k) const {
    return pick(kSubjects, hash('k', k));
  }
  std::uint64_t grade_of_course(std::uint64_t k) const { return 1 + (hash('k', k) >> 20U) % 12; }

  void course(std::uint64_t k) {
    const std::string_view subject = subject_of_course(k);
    begin('k', k).id('y', 0).cell(std::string(subject) + " " + std::to_string(grade_of_course(k)));
    line_.number(k, 6).number(grade_of_course(k), 2).id('s', 1 + shape_.school_of_course(k));
    line_.cell(subject.substr(0, subject.find(','))).number((hash('k', k) >> 32U) % 99999, 5);
  }

  void klass(std::uint64_t c) {
    const std::uint64_t k = shape_.course_of_class(c);
    const std::uint64_t h = hash('c', c);
    const std::string_view subject = subject_of_course(k);
    begin('c', c).cell(std::string(subject) + " " + std::to_string(grade_of_course(k)) +
                       " (section " + std::to_string(c % 100) + ")");
    line_.number(grade_of_course(k), 2).id('k', k).number(c, 7).cell("scheduled");
    line_.cell("Room " + std::to_string(100 + h % 300)).id('s', 1 + shape_.school_of_class(c));
    line_.id('y', 1 + (h >> 20U) % 2).cell(subject.substr(0, subject.find(','))).cell("");
    line_.number(1 + (h >> 32U) % 8);
  }

  void user(std::uint64_t u, bool changed) {
    const UserKind kind = shape_.kind_of_user(u);
    const std::uint64_t h = hash('u', u);
    const std::string_view given = pick(kGiven, h);
    const std::string_view family = pick(kFamily, h >> 12U);
    std::uint64_t grade = 1 + (h >> 40U) % 12;
    std::string last(family);
    std::string username;
    for (const char c : std::string(given.substr(0, 1)) + last.substr(0, 6)) {
      if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) username += static_cast<char>(c | 32);
    }
    username += std::to_string(u);
    const std::string email = username + "@district.example";
    if (changed) {  // a student moves up a grade or gets another name, an adult another name
      if (kind == UserKind::Student && (h >> 50U) % 2 == 0)
        grade = grade % 12 + 1;
      else
        last = std::string(pick(kFamily, (h >> 12U) + 1)) + "-" + last;
    }
    const std::string_view role = kind == UserKind::Student   ? "student"
                                  : kind == UserKind::Teacher ? "teacher"
                                                              : "aide";
    begin('u', u).cell("true").id('s', 1 + shape_.school_of_user(u)).cell(role).cell(username);
    line_.cell("{SIS:" + std::to_string(700000000 + u) + "}").cell(given).cell(last);
    line_.cell((h >> 60U) == 0 ? pick(kGiven, h >> 30U) : std::string_view{});
    line_.number(100000000 + u).cell(email).cell("").cell("").cell("");
    if (kind == UserKind::Student)
      line_.number(grade, 2);
    else
      line_.cell("");
    line_.cell("");
  }

  void enrollment(std::uint64_t e, bool changed) {
    const Seat seat = shape_.seat(e);
    std::string_view begin_date = "2026-08-17";
    std::string_view end_date = "2027-06-11";
    if (changed) {
      if (hash('e', e) % 2 == 0)
        begin_date = "2026-09-02";
      else
        end_date = "2026-12-19";
    }
    begin('e', e).id('c', seat.class_index).id('s', 1 + seat.school).id('u', seat.user);
    line_.cell(seat.teacher ? "teacher" : "student").cell(seat.teacher ? "true" : "false");
    line_.cell(begin_date).cell(end_date);
  }

  RosterOptions o_;
  Shape shape_;
  RosterSink& sink_;
  CsvLine line_;
  std::string pending_;
  Expected expected_;
};

}  // namespace

Result<Expected> generate(const RosterOptions& options, RosterSink& sink) {
  CW_TRY(Shape shape, Shape::create(options));
  return Generator(options, std::move(shape), sink).run();
}

std::string to_json(const RosterOptions& options, const Expected& expected) {
  std::string out = "{\"seed\": " + std::to_string(options.seed) + ", \"entities\": {";
  const char* separator = "\n  ";
  for (const auto& [name, c] : expected) {
    const auto field = [](const char* key, std::uint64_t n) {
      return "\"" + std::string(key) + "\": " + std::to_string(n);
    };
    out += separator + ("\"" + name) + "\": {" + field("before", c.before) + ", " +
           field("after", c.after) + ", " + field("inserts", c.inserts) + ", " +
           field("updates", c.updates) + ", " + field("deletes", c.deletes) + ", " +
           field("unchanged", c.before - c.updates - c.deletes) + "}";
    separator = ",\n  ";
  }
  return out + "}}\n";
}

}  // namespace crosswalk::bench
