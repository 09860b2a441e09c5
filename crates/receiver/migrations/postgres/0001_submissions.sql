-- What people sent, one row each, in the order of arrival. The columns are those of SQLite, which the folder above explains.
CREATE TABLE submissions (
    -- Given under the lock that every receiver commits under, so that no lower number appears after a higher one.
    sequence         BIGINT  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id               TEXT    NOT NULL UNIQUE,
    reference        TEXT    NOT NULL UNIQUE,
    form             TEXT    NOT NULL CHECK (form IN ('submission', 'feedback')),
    revision         BIGINT  NOT NULL,
    content_sha256   TEXT    NOT NULL,
    -- As the receipt states it, with its offset.
    received_at      TEXT    NOT NULL,
    early            BOOLEAN NOT NULL,
    late             BOOLEAN NOT NULL,
    unknown_revision BOOLEAN NOT NULL,
    unstated_origin  BOOLEAN NOT NULL,
    unknown_earlier  BOOLEAN NOT NULL,
    likely_repeat_of TEXT,
    amends           TEXT    REFERENCES submissions (reference),
    withdraws        BOOLEAN NOT NULL,
    first            TEXT,
    posted_as        TEXT    NOT NULL CHECK (posted_as IN ('json', 'form')),
    digest           BYTEA   NOT NULL CHECK (length(digest) = 32),
    body_digest      BYTEA   CHECK (length(body_digest) = 32),
    -- JSON as it was written. Not JSONB: that refuses NUL, which JSON writes as \u0000 and TEXT keeps so.
    answers          TEXT    NOT NULL
);
CREATE INDEX submissions_by_digest ON submissions (digest, sequence);
CREATE INDEX submissions_by_first ON submissions (coalesce(first, reference), late, sequence);
CREATE INDEX submissions_by_amends ON submissions (amends);

-- One row, written anew whenever a receiver proves that it can still write.
CREATE TABLE health (
    only_row   INTEGER     PRIMARY KEY CHECK (only_row = 1),
    written_at TIMESTAMPTZ NOT NULL
);
