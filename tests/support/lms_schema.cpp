#include "support/schema_fields.hpp"
#include "support/world.hpp"

namespace crosswalk::test {
namespace {

using model::DestinationEntity;
using model::Field;
using model::FieldType;
using model::Operation;

Field code() {
  Field f = field("code", FieldType::Text, true);
  f.unique = f.create_only = true;
  return f;
}

DestinationEntity shape(const std::string& name, std::uint32_t batch,
                        std::initializer_list<Operation> operations) {
  DestinationEntity e;
  e.name = e.label = name;
  e.batch = batch;
  for (const Operation op : operations) e.operations.insert(op);
  e.reversible.insert(Operation::Update);
  e.reversible.insert(Operation::Drop);
  e.read.full = e.read.by_id = true;
  return e;
}

}  // namespace

std::vector<DestinationEntity> lms_schema() {
  using enum Operation;
  auto org = shape("org", 1, {Create, Update});
  org.fields = {field("title", FieldType::Text, true), field("code")};
  org.match = {{1, {"code"}, {}}};
  org.probe = {model::Probe::How::List, {}};

  auto session = shape("academicSession", 1, {Create, Update});
  session.shared = true;
  session.fields = {field("title", FieldType::Text, true),
                    field("startDate", FieldType::Date, true),
                    field("endDate", FieldType::Date, true)};
  session.match = {{1, {"title", "startDate", "endDate"}, {}}};
  session.probe = {model::Probe::How::ByField, "title"};

  auto course = shape("course", 3, {Create, Update});
  course.per_org = true;
  course.fields = {field("title", FieldType::Text, true), code(), ref("org", "org")};
  course.match = {{1, {"code"}, {}}};
  course.probe = {model::Probe::How::ByField, "code"};

  auto clazz = shape("class", 3, {Create, Update});
  Field of_course = ref("course", "course");
  of_course.create_only = true;
  Field sessions = ref("sessions", "academicSession", FieldType::Refs);
  sessions.required = true;
  clazz.fields = {field("title", FieldType::Text, true), code(), of_course, sessions};
  clazz.match = {{1, {"code"}, {}}};
  clazz.probe = {model::Probe::How::ByField, "code"};

  auto user = shape("user", 3, {Create, Update, Drop, Restore});
  Field username = field("username");
  username.pattern = "^\\S+$";
  username.pattern_says = "a user name may not hold blanks";
  username.identity = true;
  Field email = field("email");
  email.identity = true;
  Field role = field("role", FieldType::Text, true);
  role.catalog = "role";
  user.fields = {code(),
                 field("givenName", FieldType::Text, true),
                 field("familyName", FieldType::Text, true),
                 username,
                 email,
                 role,
                 ref("org", "org"),
                 ref("additionalOrgs", "org", FieldType::Refs)};
  user.match = {{1, {"code"}, {}}, {3, {"username"}, {"familyName", "givenName"}}};
  user.probe = {model::Probe::How::ByField, "code"};

  auto enrollment = shape("enrollment", 3, {Create, Update, Drop, Restore, Delete});
  enrollment.partition = "class";
  Field class_code = ref("classCode", "class");
  class_code.from = "class";
  class_code.value = model::RefValue::Code;
  Field user_code = ref("userCode", "user");
  user_code.from = "user";
  user_code.value = model::RefValue::Code;
  enrollment.fields = {ref("class", "class"), ref("user", "user"), class_code, user_code,
                       field("role", FieldType::Text, true)};
  enrollment.match = {{1, {"class", "user"}, {}}};
  enrollment.probe = {model::Probe::How::List, {}};
  return {org, session, course, clazz, user, enrollment};
}

}  // namespace crosswalk::test
