/// M: what the adapter says about itself and its settings.

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <thread>

#include "crosswalk/status.hpp"
#include "testing/kit/groups.hpp"
#include "testing/kit/guest.hpp"
#include "testing/kit/json_member.hpp"

namespace crosswalk::kit {
namespace {

using Json = nlohmann::json;

Finding m1(Bench& bench) {
  const auto module = bench.module();
  if (!module) return failed(module.error().message);
  const auto judged = bench.lender().judge_manifest(bench.manifest_text());
  if (!judged) return failed(judged.error().message);
  return passed(bench.manifest().value("id", "") + " " + bench.manifest().value("version", ""));
}

std::string manifest_again(const cw_module& module) {
  StringSink sink;
  cw_error error = empty_error();
  module.manifest(sink.abi(), &error);
  return sink.take();
}

Finding m2(Bench& bench) {
  const auto module = bench.module();
  if (!module) return failed(module.error().message);
  std::array<std::string, 3> texts{manifest_again(**module), "", ""};
  std::thread one([&] { texts[1] = manifest_again(**module); });
  std::thread two([&] { texts[2] = manifest_again(**module); });
  one.join();
  two.join();
  if (texts[0].empty()) return failed("it gives no manifest");
  if (texts[0] != texts[1] || texts[0] != texts[2]) {
    return failed("it gives another manifest the next time");
  }
  return passed(std::to_string(texts[0].size()) + " bytes, three times");
}

/// Whether some entity declares something under `key`.
bool promises(const Json& entities, const char* key) {
  return std::any_of(entities.begin(), entities.end(), [&](const Json& entity) {
    const Json& list = member_of(entity, key);
    return list.is_array() && !list.empty();
  });
}

Finding m3(Bench& bench) {
  const Json& destination = member_of(member_of(bench.manifest(), "destination"), "entities");
  const bool reads =
      promises(member_of(member_of(bench.manifest(), "source"), "entities"), "modes") ||
      promises(destination, "read") ||
      !member_of(member_of(bench.manifest(), "destination"), "catalogs").empty();
  const bool writes = promises(destination, "operations");
  const cw_if_adapter* adapter = bench.adapter();
  if (adapter == nullptr || adapter->create == nullptr || adapter->destroy == nullptr ||
      adapter->check == nullptr || adapter->capabilities == nullptr) {
    return failed("its table cw.adapter/1 is missing or lacks a function");
  }
  const cw_if_read* read = bench.reading();
  if (reads != (read != nullptr)) {
    return failed(reads ? "it promises reading and has no table cw.read/1"
                        : "it has a table cw.read/1 and promises no reading");
  }
  if (read != nullptr && (read->open == nullptr || read->next == nullptr ||
                          read->finish == nullptr || read->close == nullptr)) {
    return failed("its table cw.read/1 lacks a function");
  }
  const cw_if_apply* apply = bench.applying();
  if (writes != (apply != nullptr)) {
    return failed(writes ? "it promises operations and has no table cw.apply/1"
                         : "it has a table cw.apply/1 and promises no operation");
  }
  if (apply != nullptr && apply->apply == nullptr) {
    return failed("its table cw.apply/1 lacks apply()");
  }
  return passed(std::string(reads ? "reads" : "does not read") +
                (writes ? " and writes" : ", does not write"));
}

Finding m4(Bench& bench) {
  const auto judged = bench.lender().judge_config(bench.lender().config());
  if (!judged) return failed("its schema refuses the configuration: " + judged.error().message);
  const Guest guest(bench);
  if (!guest) return failed("create() refuses the configuration: " + guest.created().message);
  return passed();
}

/// Settings that a member of an authentication profile takes its value from.
std::set<std::string> settings_in(const Json& profile, const std::set<std::string>& members) {
  std::set<std::string> out;
  for (const auto& [key, value] : profile.items()) {
    if (!members.contains(key) || !value.is_string()) continue;
    const auto& text = value.get_ref<const std::string&>();
    if (text.size() > 2 && text.front() == '{' && text.back() == '}') {
      out.insert(text.substr(1, text.size() - 2));
    }
  }
  return out;
}

bool sounds_secret(std::string name) {
  std::transform(name.begin(), name.end(), name.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return name.find("secret") != std::string::npos || name.find("passw") != std::string::npos ||
         name.find("private_key") != std::string::npos;
}

Finding m5(Bench& bench) {
  const Json& settings = member_of(member_of(bench.manifest(), "config_schema"), "properties");
  std::set<std::string> secret;
  for (const Json& profile : member_of(bench.manifest(), "auth_profiles")) {
    std::set<std::string> members{"secret", "token_secret", "client_secret", "password"};
    const std::string kind = profile.value("kind", "");
    if (kind == "api_key") members.insert("value");
    if (kind == "bearer") members.insert("token");
    secret.merge(settings_in(profile, members));
  }
  for (const auto& [name, setting] : settings.items()) {
    if (sounds_secret(name)) secret.insert(name);
  }
  for (const std::string& name : secret) {
    const Json& setting = member_of(settings, name.c_str());
    if (setting.empty() || setting.value("x-secret", false)) continue;
    return failed("the setting '" + name + "' is a secret and is not marked x-secret");
  }
  return passed(std::to_string(secret.size()) + " secret settings");
}

Finding m6(Bench& bench) {
  const Json whole = Json::parse(bench.lender().config(), nullptr, false);
  for (const char* text : {"", "not JSON", "[]", "{}", "null"}) {
    const Guest guest(bench, {}, text[0] == '\0' ? " " : text);
    const cw_status status = guest.created().status;
    if (status != CW_OK && status != CW_E_CONFIG && status != CW_E_ARGUMENT) {
      return failed("the configuration '" + std::string(text) + "' is answered with " +
                    status_word(status) + " instead of CW_E_CONFIG");
    }
  }
  int named = 0;
  for (const Json& required : member_of(member_of(bench.manifest(), "config_schema"), "required")) {
    const auto name = required.get<std::string>();
    Json without = whole;
    without.erase(name);
    const auto judged = bench.lender().judge_config(without.dump());
    if (judged || judged.error().message.find(name) == std::string::npos) {
      return failed("its schema does not name '" + name + "' when it is missing");
    }
    const Guest guest(bench, {}, without.dump());
    if (guest) continue;  // the host refuses it before create() is called
    if (guest.created().status != CW_E_CONFIG) {
      return failed("without '" + name + "' create() answers " +
                    status_word(guest.created().status) + " instead of CW_E_CONFIG");
    }
    if (guest.created().message.find(name) == std::string::npos) {
      return failed("without '" + name + "' create() says only: " + guest.created().message);
    }
    ++named;
  }
  return passed(std::to_string(named) + " missing settings named by create() itself");
}

Finding m7(Bench& bench) {
  Guest guest(bench);
  if (!guest) return failed("create() failed: " + guest.created().message);
  std::string json;
  const Called called = guest.capabilities(json);
  if (!called.ok()) {
    if (!bench.lender().why_no_data().empty()) return skipped(bench.lender().why_no_data());
    return failed("capabilities() failed with " + status_word(called.status) + ": " +
                  called.message);
  }
  const auto judged = bench.lender().judge_capabilities(json);
  return judged ? passed() : failed(judged.error().message);
}

constexpr Check kManifestChecks[] = {
    {"M1", "Its manifest follows docs/reference/manifest.md.", m1},
    {"M2", "Its manifest is the same each time, on every thread.", m2},
    {"M3", "It has exactly the tables that its manifest promises, with all their functions.", m3},
    {"M4", "A configuration that its schema accepts makes an instance.", m4},
    {"M5", "Every setting that is a secret is marked x-secret.", m5},
    {"M6", "A wrong configuration is refused with CW_E_CONFIG, naming the setting.", m6},
    {"M7", "A connection claims no more than the manifest promises.", m7},
};

}  // namespace

std::span<const Check> manifest_checks() { return kManifestChecks; }

}  // namespace crosswalk::kit
