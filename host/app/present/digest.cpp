#include "app/present/digest.hpp"

namespace crosswalk::app {

void Digester::add(const sync::Operation& operation) {
  if (!sync::writes(operation.action)) return;
  ActionGroup& group = actions_[{operation.entity, operation.action}];
  group.entity = operation.entity;
  group.action = operation.action;
  ++group.count;
  if (group.samples.size() < samples_) group.samples.push_back(operation);
}

void Digester::add(const sync::Note& note) {
  NoteGroup& group = notes_[{note.kind, {note.entity, note.code}}];
  group.kind = note.kind;
  group.entity = note.entity;
  group.code = note.code;
  group.count += note.count;
  if (group.samples.size() < samples_) group.samples.push_back(note);
}

PlanDigest Digester::finish() {
  PlanDigest out;
  for (auto& [key, group] : actions_) out.actions.push_back(std::move(group));
  for (auto& [key, group] : notes_) out.notes.push_back(std::move(group));
  actions_.clear();
  notes_.clear();
  return out;
}

}  // namespace crosswalk::app
