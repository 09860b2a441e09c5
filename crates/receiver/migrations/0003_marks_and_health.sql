-- What the receiver noticed about a submission: it refuses none for these, so that whoever reads it can weigh them.
ALTER TABLE submissions ADD COLUMN early INTEGER NOT NULL DEFAULT 0 CHECK (early IN (0, 1));
ALTER TABLE submissions ADD COLUMN unknown_revision INTEGER NOT NULL DEFAULT 0 CHECK (unknown_revision IN (0, 1));
ALTER TABLE submissions ADD COLUMN unstated_origin INTEGER NOT NULL DEFAULT 0 CHECK (unstated_origin IN (0, 1));
-- The reference of the first of a chain of rows with the same words, each soon after the one before.
ALTER TABLE submissions ADD COLUMN likely_repeat_of TEXT;
CREATE INDEX submissions_by_digest ON submissions (digest, sequence);

-- One row, written anew whenever the receiver proves that it can still write.
CREATE TABLE health (
    only_row   INTEGER PRIMARY KEY CHECK (only_row = 1),
    written_at TEXT    NOT NULL
) STRICT;
