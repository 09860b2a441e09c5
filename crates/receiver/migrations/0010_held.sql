-- A program seems to have sent it: somebody looks at it before it is read with the others.
ALTER TABLE submissions ADD COLUMN held INTEGER NOT NULL DEFAULT 0 CHECK (held IN (0, 1));
