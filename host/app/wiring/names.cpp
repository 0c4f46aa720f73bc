#include "app/wiring/names.hpp"

#include "app/present/record_text.hpp"
#include "model/projection.hpp"

#include <array>

namespace crosswalk::app {

void Names::learn(const sync::Operation& operation) {
  if (schema_ == nullptr || operation.entity == sync::Entity::Enrollment) return;
  const auto* entity = schema_->find_entity(model::name(operation.entity));
  if (entity == nullptr || known_.size() >= kMost) return;
  const auto& record = operation.after.empty() ? operation.before : operation.after;
  std::string name = display_name(*entity, record);
  if (!name.empty()) known_[keys_.key(operation.entity, operation.identity)] = std::move(name);
}

std::string Names::of(sync::Entity entity, const std::string& identity) {
  if (schema_ == nullptr) return {};
  const sync::Key key = keys_.key(entity, identity);
  if (const auto at = known_.find(key); at != known_.end()) return at->second;
  const auto* declared = schema_->find_entity(model::name(entity));
  if (declared == nullptr) return {};
  std::string name;
  const auto settled = links_.projections(entity, std::array{key});
  if (settled && !settled->empty() && !settled->front().empty()) {
    if (const auto record = model::decode_projection(settled->front())) {
      name = display_name(*declared, *record);
    }
  }
  if (known_.size() < kMost) known_[key] = name;
  return name;
}

}  // namespace crosswalk::app
