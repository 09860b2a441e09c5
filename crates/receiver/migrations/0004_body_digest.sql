-- SHA-256 of the bytes that arrived, which the receipt states, so that a person can prove what they sent. What came before
-- this column has none.
ALTER TABLE submissions ADD COLUMN body_digest BLOB CHECK (length(body_digest) = 32);
