/// The C tables that CW_ADAPTER makes of a class: the wall, the life cycle, room, versions.

#include "crosswalk/adapter.hpp"

#include "batch_buffer.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace crosswalk {
namespace {

/// What a test looks at after the adapter is gone.
struct Trace {
  int streams = 0;
  bool stream_outlived_adapter = false;
};
Trace* trace = nullptr;  // NOLINT: the adapter's create() has no way to take it

class Sample final : public Adapter, public Reader, public Applier {
 public:
  static std::string_view manifest() { return R"({"id":"sample"})"; }
  static Result<std::unique_ptr<Sample>> create(Host, std::string_view config) {
    if (config == "throw") throw std::runtime_error("on purpose");
    if (config == "throw int") throw 5;
    if (config == "memory") throw std::bad_alloc();
    if (config == "error") return Error{ErrorCode::BadConfig, "\"key\" is missing"};
    return std::make_unique<Sample>();
  }
  ~Sample() override {
    if (trace != nullptr) trace->stream_outlived_adapter = trace->streams != 0;
  }

  class Rows final : public Stream {
   public:
    Rows() {
      if (trace != nullptr) ++trace->streams;
    }
    ~Rows() override {
      if (trace != nullptr) --trace->streams;
    }
    Result<bool> next(BatchWriter& out) override {
      while (next_ < 3) {
        if (!out.begin(CW_ROW_UPSERT)) return true;
        out.text(0, std::string(next_ == 1 ? 3000 : 10, 'x'));
        if (!out.commit()) return true;
        ++next_;
      }
      return false;
    }
    Result<ReadEnd> finish() override { return ReadEnd{true, 3, 0, "token"}; }

   private:
    int next_ = 0;
  };

  Result<std::unique_ptr<Stream>> open(const ReadRequest& request) override {
    if (request.entity == "throw") throw std::logic_error("open");
    return std::unique_ptr<Stream>(new Rows());
  }
  Result<> apply(const ApplyRequest& request, Outcomes& outcomes) override {
    outcomes.applied(0, "remote-1");
    outcomes.rejected(1, CW_E_INVALID, 422, std::string(511, 'm') + "\xC3\xAB");
    outcomes.retry(2, 503, "later");
    outcomes.applied(99);  // beyond the batch: nothing happens
    return request.entity == "user" ? Result<>() : Error{ErrorCode::Unauthenticated, "signed out"};
  }
};

using Tables = detail::Tables<Sample>;

const void* no_interface(const cw_host*, cw_str) noexcept { return nullptr; }

class AdapterTables : public ::testing::Test {
 protected:
  AdapterTables() {
    host_.struct_size = sizeof host_;
    host_.get_interface = no_interface;
  }
  cw_status create(std::string_view config) {
    return Tables::create(&host_, to_abi(config), &instance_, &error_);
  }
  cw_stream* open() {
    const cw_str column = to_abi("id");
    cw_read_request request{};
    request.struct_size = sizeof request;
    request.entity = to_abi("user");
    request.n_columns = 1;
    request.columns = &column;
    request.schema_id = test::kSchema;
    cw_stream* stream = nullptr;
    EXPECT_EQ(Tables::open(instance_, &request, &stream, &error_), CW_OK);
    return stream;
  }

  cw_host host_{};
  cw_instance* instance_ = nullptr;
  cw_error error_ = empty_error();
};

TEST_F(AdapterTables, NoExceptionPassesTheWall) {
  EXPECT_EQ(create("throw"), CW_E_INTERNAL);
  EXPECT_STREQ(error_.message, "the adapter threw: on purpose");
  EXPECT_EQ(create("throw int"), CW_E_INTERNAL);
  EXPECT_STREQ(error_.message, "the adapter threw something that is no exception");
  EXPECT_EQ(create("memory"), CW_E_RESOURCE);
}

TEST_F(AdapterTables, AnErrorCrossesAsStatusAndWords) {
  EXPECT_EQ(create("error"), CW_E_CONFIG);
  EXPECT_STREQ(error_.message, "\"key\" is missing");
  EXPECT_EQ(instance_, nullptr);
}

TEST_F(AdapterTables, DestroyEndsOpenStreamsFirst) {
  Trace seen;
  trace = &seen;
  ASSERT_EQ(create(""), CW_OK);
  open();
  Tables::close(open());
  EXPECT_EQ(seen.streams, 1);
  Tables::destroy(instance_);
  trace = nullptr;
  EXPECT_EQ(seen.streams, 0);
  EXPECT_FALSE(seen.stream_outlived_adapter);
}

TEST_F(AdapterTables, ARowThatIsTooBigAsksForRoomAndThenFits) {
  ASSERT_EQ(create(""), CW_OK);
  cw_stream* stream = open();
  test::BatchBuffer small(1024);
  cw_batch_buf buffer{sizeof(cw_batch_buf), 0, small.data(), small.size(), 0};
  EXPECT_EQ(Tables::next(stream, &buffer, &error_), CW_OK);  // the first row
  EXPECT_EQ(small.check(1)->rows(), 1U);
  ASSERT_EQ(Tables::next(stream, &buffer, &error_), CW_MORE_ROOM);
  test::BatchBuffer large(buffer.need);
  buffer = {sizeof(cw_batch_buf), 0, large.data(), large.size(), 0};
  EXPECT_EQ(Tables::next(stream, &buffer, &error_), CW_END);
  EXPECT_EQ(large.check(1)->rows(), 2U);  // the large one, and the small one beside it

  cw_read_end end{};
  end.struct_size = sizeof end;
  StringSink token;
  EXPECT_EQ(Tables::finish(stream, &end, token.abi(), &error_), CW_OK);
  EXPECT_EQ(end.flags, CW_READ_COMPLETE);
  EXPECT_EQ(end.rows, 3U);
  EXPECT_EQ(token.text(), "token");
  Tables::close(stream);
  Tables::destroy(instance_);
}

TEST_F(AdapterTables, OutcomesAreReportedRowByRow) {
  ASSERT_EQ(create(""), CW_OK);
  test::BatchBuffer batch;
  BatchWriter writer = batch.writer(1);
  for (int i = 0; i < 4; ++i) {
    writer.begin(CW_ROW_CREATE);
    writer.commit();
  }
  std::vector<cw_outcome> slots(4);
  std::vector<std::uint8_t> arena(1024);
  cw_outcome_buf outcomes{sizeof(cw_outcome_buf), 4, slots.data(), arena.data(), 1024, 0};
  const cw_str column = to_abi("id");
  cw_apply_request request{};
  request.struct_size = sizeof request;
  request.entity = to_abi("user");
  request.schema_id = test::kSchema;
  request.n_columns = 1;
  request.columns = &column;
  request.batch = {batch.data(), batch.size()};
  ASSERT_EQ(Tables::apply(instance_, &request, &outcomes, &error_), CW_OK);
  EXPECT_EQ(slots[0].state, CW_OUT_APPLIED);
  EXPECT_EQ(std::string(reinterpret_cast<char*>(arena.data()) + slots[0].remote_id_off,
                        slots[0].remote_id_len),
            "remote-1");
  EXPECT_EQ(slots[1].state, CW_OUT_REJECTED);
  EXPECT_EQ(slots[1].message_len, 511U);  // not through the middle of a letter
  EXPECT_EQ(slots[2].state, CW_OUT_RETRY);
  EXPECT_EQ(slots[3].state, CW_OUT_UNKNOWN);

  request.entity = to_abi("course");
  EXPECT_EQ(Tables::apply(instance_, &request, &outcomes, &error_), CW_E_AUTH);
  request.schema_id = 99;
  EXPECT_EQ(Tables::apply(instance_, &request, &outcomes, &error_), CW_E_REMOTE_DATA);
  Tables::destroy(instance_);
}

TEST_F(AdapterTables, TheEntryAnswersItsMajorVersionOnly) {
  const cw_loader one{sizeof(cw_loader), 1, 9};
  const cw_loader two{sizeof(cw_loader), 2, 0};
  ASSERT_NE(Tables::entry(&one), nullptr);
  EXPECT_EQ(Tables::entry(&one)->struct_size, sizeof(cw_module));
  EXPECT_EQ(Tables::entry(&two), nullptr);
  EXPECT_EQ(Tables::entry(nullptr), nullptr);
}

TEST_F(AdapterTables, AnInterfaceIsKnownToTheLetter) {
  EXPECT_NE(Tables::get_interface(to_abi(CW_IF_READ)), nullptr);
  EXPECT_NE(Tables::get_interface(to_abi(CW_IF_APPLY)), nullptr);
  EXPECT_EQ(Tables::get_interface(to_abi("cw.read")), nullptr);
  EXPECT_EQ(Tables::get_interface(to_abi("cw.read/11")), nullptr);
  EXPECT_EQ(Tables::get_interface(to_abi("")), nullptr);
}

/// An adapter that can do nothing answers "unsupported" to everything.
TEST(Host, ServicesThatAreNotLentAnswerUnsupported) {
  cw_host host{};
  host.struct_size = sizeof host;
  host.get_interface = no_interface;
  const Host lent(&host);
  EXPECT_FALSE(lent.http());
  EXPECT_EQ(lent.http().send({}).error().code, ErrorCode::Unsupported);
  EXPECT_EQ(lent.files().list("path").error().code, ErrorCode::Unsupported);
  EXPECT_EQ(lent.files().open("path", "a").error().code, ErrorCode::Unsupported);
  EXPECT_EQ(lent.files().create("path", "a").error().code, ErrorCode::Unsupported);
  EXPECT_EQ(lent.state_get("a").error().code, ErrorCode::Unsupported);
  EXPECT_EQ(lent.state_put("a", "b").error().code, ErrorCode::Unsupported);
  EXPECT_EQ(lent.sleep_ms(1).error().code, ErrorCode::Unsupported);
  EXPECT_FALSE(lent.cancelled());
  EXPECT_EQ(lent.now_ms(), 0U);
  lent.log(CW_LOG_INFO, "code", "text");
  lent.progress(1, 2, "phase");
  lent.invalidate_auth("api");
}

}  // namespace
}  // namespace crosswalk
