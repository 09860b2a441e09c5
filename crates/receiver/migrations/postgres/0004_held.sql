-- A program seems to have sent it: somebody looks at it before it is read with the others.
ALTER TABLE submissions ADD COLUMN held BOOLEAN NOT NULL DEFAULT FALSE;
