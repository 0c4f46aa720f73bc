-- Creates that the destination refused, since it takes the record for one that stands for another.
CREATE TABLE taken (
  integration_id BIGINT NOT NULL,
  entity BIGINT NOT NULL,
  key {blob} NOT NULL,
  projection {blob} NOT NULL,      -- of what was sent
  destination_id TEXT NOT NULL,    -- whom it is taken for
  there {blob} NOT NULL,           -- of what that record held then
  PRIMARY KEY (integration_id, entity, key)
);
