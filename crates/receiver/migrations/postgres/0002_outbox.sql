-- What is still to be told to others about a submission, as the file for SQLite explains.
CREATE TABLE outbox (
    number     BIGINT  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    submission TEXT    NOT NULL REFERENCES submissions (id) ON DELETE CASCADE,
    channel    TEXT    NOT NULL CHECK (channel IN ('mail', 'webhook')),
    added_at   BIGINT  NOT NULL,
    next_at    BIGINT,
    tries      INTEGER NOT NULL DEFAULT 0,
    UNIQUE (submission, channel)
);
CREATE INDEX outbox_by_turn ON outbox (channel, next_at);
