-- Times are milliseconds since 1970 in UTC. Keys and hashes are 16 bytes, big-endian, so that their order as bytes is
-- their order as numbers. Enumerations are the numbers of host/sync/types.hpp and host/model/entity.hpp.
-- {blob}, {id} and {clustered} become each engine's words (dialect.cpp). The big tables carry no foreign keys: each
-- check costs a look-up per row, and their only writer is the settling of a batch.

-- Who owns integrations, and what they join.
CREATE TABLE district (
  id {id},
  name TEXT NOT NULL UNIQUE
);
CREATE TABLE connector (
  id {id},
  district_id BIGINT NOT NULL REFERENCES district (id),
  name TEXT NOT NULL,
  UNIQUE (district_id, name)
);
CREATE TABLE integration (
  id {id},
  district_id BIGINT NOT NULL REFERENCES district (id),
  name TEXT NOT NULL,
  source_id BIGINT NOT NULL REFERENCES connector (id),
  destination_id BIGINT NOT NULL REFERENCES connector (id),
  generation BIGINT NOT NULL DEFAULT 0,  -- how often a plan was begun
  UNIQUE (district_id, name)
);

-- Of the installation. "key" is what source keys are made with: losing it loses every link.
CREATE TABLE secret (
  name TEXT PRIMARY KEY,
  value {blob} NOT NULL
);

-- Numbers that only grow. "lease" is the last lease given out.
CREATE TABLE counter (
  name TEXT PRIMARY KEY,
  value BIGINT NOT NULL
);

-- The right to write to a connector. An empty holder: released.
CREATE TABLE lease (
  connector_id BIGINT PRIMARY KEY REFERENCES connector (id),
  number BIGINT NOT NULL,
  holder TEXT NOT NULL,
  until_at_ms BIGINT NOT NULL
);

-- Settled hashes. A segment holds the records from its first key up to the next segment's; what was settled after its
-- `sequence` is in the deltas (state_format.hpp).
CREATE TABLE state (
  integration_id BIGINT NOT NULL,
  entity BIGINT NOT NULL,
  mapping {blob} NOT NULL,
  sequence BIGINT NOT NULL,     -- of the newest delta
  delta_bytes BIGINT NOT NULL,  -- of all deltas that are there
  PRIMARY KEY (integration_id, entity)
);
CREATE TABLE state_segment (
  integration_id BIGINT NOT NULL,
  entity BIGINT NOT NULL,
  first_key {blob} NOT NULL,
  sequence BIGINT NOT NULL,  -- deltas up to this one are in it
  records {blob} NOT NULL,
  PRIMARY KEY (integration_id, entity, first_key)
);
--postgres: ALTER TABLE state_segment ALTER COLUMN records SET STORAGE EXTERNAL;
CREATE TABLE state_delta (
  integration_id BIGINT NOT NULL,
  entity BIGINT NOT NULL,
  sequence BIGINT NOT NULL,
  records {blob} NOT NULL,
  PRIMARY KEY (integration_id, entity, sequence)
);
--postgres: ALTER TABLE state_delta ALTER COLUMN records SET STORAGE EXTERNAL;

-- Remembered pairs: the only licence to change or remove.
CREATE TABLE link (
  integration_id BIGINT NOT NULL,
  entity BIGINT NOT NULL,
  key {blob} NOT NULL,
  identity TEXT NOT NULL,
  destination_id TEXT NOT NULL,
  code TEXT NOT NULL,
  origin BIGINT NOT NULL,
  dropped BIGINT NOT NULL,
  school {blob} NOT NULL,
  scope {blob} NOT NULL,
  shared BIGINT NOT NULL,  -- 1: several source records may stand for one destination record
  PRIMARY KEY (integration_id, entity, key)
) {clustered};
CREATE UNIQUE INDEX link_by_destination ON link (integration_id, entity, destination_id)
  WHERE shared = 0 AND destination_id <> '';
CREATE INDEX link_by_shared_destination ON link (integration_id, entity, destination_id) WHERE shared = 1;

-- Links that are not dropped: in all (zero key), of a school, of a class.
CREATE TABLE scope_count (
  integration_id BIGINT NOT NULL,
  entity BIGINT NOT NULL,
  scope {blob} NOT NULL,
  links BIGINT NOT NULL,
  PRIMARY KEY (integration_id, entity, scope)
) {clustered};

-- What the destination was last given (compressed.hpp).
CREATE TABLE projection (
  integration_id BIGINT NOT NULL,
  entity BIGINT NOT NULL,
  key {blob} NOT NULL,
  bytes {blob} NOT NULL,
  PRIMARY KEY (integration_id, entity, key)
) {clustered};

CREATE TABLE plan (
  id {id},
  integration_id BIGINT NOT NULL REFERENCES integration (id),
  hash TEXT NOT NULL,  -- 64 hexadecimal digits; empty while it is being written
  header TEXT NOT NULL,
  segments BIGINT NOT NULL,
  created_at_ms BIGINT NOT NULL
);
CREATE UNIQUE INDEX plan_by_hash ON plan (integration_id, hash) WHERE hash <> '';
CREATE TABLE plan_segment (
  plan_id BIGINT NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
  number BIGINT NOT NULL,
  bytes {blob} NOT NULL,
  PRIMARY KEY (plan_id, number)
);

CREATE TABLE run (
  id {id},
  integration_id BIGINT NOT NULL REFERENCES integration (id),
  state BIGINT NOT NULL,
  plan TEXT NOT NULL,
  summary TEXT NOT NULL,
  error TEXT NOT NULL,
  started_at_ms BIGINT NOT NULL,
  ended_at_ms BIGINT NOT NULL,
  journal BIGINT NOT NULL  -- 0: not begun, 1: open, 2: ended
);
CREATE INDEX run_by_integration ON run (integration_id, id);

-- A row a batch: which operations it was to carry out, and what became of them (journal_format.hpp).
CREATE TABLE journal (
  run_id BIGINT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  batch BIGINT NOT NULL,
  operations {blob} NOT NULL,
  outcomes {blob} NOT NULL,
  PRIMARY KEY (run_id, batch)
);

-- Row counts of accepted snapshots.
CREATE TABLE snapshot (
  integration_id BIGINT NOT NULL,
  entity BIGINT NOT NULL,
  run_id BIGINT NOT NULL,
  records BIGINT NOT NULL,
  PRIMARY KEY (integration_id, entity, run_id)
);

-- Records that are gone from the source: since when, and in how many accepted snapshots.
CREATE TABLE grace (
  integration_id BIGINT NOT NULL,
  entity BIGINT NOT NULL,
  key {blob} NOT NULL,
  since_at_ms BIGINT NOT NULL,
  snapshots BIGINT NOT NULL,
  PRIMARY KEY (integration_id, entity, key)
);

-- Scopes of the destination that were listed before anything was linked in them.
CREATE TABLE listed_scope (
  integration_id BIGINT NOT NULL,
  entity BIGINT NOT NULL,
  scope TEXT NOT NULL,
  listed_at_ms BIGINT NOT NULL,
  PRIMARY KEY (integration_id, entity, scope)
);

CREATE TABLE catalog (
  integration_id BIGINT NOT NULL,
  name TEXT NOT NULL,
  entries TEXT NOT NULL,
  PRIMARY KEY (integration_id, name)
);

CREATE TABLE value (
  integration_id BIGINT NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (integration_id, name)
);

-- What adapters keep between runs (the ABI's cw.state/1).
CREATE TABLE adapter_state (
  connector_id BIGINT NOT NULL REFERENCES connector (id),
  name {blob} NOT NULL,
  value {blob} NOT NULL,
  PRIMARY KEY (connector_id, name)
);

-- Adapter files that passed the first look, by their SHA-256.
CREATE TABLE verdict (
  sha256 {blob} PRIMARY KEY,
  passed_at_ms BIGINT NOT NULL
);
