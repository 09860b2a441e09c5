-- What is still to be told to others about a submission: added in its transaction, gone once it was done. It has nobody's
-- words and no address: those are read from the submission when it is told, and go with it.
CREATE TABLE outbox (
    number     INTEGER PRIMARY KEY AUTOINCREMENT,
    submission TEXT    NOT NULL REFERENCES submissions (id) ON DELETE CASCADE,
    channel    TEXT    NOT NULL CHECK (channel IN ('mail', 'webhook')),
    -- Moments in milliseconds since 1970.
    added_at   INTEGER NOT NULL,
    -- Nobody tries before; none where it was given up.
    next_at    INTEGER,
    tries      INTEGER NOT NULL DEFAULT 0,
    UNIQUE (submission, channel)
) STRICT;
CREATE INDEX outbox_by_turn ON outbox (channel, next_at);
