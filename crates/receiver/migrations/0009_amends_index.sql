-- Of each row that is taken out, SQLite looks for rows that amend it; without this it reads all of them for each.
CREATE INDEX submissions_by_amends ON submissions (amends);
