-- What a submission does to an earlier one of the same person, whose secret id it carried. Both rows stay as they are.
ALTER TABLE submissions ADD COLUMN amends TEXT REFERENCES submissions (reference);
ALTER TABLE submissions ADD COLUMN withdraws INTEGER NOT NULL DEFAULT 0 CHECK (withdraws IN (0, 1));
-- It carried an id under which nothing of the same form is stored.
ALTER TABLE submissions ADD COLUMN unknown_earlier INTEGER NOT NULL DEFAULT 0 CHECK (unknown_earlier IN (0, 1));
-- The reference of the first of all that amend one another; none of the first itself.
ALTER TABLE submissions ADD COLUMN first TEXT;
CREATE INDEX submissions_by_first ON submissions (coalesce(first, reference), late, sequence);
