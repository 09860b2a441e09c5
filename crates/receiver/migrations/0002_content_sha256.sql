-- The digest of the content file that the sender answered, so that it can be proved what was asked.
ALTER TABLE submissions ADD COLUMN content_sha256 TEXT NOT NULL DEFAULT '';
