#include "app/wiring/row_stream.hpp"

namespace crosswalk::app {
namespace {

class AdapterBuffer final : public sync::RowBuffer {
 public:
  const BatchView& view() const override { return batch.view(); }
  adapters::Batch batch;
};

class AdapterRows final : public sync::RowStream {
 public:
  explicit AdapterRows(std::unique_ptr<adapters::ReadStream> stream) : stream_(std::move(stream)) {}

  std::unique_ptr<sync::RowBuffer> make_buffer() override {
    return std::make_unique<AdapterBuffer>();
  }

  Result<bool> next(sync::RowBuffer& buffer) override {
    auto* ours = dynamic_cast<AdapterBuffer*>(&buffer);
    if (ours == nullptr) return Error{ErrorCode::InvalidArgument, "a buffer of another stream"};
    return stream_->next(ours->batch);
  }

  Result<End> finish() override {
    CW_TRY(const adapters::ReadEnd end, stream_->finish());
    return End{end.complete, end.rows, end.token};
  }

 private:
  std::unique_ptr<adapters::ReadStream> stream_;
};

}  // namespace

std::unique_ptr<sync::RowStream> row_stream(std::unique_ptr<adapters::ReadStream> stream) {
  return std::make_unique<AdapterRows>(std::move(stream));
}

}  // namespace crosswalk::app
