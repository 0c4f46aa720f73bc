#include "sandbox/oneroster/routes.hpp"

#include <algorithm>
#include <array>

#include "sandbox/core/text.hpp"

namespace crosswalk::sandbox::oneroster {
namespace {

struct Word {
  std::string_view word;
  Collection collection;
  std::string_view type;  ///< only orgs or sessions of it
  std::string_view role;  ///< only users with it
};

constexpr std::array<Word, 12> kWords{{
    {"academicSessions", Collection::AcademicSessions, "", ""},
    {"terms", Collection::AcademicSessions, "term", ""},
    {"gradingPeriods", Collection::AcademicSessions, "gradingPeriod", ""},
    {"orgs", Collection::Orgs, "", ""},
    {"schools", Collection::Orgs, "school", ""},
    {"courses", Collection::Courses, "", ""},
    {"classes", Collection::Classes, "", ""},
    {"users", Collection::Users, "", ""},
    {"students", Collection::Users, "", "student"},
    {"teachers", Collection::Users, "", "teacher"},
    {"enrollments", Collection::Enrollments, "", ""},
    {"demographics", Collection::Demographics, "", ""},
}};

/// Which collections hang below which record; the third of a class in a school has two parents.
struct Below {
  std::string_view parent;
  std::string_view child;
};

constexpr std::array<Below, 14> kBelow{{
    {"schools", "courses"},
    {"schools", "classes"},
    {"schools", "enrollments"},
    {"schools", "students"},
    {"schools", "teachers"},
    {"schools", "terms"},
    {"courses", "classes"},
    {"terms", "classes"},
    {"terms", "gradingPeriods"},
    {"users", "classes"},
    {"students", "classes"},
    {"teachers", "classes"},
    {"classes", "students"},
    {"classes", "teachers"},
}};

constexpr std::array<std::string_view, 3> kOfClassInSchool{"enrollments", "students", "teachers"};

const Word* find_word(std::string_view word) {
  const auto at = std::find_if(kWords.begin(), kWords.end(),
                               [&](const Word& known) { return known.word == word; });
  return at == kWords.end() ? nullptr : &*at;
}

bool is_of(const Word& word, const Json& record) {
  if (!word.type.empty() && text_of(record, "type") != word.type) return false;
  return word.role.empty() || has_role(record, word.role);
}

bool holds(const Json& record, std::string_view list, const std::string& id) {
  const auto ids = record.find(list);
  return ids != record.end() && std::find(ids->begin(), ids->end(), id) != ids->end();
}

/// Whether somebody is enrolled so; an empty role is any.
bool enrolled(const State& state, std::string_view clazz, std::string_view user,
              std::string_view role) {
  const Records& all = state.of(Collection::Enrollments);
  return std::any_of(all.begin(), all.end(), [&](const auto& entry) {
    const Json& e = entry.second;
    return !is_tombstone(e) && text_of(e, "class") == clazz && text_of(e, "user") == user &&
           (role.empty() || text_of(e, "role") == role);
  });
}

/// Sessions have no school: those count that its classes point at.
bool is_term_of(const State& state, const Json& session, const std::string& school) {
  const Records& all = state.of(Collection::Classes);
  return std::any_of(all.begin(), all.end(), [&](const auto& entry) {
    return text_of(entry.second, "school") == school &&
           holds(entry.second, "terms", std::string(text_of(session, "sourcedId")));
  });
}

/// The rule by which `child` hangs below the record `id` of `parent`.
Belongs below(const State& state, const Word& parent, const std::string& id, const Word& child) {
  if (parent.word == "schools") {
    if (child.word == "terms") {
      return [&state, id](const Json& r) { return is_term_of(state, r, id); };
    }
    if (child.collection == Collection::Users) {
      return [id, role = child.role](const Json& r) { return has_role(r, role, id); };
    }
    const std::string_view field = child.collection == Collection::Courses ? "org" : "school";
    return [id, field](const Json& r) { return text_of(r, field) == id; };
  }
  if (parent.word == "courses") {
    return [id](const Json& r) { return text_of(r, "course") == id; };
  }
  if (parent.word == "terms" && child.word == "classes") {
    return [id](const Json& r) { return holds(r, "terms", id); };
  }
  if (parent.word == "terms") {
    return [id](const Json& r) {
      return text_of(r, "type") == "gradingPeriod" && text_of(r, "parent") == id;
    };
  }
  if (parent.word == "classes") {
    return [&state, id, role = child.role](const Json& r) {
      return enrolled(state, id, text_of(r, "sourcedId"), role);
    };
  }
  return [&state, id, role = parent.role](const Json& r) {
    return enrolled(state, text_of(r, "sourcedId"), id, role);
  };
}

bool is_known(const State& state, const Word& word, const std::string& id) {
  const Json* record = state.find(word.collection, id);
  return record != nullptr && is_of(word, *record);
}

Asked list_of(const Word& word) {
  Asked asked;
  asked.collection = word.collection;
  asked.word = word.word;
  asked.path_shape = word.word;
  asked.belongs = [&word](const Json& record) { return is_of(word, record); };
  return asked;
}

std::optional<Asked> relationship(const std::vector<std::string>& s, const State& state) {
  const Word* parent = find_word(s[0]);
  const Word* child = find_word(s[2]);
  if (parent == nullptr || child == nullptr) return {};
  const bool known = std::any_of(kBelow.begin(), kBelow.end(), [&](const Below& b) {
    return b.parent == s[0] && b.child == s[2];
  });
  if (!known) return {};
  Asked asked = list_of(*child);
  asked.relationship = true;
  asked.path_shape = s[0] + "/{id}/" + s[2];
  asked.belongs = below(state, *parent, s[1], *child);
  asked.parent_is_known = is_known(state, *parent, s[1]);
  return asked;
}

/// schools/{id}/classes/{id}/students and its two siblings.
std::optional<Asked> of_class_in_school(const std::vector<std::string>& s, const State& state) {
  if (s[0] != "schools" || s[2] != "classes" ||
      std::find(kOfClassInSchool.begin(), kOfClassInSchool.end(), s[4]) == kOfClassInSchool.end()) {
    return {};
  }
  const Word& child = *find_word(s[4]);
  Asked asked = list_of(child);
  asked.relationship = true;
  asked.path_shape = "schools/{id}/classes/{id}/" + s[4];
  if (child.word == "enrollments") {
    asked.belongs = [id = s[3]](const Json& r) { return text_of(r, "class") == id; };
  } else {
    asked.belongs = below(state, *find_word("classes"), s[3], child);
  }
  const Json* clazz = state.find(Collection::Classes, s[3]);
  asked.parent_is_known = is_known(state, *find_word("schools"), s[1]) && clazz != nullptr &&
                          text_of(*clazz, "school") == s[1];
  return asked;
}

}  // namespace

std::optional<ServicePath> service_path(std::string_view path, const Settings& settings) {
  ServicePath out;
  const std::string v11 = settings.base_path + "/ims/oneroster/v1p1";
  const std::string v12 = settings.base_path + "/ims/oneroster/rostering/v1p2";
  const auto is_below = [&](const std::string& base) { return path.starts_with(base + "/"); };
  if (settings.serve_1_1 && is_below(v11)) {
    out.version = Version::V11;
    out.base = v11;
  } else if (settings.serve_1_2 && is_below(v12)) {
    out.version = Version::V12;
    out.base = v12;
  } else {
    return {};
  }
  for (const std::string& part : split(path.substr(out.base.size() + 1), '/')) {
    out.segments.push_back(percent_decode(part));
  }
  return out;
}

std::optional<Asked> route(const std::vector<std::string>& s, const State& state) {
  if (s.size() == 5) return of_class_in_school(s, state);
  if (s.size() == 3) return relationship(s, state);
  const Word* word = s.empty() ? nullptr : find_word(s[0]);
  if (word == nullptr || s.size() > 2) return {};
  Asked asked = list_of(*word);
  if (s.size() == 2) {
    asked.single = s[1];
    asked.path_shape += "/{id}";
  }
  return asked;
}

std::vector<std::string> all_paths() {
  std::vector<std::string> out;
  for (const Word& word : kWords) {
    out.push_back("/" + std::string(word.word));
    out.push_back("/" + std::string(word.word) + "/{sourcedId}");
  }
  for (const Below& b : kBelow) {
    out.push_back("/" + std::string(b.parent) + "/{sourcedId}/" + std::string(b.child));
  }
  for (const std::string_view child : kOfClassInSchool) {
    out.push_back("/schools/{schoolSourcedId}/classes/{classSourcedId}/" + std::string(child));
  }
  return out;
}

}  // namespace crosswalk::sandbox::oneroster
