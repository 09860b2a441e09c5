-- What people sent, one row each, in the order of arrival. Rows are only ever added.
CREATE TABLE submissions (
    sequence    INTEGER PRIMARY KEY AUTOINCREMENT,
    id          TEXT    NOT NULL UNIQUE,
    reference   TEXT    NOT NULL UNIQUE,
    form        TEXT    NOT NULL CHECK (form IN ('submission', 'feedback')),
    revision    INTEGER NOT NULL,
    received_at TEXT    NOT NULL,
    late        INTEGER NOT NULL CHECK (late IN (0, 1)),
    posted_as   TEXT    NOT NULL CHECK (posted_as IN ('json', 'form')),
    -- SHA-256 of form, revision and answers: tells “sent again” from “other words under the same id”.
    digest      BLOB    NOT NULL CHECK (length(digest) = 32),
    -- JSON, so that every character that a person can type is kept, NUL too.
    answers     TEXT    NOT NULL
) STRICT;
