-- What was sealed in the sender's browser, as it came: JSON (a JWE, RFC 7516). There are no answers beside it.
ALTER TABLE submissions ADD COLUMN sealed TEXT;
