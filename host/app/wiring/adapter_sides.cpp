#include "app/wiring/adapter_sides.hpp"

#include "app/wiring/row_stream.hpp"
#include "model/schema.hpp"

#include <algorithm>
#include <cstring>

namespace crosswalk::app {
namespace {

using adapters::Side;

sync::OutcomeState state_of(adapters::Outcome::State state) {
  using From = adapters::Outcome::State;
  switch (state) {
    case From::Unknown:
      return sync::OutcomeState::Unknown;
    case From::Applied:
      return sync::OutcomeState::Applied;
    case From::Noop:
      return sync::OutcomeState::Noop;
    case From::Rejected:
      return sync::OutcomeState::Rejected;
    case From::Retry:
      return sync::OutcomeState::Retry;
    case From::Skipped:
      return sync::OutcomeState::Skipped;
  }
  return sync::OutcomeState::Unknown;
}

sync::Outcome outcome_of(const adapters::Outcome& from) {
  sync::Outcome out;
  out.index = from.change_id;
  out.state = state_of(from.state);
  out.exists = from.state == adapters::Outcome::State::Rejected && from.status == CW_E_EXISTS;
  out.destination_id = from.remote_id;
  out.message = from.message;
  return out;
}

/// The number in a batch's header; the adapter gets it with the request.
std::uint32_t schema_id_of(std::string_view batch) {
  cw_batch_header header{};
  if (batch.size() >= sizeof header) std::memcpy(&header, batch.data(), sizeof header);
  return header.schema_id;
}

}  // namespace

bool AdapterSource::offers(sync::Entity entity) const {
  const auto at = std::ranges::find(entities_, model::name(entity), &adapters::SourceEntity::name);
  return at != entities_.end() && at->modes.full;
}

Result<std::unique_ptr<sync::RowStream>> AdapterSource::read(sync::Entity entity) {
  adapters::ReadSpec spec;
  spec.side = Side::Source;
  spec.entity = model::name(entity);
  for (const model::Column& column : model::columns(entity)) spec.columns.emplace_back(column.name);
  CW_TRY(auto stream, instance_.open(spec));
  return row_stream(std::move(stream));
}

Result<std::unique_ptr<sync::RowStream>> NoSource::read(sync::Entity entity) {
  return Error{ErrorCode::Unsupported,
               "nothing is read from the source here: " + std::string(model::name(entity))};
}

const model::DestinationEntity* AdapterDestination::entity(sync::Entity entity) const {
  return schema_.find_entity(model::name(entity));
}

Result<std::unique_ptr<sync::RowStream>> AdapterDestination::read(const ReadSpec& spec) {
  adapters::ReadSpec out;
  out.mode = spec.ids.empty() ? adapters::ReadMode::Full : adapters::ReadMode::ById;
  out.side = Side::Destination;
  out.entity = spec.entity;
  out.columns = spec.columns;
  out.partition = spec.partition;
  out.ids = spec.ids;
  out.id_column = spec.id_column;
  CW_TRY(auto stream, instance_.open(out));
  return row_stream(std::move(stream));
}

Result<> AdapterDestination::apply(sync::Entity entity, std::span<const std::string> columns,
                                   std::string_view batch, std::vector<sync::Outcome>& outcomes) {
  std::vector<adapters::Outcome> reported;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(batch.data());
  const adapters::ApplySpec spec{
      model::name(entity), columns, {bytes, batch.size()}, schema_id_of(batch)};
  const auto applied = instance_.apply(spec, reported);
  outcomes.clear();
  std::ranges::transform(reported, std::back_inserter(outcomes), outcome_of);
  return applied;
}

}  // namespace crosswalk::app
