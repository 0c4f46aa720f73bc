#include "support/strict_package.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <regex>
#include <set>
#include <sstream>

namespace crosswalk::testing {
namespace {

using Texts = std::vector<std::string>;

/// A column: its name, `*` when it must have a value, and what the value is: "date", "flag",
/// "year", "ids" (userIds), ">file" a reference, ">>file" a list of them, "=a|b" one of these
/// words.
struct Rule {
  std::string name;
  bool filled;
  std::string is;
};

struct Kind {
  std::vector<Rule> rules;
  Texts needs;  ///< files that must come with it
};

std::vector<Rule> rules_of(const std::string& text) {
  std::vector<Rule> rules{
      {"sourcedId", true, ""}, {"status", false, "empty"}, {"dateLastModified", false, "empty"}};
  std::istringstream words(text);
  for (std::string word; words >> word;) {
    Rule rule{word, false, ""};
    if (const auto colon = word.find(':'); colon != std::string::npos) {
      rule.is = word.substr(colon + 1);
      rule.name = word.substr(0, colon);
    }
    if (rule.name.back() == '*') {
      rule.filled = true;
      rule.name.pop_back();
    }
    rules.push_back(rule);
  }
  return rules;
}

const std::string kRoles11 = "=administrator|aide|guardian|parent|proctor|relative|student|teacher";
const std::string kRoles12 =
    "=aide|counselor|districtAdministrator|guardian|parent|principal|proctor|relative|"
    "siteAdministrator|student|systemAdministrator|teacher";

std::map<std::string, Kind> kinds_of(bool v12) {
  std::map<std::string, Kind> kinds;
  kinds["academicSessions"] = {
      rules_of("title* type*:=gradingPeriod|semester|schoolYear|term startDate*:date endDate*:date "
               "parentSourcedId:>academicSessions schoolYear*:year"),
      {}};
  kinds["orgs"] = {rules_of("name* type*:=department|school|district|local|state|national "
                            "identifier parentSourcedId:>orgs"),
                   {}};
  kinds["courses"] = {
      rules_of("schoolYearSourcedId:>academicSessions title* courseCode grades orgSourcedId*:>orgs "
               "subjects subjectCodes"),
      {"orgs"}};
  kinds["classes"] = {
      rules_of("title* grades courseSourcedId*:>courses classCode classType*:=homeroom|scheduled "
               "location schoolSourcedId*:>orgs termSourcedIds*:>>academicSessions subjects "
               "subjectCodes periods"),
      {"academicSessions", "courses", "orgs"}};
  if (v12) {
    kinds["users"] = {
        rules_of("enabledUser*:flag username* userIds:ids givenName* familyName* middleName "
                 "identifier email sms phone agentSourcedIds:>>users grades password "
                 "userMasterIdentifier preferredGivenName preferredMiddleName preferredFamilyName "
                 "primaryOrgSourcedId:>orgs pronouns"),
        {"roles", "orgs"}};
    kinds["roles"] = {
        rules_of("userSourcedId*:>users roleType*:=primary|secondary role*:" + kRoles12 +
                 " beginDate:date endDate:date orgSourcedId*:>orgs "
                 "userProfileSourcedId:empty"),
        {"users", "orgs"}};
  } else {
    kinds["users"] = {
        rules_of("enabledUser*:flag orgSourcedIds*:>>orgs role*:" + kRoles11 +
                 " username* userIds:ids givenName* familyName* middleName "
                 "identifier email sms phone agentSourcedIds:>>users grades password"),
        {"orgs"}};
  }
  kinds["enrollments"] = {
      rules_of("classSourcedId*:>classes schoolSourcedId*:>orgs userSourcedId*:>users "
               "role*:=administrator|proctor|student|teacher primary:flag beginDate:date "
               "endDate:date"),
      {"classes", "users", "orgs"}};
  return kinds;
}

Texts file_rows(bool v12) {
  Texts names{"academicSessions", "categories",   "classes",     "classResources", "courses",
              "courseResources",  "demographics", "enrollments", "lineItems",      "orgs",
              "resources",        "results",      "users"};
  if (v12) {
    for (const char* name :
         {"lineItemLearningObjectiveIds", "lineItemScoreScales", "resultLearningObjectiveIds",
          "resultScoreScales", "roles", "scoreScales", "userProfiles", "userResources"}) {
      names.emplace_back(name);
    }
  }
  return names;
}

Texts split_list(const std::string& list) {
  Texts out;
  std::istringstream items(list);
  for (std::string item; std::getline(items, item, ',');) out.push_back(item);
  return out;
}

bool is_date(const std::string& text) {
  static const std::regex form("[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])");
  return std::regex_match(text, form);
}

struct Sheet {
  Texts header;
  std::vector<Texts> rows;
};

class Judge {
 public:
  explicit Judge(const PackageFiles& files) : files_(files) {}

  Texts judge() {
    read_manifest();
    for (const auto& [name, bytes] : files_) {
      if (name != "manifest.csv") read_file(name, bytes);
    }
    for (const auto& [name, sheet] : sheets_) judge_sheet(name, sheet);
    judge_users();
    return complaints_;
  }

 private:
  void complain(const std::string& what) { complaints_.push_back(what); }

  /// RFC 4180 to the letter: CRLF after every line, quotes only around a whole cell.
  std::optional<std::vector<Texts>> lines_of(const std::string& name, const std::string& bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF")) complain(name + ": a byte order mark");
    std::vector<Texts> lines(1, Texts(1));
    bool quoted = false;
    bool after_quote = false;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      const char c = bytes[i];
      std::string& cell = lines.back().back();
      if (quoted) {
        if (c == '\r' || c == '\n') return fail(name + ": a line break inside quotes");
        if (c != '"') {
          cell += c;
        } else if (i + 1 < bytes.size() && bytes[i + 1] == '"') {
          cell += bytes[++i];
        } else {
          quoted = false;
          after_quote = true;
        }
      } else if (c == ',') {
        lines.back().emplace_back();
        after_quote = false;
      } else if (c == '\r') {
        if (i + 1 >= bytes.size() || bytes[i + 1] != '\n') return fail(name + ": CR without LF");
        ++i;
        lines.emplace_back(1);
        after_quote = false;
      } else if (c == '\n') {
        return fail(name + ": LF without CR");
      } else if (after_quote) {
        return fail(name + ": text after a closing quote");
      } else if (c == '"') {
        if (!cell.empty()) return fail(name + ": a quote inside a cell");
        quoted = true;
      } else if (static_cast<unsigned char>(c) < 0x20) {
        return fail(name + ": a control character");
      } else {
        cell += c;
      }
    }
    if (lines.back().size() != 1 || !lines.back()[0].empty() || quoted) {
      return fail(name + ": the last line does not end");
    }
    lines.pop_back();
    return lines;
  }
  std::nullopt_t fail(const std::string& what) {
    complain(what);
    return std::nullopt;
  }

  void read_manifest() {
    const auto at = files_.find("manifest.csv");
    if (at == files_.end()) return complain("there is no manifest.csv");
    const auto lines = lines_of("manifest.csv", at->second);
    if (!lines || lines->empty()) return complain("manifest.csv is empty");
    if ((*lines)[0] != Texts{"propertyName", "value"}) complain("manifest.csv: another header");
    std::map<std::string, std::string> said;
    for (std::size_t i = 1; i < lines->size(); ++i) {
      const Texts& line = (*lines)[i];
      if (line.size() != 2) return complain("manifest.csv: a line without two cells");
      if (!said.emplace(line[0], line[1]).second) complain("manifest.csv: " + line[0] + " twice");
    }
    if (said["manifest.version"] != "1.0") complain("manifest.csv: manifest.version is not 1.0");
    const std::string version = said["oneroster.version"];
    if (version != "1.1" && version != "1.2") complain("manifest.csv: no version");
    v12_ = version == "1.2";
    std::set<std::string> known{"manifest.version", "oneroster.version", "source.systemName",
                                "source.systemCode"};
    for (const std::string& name : file_rows(v12_)) {
      const std::string row = "file." + name;
      known.insert(row);
      const bool there = files_.contains(name + ".csv");
      if (!said.contains(row)) {
        complain("manifest.csv: no row " + row);
      } else if (said[row] != (there ? "bulk" : "absent")) {
        complain("manifest.csv: " + row + " is " + said[row] + ", and the file is " +
                 (there ? "there" : "not there"));
      }
    }
    for (const auto& [row, value] : said) {
      if (!known.contains(row)) complain("manifest.csv: unknown " + row);
    }
  }

  void read_file(const std::string& name, const std::string& bytes) {
    const auto kinds = kinds_of(v12_);
    const std::string stem = name.substr(0, name.find('.'));
    const auto kind = kinds.find(stem);
    if (name != stem + ".csv" || kind == kinds.end()) {
      return complain(name + " is no file of this version that a roster has");
    }
    const auto lines = lines_of(name, bytes);
    if (!lines || lines->empty()) return complain(name + " is empty");
    Texts header;
    for (const Rule& rule : kind->second.rules) header.push_back(rule.name);
    if ((*lines)[0] != header) return complain(name + ": another header than the contract's");
    if (lines->size() == 1) complain(name + ": a header without rows; it must be absent");
    Sheet& sheet = sheets_[stem];
    sheet.header = header;
    for (std::size_t i = 1; i < lines->size(); ++i) {
      if ((*lines)[i].size() != header.size()) {
        complain(name + " line " + std::to_string(i + 1) + ": another number of cells");
        continue;
      }
      if (!ids_[stem].insert((*lines)[i][0]).second) {
        complain(name + ": sourcedId " + (*lines)[i][0] + " twice");
      }
      sheet.rows.push_back((*lines)[i]);
    }
    for (const std::string& need : kind->second.needs) {
      if (!files_.contains(need + ".csv")) complain(name + " needs " + need + ".csv");
    }
  }

  bool knows(const std::string& file, const std::string& id) const {
    const auto at = ids_.find(file);
    return at != ids_.end() && at->second.contains(id);
  }

  void judge_sheet(const std::string& name, const Sheet& sheet) {
    const auto rules = kinds_of(v12_).at(name).rules;
    for (const Texts& row : sheet.rows) {
      for (std::size_t i = 0; i < rules.size(); ++i) {
        const std::string place =
            name + " " + row[0] + ": " + rules[i].name + " \"" + row[i] + "\"";
        if (row[i].empty()) {
          if (rules[i].filled) complain(place + " must have a value");
          continue;
        }
        judge_value(place, rules[i].is, row[i]);
      }
    }
  }

  void judge_value(const std::string& place, const std::string& is, const std::string& value) {
    if (is == "empty") complain(place + " must be empty");
    if (is == "date" && !is_date(value)) complain(place + " is no date");
    if (is == "flag" && value != "true" && value != "false") complain(place + " is no flag");
    if (is == "year" && !std::regex_match(value, std::regex("[0-9]{4}"))) {
      complain(place + " is no year");
    }
    if (is == "ids" &&
        !std::regex_match(value, std::regex(R"(\{[^:]+:[^}]+\}(,\{[^:]+:[^}]+\})*)")))
      complain(place + " is no list of {Type:Id}");
    if (is.starts_with(">>")) {
      std::set<std::string> seen;
      for (const std::string& id : split_list(value)) {
        if (!knows(is.substr(2), id)) complain(place + ": nobody has the id " + id);
        if (!seen.insert(id).second) complain(place + ": " + id + " twice");
      }
    } else if (is.starts_with(">")) {
      if (!knows(is.substr(1), value)) complain(place + ": nobody has that id");
    } else if (is.starts_with("=")) {
      const std::string words = "|" + is.substr(1) + "|";
      if (words.find("|" + value + "|") == std::string::npos)
        complain(place + " is no word for it");
    }
  }

  std::string cell(const Sheet& sheet, const Texts& row, const std::string& column) const {
    const auto at = std::find(sheet.header.begin(), sheet.header.end(), column);
    return at == sheet.header.end() ? "" : row[static_cast<std::size_t>(at - sheet.header.begin())];
  }

  /// What holds over several rows.
  void judge_users() {
    std::map<std::string, std::string> schools;  // of classes
    for (const Texts& row : sheets_["classes"].rows) {
      schools[row[0]] = cell(sheets_["classes"], row, "schoolSourcedId");
    }
    std::set<std::string> enrolled;
    const Sheet& enrollments = sheets_["enrollments"];
    for (const Texts& row : enrollments.rows) {
      const std::string clazz = cell(enrollments, row, "classSourcedId");
      if (schools[clazz] != cell(enrollments, row, "schoolSourcedId")) {
        complain("enrollments " + row[0] + ": another school than its class's");
      }
      if (!enrolled.insert(clazz + "\n" + cell(enrollments, row, "userSourcedId")).second) {
        complain("enrollments " + row[0] + ": the user is in that class already");
      }
    }
    if (v12_) {
      std::set<std::string> with_role;
      std::set<std::string> primary;
      const Sheet& roles = sheets_["roles"];
      for (const Texts& row : roles.rows) {
        const std::string user = cell(roles, row, "userSourcedId");
        with_role.insert(user);
        if (cell(roles, row, "roleType") == "primary" &&
            !primary.insert(user + "\n" + cell(roles, row, "orgSourcedId")).second) {
          complain("roles " + row[0] + ": a second primary role at the org");
        }
      }
      for (const Texts& row : sheets_["users"].rows) {
        if (!with_role.contains(row[0])) complain("users " + row[0] + ": no role");
      }
    }
    // "The relation must be stated on both sides" (5.6).
    const Sheet& users = sheets_["users"];
    std::set<std::string> edges;
    for (const Texts& row : users.rows) {
      for (const auto& agent : split_list(cell(users, row, "agentSourcedIds"))) {
        edges.insert(row[0] + "\n" + agent);
      }
    }
    for (const std::string& edge : edges) {
      const auto middle = edge.find('\n');
      if (!edges.contains(edge.substr(middle + 1) + "\n" + edge.substr(0, middle))) {
        complain("users " + edge.substr(0, middle) + ": an agent does not name it back");
      }
    }
  }

  const PackageFiles& files_;
  bool v12_ = false;
  std::map<std::string, Sheet> sheets_;
  std::map<std::string, std::set<std::string>> ids_;
  Texts complaints_;
};

}  // namespace

PackageFiles read_package(const std::filesystem::path& folder) {
  PackageFiles files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::ifstream file(entry.path(), std::ios::binary);
    files[entry.path().filename().string()] = {std::istreambuf_iterator<char>(file), {}};
  }
  return files;
}

std::vector<std::string> complaints_about(const PackageFiles& files) {
  return Judge(files).judge();
}

}  // namespace crosswalk::testing
