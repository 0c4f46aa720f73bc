#include "e2e/stage.hpp"

#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/StreamCopier.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>
#include <thread>

extern char** environ;

namespace crosswalk::e2e {
namespace {

using Json = nlohmann::json;

std::string slurp(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

pid_t start(const std::vector<std::string>& command,
            const std::map<std::string, std::string>& extra, const std::filesystem::path& out,
            const std::filesystem::path& err) {
  std::vector<std::string> environment;
  for (char** e = environ; *e != nullptr; ++e) environment.emplace_back(*e);
  for (const auto& [name, value] : extra) environment.push_back(name + "=" + value);
  const auto pointers = [](const std::vector<std::string>& texts) {
    std::vector<char*> all;
    for (const auto& text : texts) all.push_back(const_cast<char*>(text.c_str()));
    all.push_back(nullptr);
    return all;
  };
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 1, out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_addopen(&actions, 2, err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  pid_t pid = 0;
  const int failed = posix_spawn(&pid, command[0].c_str(), &actions, nullptr,
                                 pointers(command).data(), pointers(environment).data());
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) throw std::runtime_error("cannot start " + command[0]);
  return pid;
}

int end_of(pid_t pid) {
  int status = 0;
  while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

Json http(int port, const std::string& method, const std::string& path, const std::string& body) {
  Poco::Net::HTTPClientSession session("127.0.0.1", static_cast<Poco::UInt16>(port));
  Poco::Net::HTTPRequest request(method, path, Poco::Net::HTTPMessage::HTTP_1_1);
  request.setContentType("application/json");
  request.setContentLength(static_cast<std::streamsize>(body.size()));
  session.sendRequest(request) << body;
  Poco::Net::HTTPResponse response;
  std::string text;
  Poco::StreamCopier::copyToString(session.receiveResponse(response), text);
  if (response.getStatus() >= 300) throw std::runtime_error(path + ": " + text);
  return Json::parse(text);
}

std::string text_of(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  return value.is_null() ? "" : value.dump();
}

std::map<std::string, const Json*> by_id(const Json& list) {
  std::map<std::string, const Json*> out;
  for (const Json& item : list) out[text_of(item.at("id"))] = &item;
  return out;
}

}  // namespace

Folder::Folder() {
  std::string name = (std::filesystem::temp_directory_path() / "cw-e2e-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
  path_ = name;
}

Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

Sandbox::Sandbox(const std::filesystem::path& folder)
    : Sandbox("schoology", folder, {"--settings", R"({"rate_credits":0})"}) {}

Sandbox::Sandbox(const std::string& kind, const std::filesystem::path& folder,
                 const std::vector<std::string>& arguments) {
  // A system may be both sides: each has files of its own.
  static int started = 0;
  const std::string name = kind + "-" + std::to_string(++started);
  const auto port_file = folder / (name + ".port");
  std::vector<std::string> command{CW_SANDBOX, kind, "--port-file", port_file.string()};
  command.insert(command.end(), arguments.begin(), arguments.end());
  const auto errors = folder / (name + ".err");
  pid_ = start(command, {}, folder / (name + ".out"), errors);
  for (int i = 0; i < 500 && port_ == 0; ++i) {
    std::this_thread::sleep_for(
        std::chrono::milliseconds(20));  // until the server says that it listens
    std::istringstream(slurp(port_file)) >> port_;
  }
  if (port_ == 0) throw std::runtime_error("the sandbox does not start: " + slurp(errors));
}

Sandbox::~Sandbox() {
  kill(pid_, SIGTERM);
  end_of(pid_);
}

Json Sandbox::get(const std::string& control) const {
  return http(port_, "GET", "/_sandbox/" + control, "");
}
Json Sandbox::post(const std::string& control, const Json& body) const {
  return http(port_, "POST", "/_sandbox/" + control, body.dump());
}

void Sandbox::clear_faults() const { http(port_, "DELETE", "/_sandbox/faults", ""); }

namespace {

Connector played_schoology(const Sandbox& sandbox) {
  return {"schoology", Json{{"base_url", sandbox.url()},
                            {"consumer_key", "sandbox-key"},
                            {"consumer_secret", "${CW_E2E_SECRET}"},
                            {"rate", 100000}}
                           .dump()};
}

}  // namespace

Stage::Stage(const Sandbox& played, const std::filesystem::path& source)
    : sis{"oneroster", Json{{"path", source.string()}}.dump()},
      lms(played_schoology(played)),
      source_(source) {}

Stage::Stage(const Sandbox& played, Connector source)
    : sis(std::move(source)), lms(played_schoology(played)) {}

Stage::Stage(Connector source, Connector destination, const std::filesystem::path& files)
    : sis(std::move(source)), lms(std::move(destination)), files_(files) {}

void Stage::write_configuration() const {
  Json integration{
      {"source", "sis"},
      {"destination", "lms"},
      {"roles", {{"student", "Student"}, {"teacher", "Teacher"}, {"administrator", nullptr}}},
      {"resume_wait_seconds", 0}};
  for (const auto& [name, text] : integration_json) integration[name] = Json::parse(text);
  Json roots = Json::array({folder().string()});
  if (!source_.empty()) roots = {source_.parent_path().string(), source_.string()};
  if (!files_.empty()) roots.push_back(files_.string());
  const Json config{
      {"district", {{"name", "Test District"}, {"time_zone", "UTC"}}},
      {"state",
       {{"database", "sqlite:" + (folder() / "state.db").string()},
        {"scratch", (folder() / "scratch").string()}}},
      {"adapters", {{"folders", Json::array({CW_ADAPTERS})}}},
      {"files", {{"allowed_roots", roots}}},
      {"connectors",
       {{"sis", {{"adapter", sis.adapter}, {"config", Json::parse(sis.config_json)}}},
        {"lms", {{"adapter", lms.adapter}, {"config", Json::parse(lms.config_json)}}}}},
      {"integrations", {{"roster", integration}}}};
  std::ofstream(folder() / "crosswalk.json") << config.dump(1);
}

Ended Stage::run(const std::vector<std::string>& arguments,
                 const std::map<std::string, std::string>& environment) const {
  std::vector<std::string> command{CW_CROSSWALK, "--config",
                                   (folder() / "crosswalk.json").string()};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return run_whole(command, environment);
}

Ended Stage::run_on_terminal(const std::string& command) const {
  const std::string line = std::string(CW_CROSSWALK) + " --config " +
                           (folder() / "crosswalk.json").string() + " " + command;
  return run_whole({"/usr/bin/script", "--quiet", "--return", "--command", line, "/dev/null"},
                   {{"TERM", "xterm"}, {"COLUMNS", "100"}});
}

Ended Stage::run_whole(const std::vector<std::string>& command,
                       const std::map<std::string, std::string>& environment) const {
  write_configuration();
  auto extra = environment;
  extra["CW_E2E_SECRET"] = "sandbox-secret";
  Ended ended;
  ended.status = end_of(start(command, extra, folder() / "out", folder() / "err"));
  ended.out = slurp(folder() / "out");
  ended.err = slurp(folder() / "err");
  return ended;
}

Json Stage::json(const std::vector<std::string>& arguments) const {
  auto with = arguments;
  with.emplace_back("--json");
  const Ended ended = run(with);
  Json parsed = Json::parse(ended.out, nullptr, false);
  if (parsed.is_discarded()) throw std::runtime_error("no JSON: " + ended.out + ended.err);
  return parsed;
}

std::map<std::string, std::string> picture(const Json& state) {
  std::map<std::string, std::string> out;
  auto buildings = by_id(state.at("schools"));
  std::erase_if(buildings,
                [](const auto& school) { return text_of(school.second->at("district")) == "0"; });
  const auto periods = by_id(state.at("periods"));
  const auto courses = by_id(state.at("courses"));
  const auto building = [&](const Json& id) {
    const auto at = buildings.find(text_of(id));
    return at == buildings.end() ? std::string("-") : text_of(at->second->at("building_code"));
  };
  for (const auto& [id, b] : buildings)
    out["building " + text_of(b->at("building_code"))] = text_of(b->at("title"));
  for (const auto& [id, p] : periods) {
    out["period " + text_of(p->at("title"))] =
        text_of(p->at("start")) + ".." + text_of(p->at("end"));
  }
  for (const auto& [id, c] : courses) {
    out["course " + text_of(c->at("course_code"))] =
        text_of(c->at("title")) + " at " + building(c->at("building_id"));
  }
  for (const Json& s : state.at("sections")) {
    std::string text = text_of(s.value("title", s.value("section_title", Json()))) + " of " +
                       text_of(courses.at(text_of(s.at("course_id")))->at("course_code")) + " in";
    std::vector<std::string> names;
    for (const Json& p : s.at("grading_periods"))
      names.push_back(text_of(periods.at(text_of(p))->at("title")));
    std::ranges::sort(names);
    for (const auto& name : names) text += " [" + name + "]";
    out["section " + text_of(s.at("section_school_code"))] = text;
  }
  for (const char* kind : {"users", "inactive"}) {
    if (!state.contains(kind)) continue;
    for (const Json& u : state.at(kind)) {
      std::string text = std::string(kind) + " " + text_of(u.value("name_first", Json())) + " " +
                         text_of(u.value("name_last", Json())) + " " +
                         text_of(u.value("username", Json())) + " " +
                         text_of(u.value("primary_email", Json())) + " role " +
                         text_of(u.at("role_id")) + " at " + building(u.at("building_id"));
      std::string name = "user " + text_of(u.at("school_uid"));
      while (out.contains(name)) name += " (again)";
      out[name] = text;
    }
  }
  for (const Json& e : state.at("enrollments")) {
    std::string name = "enrollment " + text_of(e.value("section_school_code", Json())) + "/" +
                       text_of(e.value("school_uid", Json()));
    while (out.contains(name)) name += " (again)";
    out[name] = "admin=" + text_of(e.at("admin")) + " status=" + text_of(e.at("status"));
  }
  return out;
}

void write_small_district(const std::filesystem::path& to) {
  std::filesystem::create_directories(to);
  const auto write = [&](const char* name, const std::string& text) {
    std::ofstream(to / name) << text;
  };
  write("manifest.csv",
        "propertyName,value\nmanifest.version,1.0\noneroster.version,1.1\nfile.academicSessions,"
        "bulk\nfile.orgs,bulk\n"
        "file.courses,bulk\nfile.classes,bulk\nfile.users,bulk\nfile.enrollments,bulk\n");
  write(
      "orgs.csv",
      "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\n"
      "d,,,Fern District,district,1,\ns1,,,Fern North,school,11,d\ns2,,,Fern South,school,12,d\n");
  write(
      "academicSessions.csv",
      "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear\n"
      "y,,,2026-2027,schoolYear,2026-08-17,2027-06-05,,2027\nt,,,Autumn,term,2026-08-17,2027-01-16,"
      "y,2027\n");
  write("courses.csv",
        "sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,"
        "orgSourcedId,subjects,subjectCodes\n"
        "k1,,,y,Algebra,ALG,07,d,,\nk2,,,y,Biology,BIO,07,s1,,\n");
  write("classes.csv",
        "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,"
        "location,schoolSourcedId,"
        "termSourcedIds,subjects,subjectCodes,periods\n"
        "c1,,,Algebra 1,07,k1,A1,scheduled,,s1,t,,,\nc2,,,Algebra 2,07,k1,A2,scheduled,,s2,t,,,\n"
        "c3,,,Biology 1,07,k2,B1,scheduled,,s1,t,,,\n");
  write("users.csv",
        "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,"
        "givenName,familyName,"
        "middleName,identifier,email,sms,phone,agentSourcedIds,grades,password\n"
        "u1,,,true,s1,student,ada.fern,,Ada,Fern,,1001,ada@fern.example,,,,07,\n"
        "u2,,,true,s2,student,ben.moss,,Ben,Moss,,1002,ben@fern.example,,,,07,\n"
        "u3,,,true,s1,student,cleo.reed,,Cleo,Reed,,1003,cleo@fern.example,,,,07,\n"
        "u4,,,true,s1,teacher,dora.sedge,,Dora,Sedge,,2001,dora@fern.example,,,,,\n"
        "u5,,,true,s2,teacher,emil.rush,,Emil,Rush,,2002,emil@fern.example,,,,,\n");
  write(
      "enrollments.csv",
      "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,"
      "beginDate,endDate\n"
      "e1,,,c1,s1,u1,student,,,\ne2,,,c1,s1,u3,student,,,\ne3,,,c2,s2,u2,student,,,\ne4,,,c3,s1,u1,"
      "student,,,\n"
      "e5,,,c1,s1,u4,teacher,true,,\ne6,,,c2,s2,u5,teacher,true,,\ne7,,,c3,s1,u4,teacher,true,,\n");
}

}  // namespace crosswalk::e2e
