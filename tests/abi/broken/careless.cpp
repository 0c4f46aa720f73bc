/// An adapter of orgs in a file, sound but for the one flaw that its configuration names. Each flaw
/// is the business of one check of the conformance kit.

#include "crosswalk/adapter.hpp"
#include "crosswalk/record.hpp"

#include <unistd.h>

#include <optional>
#include <thread>

namespace crosswalk::careless {

constexpr std::string_view kManifest = R"json({
  "manifest_version": 1, "id": "careless", "name": "Careless", "version": "1.0.0", "vendor": "Crosswalk",
  "abi": {"major": 1, "needs_minor": 0}, "needs": ["cw.core/1", "cw.files/1"],
  "config_schema": {"type": "object", "required": ["path", "key"], "properties": {
    "path": {"type": "string", "x-path": true},
    "key": {"type": "string", "x-secret": true},
    "flaw": {"type": "string"}}},
  "source": {"entities": {"org": {"modes": ["full"]}}}
})json";

/// The value of `"name":"..."` in flat JSON.
std::string setting(std::string_view json, std::string_view name) {
  const std::string key = "\"" + std::string(name) + "\":\"";
  const auto at = json.find(key);
  if (at == std::string_view::npos) return {};
  const std::string_view rest = json.substr(at + key.size());
  return std::string(rest.substr(0, rest.find('"')));
}

/// "id,name" a line.
class Orgs final : public Stream {
 public:
  Orgs(Host host, std::string flaw, std::vector<std::string> columns)
      : host_(host), flaw_(std::move(flaw)), columns_(std::move(columns)) {}

  Result<bool> next(BatchWriter& out) override {
    if (!loaded_) CW_CHECK(load());
    for (; at_ < records_.size(); ++at_, ++end_.rows) {
      if (flaw_ == "chatty")
        for (int i = 0; i < 50; ++i) host_.log(CW_LOG_INFO, "row", "a row");
      if (write(records_[at_], out)) continue;
      if (flaw_ != "drops_what_does_not_fit") return true;
    }
    end_.complete = true;
    return false;
  }
  Result<ReadEnd> finish() override {
    if (flaw_ == "always_complete") end_.complete = true;
    return end_;
  }

 private:
  bool write(const Record& record, BatchWriter& out) const {
    if (flaw_ == "wrong_type") {
      if (!out.begin(CW_ROW_UPSERT)) return out.commit();
      out.text(0, record.id);
      out.integer(1, 5);
      return out.commit();
    }
    return write_record(record, columns_, out);
  }

  Result<> load() {
    std::string text;
    const auto read = [&]() -> Result<> {
      CW_TRY(File file, host_.files().open("path", "orgs.txt"));
      char piece[64];
      for (std::uint64_t got = 1; got != 0;) {
        CW_TRY(got, file.read(piece, sizeof piece));
        text.append(piece, got);
      }
      return {};
    };
    Result<> done;
    if (flaw_ == "off_thread") {
      std::thread([&] { done = read(); }).join();
    } else {
      done = read();
    }
    if (!done && flaw_ == "own_words_for_cancelled") {
      done = Error{ErrorCode::Unavailable, "it did not work"};
    }
    if (!done && flaw_ != "swallows_errors") return done;
    parse(text);
    loaded_ = true;
    return {};
  }

  void parse(std::string_view text) {
    static int reads = 0;
    ++reads;
    while (!text.empty()) {
      const std::string_view line = text.substr(0, text.find('\n'));
      text.remove_prefix(std::min(text.size(), line.size() + 1));
      Record record;
      record.id = line.substr(0, line.find(','));
      if (flaw_ == "unstable") record.id += std::to_string(reads);
      if (flaw_ == "same_id") record.id = "s";
      if (flaw_ == "no_id") record.id.clear();
      const bool shifted = flaw_ == "mixes_columns" && columns_.size() < 4;
      record.fields.emplace_back("sourcedId", record.id);
      record.fields.emplace_back("name",
                                 std::string(shifted ? "x" : line.substr(line.find(',') + 1)));
      records_.push_back(std::move(record));
    }
  }

  Host host_;
  std::string flaw_;
  std::vector<std::string> columns_;
  std::vector<Record> records_;
  std::size_t at_ = 0;
  bool loaded_ = false;
  ReadEnd end_;
};

class Careless final : public Adapter, public Reader {
 public:
  static std::string_view manifest() { return kManifest; }
  static Result<std::unique_ptr<Careless>> create(Host host, std::string_view config) {
    std::unique_ptr<Careless> made(new Careless(host, setting(config, "flaw")));
    for (const char* name : {"path", "key"}) {
      if (!setting(config, name).empty()) continue;
      if (made->flaw_ == "vague") return Error{ErrorCode::BadConfig, "something is missing"};
      if (made->flaw_ == "config_is_internal") return Error{ErrorCode::Internal, name};
      return Error{ErrorCode::BadConfig, std::string(name) + " is missing"};
    }
    if (made->flaw_ == "tells_secret") host.log(CW_LOG_INFO, "start", setting(config, "key"));
    if (made->flaw_ == "leaks") made->leak_ = new char[2048];  // NOLINT: the flaw
    if (made->flaw_ == "leaves_thread") std::thread([] { ::pause(); }).detach();
    return made;
  }

  Result<std::string> capabilities() override {
    if (flaw_ != "claims_more") return std::string("{}");
    return std::string(R"({"source":{"entities":{"user":{}}}})");
  }

  Result<std::unique_ptr<Stream>> open(const ReadRequest& request) override {
    if (request.entity != "org") return Error{ErrorCode::Unsupported, "no such entity"};
    return std::unique_ptr<Stream>(
        new Orgs(host_, flaw_, {request.columns.begin(), request.columns.end()}));
  }

 private:
  Careless(Host host, std::string flaw) : host_(host), flaw_(std::move(flaw)) {}
  Host host_;
  std::string flaw_;
  char* leak_ = nullptr;
};

}  // namespace crosswalk::careless

CW_ADAPTER(crosswalk::careless::Careless)
