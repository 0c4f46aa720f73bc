-- What the first look said of an adapter file that passed it, so that the next process need not look again.
DROP TABLE verdict;
CREATE TABLE verdict (
  name VARCHAR(128) PRIMARY KEY,
  text {blob} NOT NULL,
  passed_at_ms BIGINT NOT NULL
);
