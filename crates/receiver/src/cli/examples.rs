//! What the help of each command says at its end: examples, and what has to be known. It is shown as it stands here.

/// Of `receiver serve`.
pub const SERVE: &str = "\
Examples:
  The endpoint alone, for a page that is served from somewhere else:
    receiver serve --listen 127.0.0.1:8081 --allow-origin https://page.example

  A whole small deployment in one process, page and endpoint on one address:
    receiver serve --listen 0.0.0.0:8080 --site dist --database sqlite:///srv/submissions.db

  Several of them behind one address, on one PostgreSQL:
    DATABASE_URL='postgres://receiver@db.example/submissions?sslmode=verify-full' receiver serve --listen 0.0.0.0:8081

  Rehearse a day, the same one as `as_of` in the page's config.json:
    receiver serve --site dist --as-of 2022-08-01T09:00:00+12:00

  Behind a proxy that counts nothing, on this machine:
    receiver serve --limit-posts --trusted-proxy 127.0.0.1

It answers POST /api/submissions, POST /api/feedback, GET /api/submissions/{id}/receipt,
GET /api/feedback/{id}/receipt and GET /health. It speaks plain HTTP: put a server that speaks HTTPS
in front of it. New words are taken without a restart; after a new build of the site, start it again.
Ctrl-C ends it once the requests that are under way are answered.";

/// Of `receiver export`.
pub const EXPORT: &str = "\
Examples:
  receiver export --format csv --to submissions.csv
  receiver export --format csv --for tools --what feedback --database sqlite:///srv/submissions.db > feedback.csv
  receiver export --format json > submissions.json

JSON is the exact record: every word as it was typed. No export has the secret ids that open receipts.

In CSV, each question has one column, headed by its words and its id: “Email address (email)”. What was chosen is
named by its value, and lists are joined with “; ”. Two things are done for Excel alone: a byte order mark and CRLF
after each row, and date and time as Excel knows them (2022-08-01 09:00:00, in UTC and in the content’s time zone); tools get
neither a mark nor CR, and moments with their offset. In both, line ends inside a cell are LF.

A cell gets an apostrophe in front where a reader could run it as a formula or rewrite it as a number or a date: when
one of = + - @, wide ones too, comes before its first letter or digit; when it has digits, and no words but those of
numbers, times and months; when it begins with a tab, a line end or an apostrophe. The way back to the exact text:
take one apostrophe from the front of each cell that has one.

A cell of Excel holds 32,767 UTF-16 units. A longer answer is written exactly, into a file of its own in a folder
beside the table (submissions-long-answers for submissions.csv), and its cell names the file.

Files are their owner’s alone, appear once they are whole, and never replace others.
It is safe to export while the receiver is running.";

/// Of `receiver backup`.
pub const BACKUP: &str = "\
Examples:
  receiver backup --to submissions-2022-08-01.db
  receiver backup --database sqlite:///srv/submissions.db --to /mnt/backups/submissions.db

The copy is one file with everything that was stored when it began, and is checked before it gets its name.
It is its owner’s alone, and never replaces another file. The receiver may run, and people may send, meanwhile.

Do not copy the database’s file by itself while people send: what came last is in the file beside it that ends in
-wal, and belongs to it, as the one that ends in -shm does. The receiver empties that log within 4 seconds of the last
submission: only the file of a quiet receiver, or of one that has ended in order, is whole by itself.

To restore: stop the receiver; move its database away, with the files beside it that end in -wal and -shm;
put the copy in its place, under its name; start the receiver.";

/// Of `receiver purge`.
pub const PURGE: &str = "\
Examples:
  How many submissions and feedback were received before a day, in the content’s time zone:
    receiver purge --before 2024-01-01 --database sqlite:///srv/submissions.db

  Take them out for good:
    receiver purge --before 2024-01-01 --database sqlite:///srv/submissions.db --really

  Take out one that somebody sent by mistake, with all that amend it or that it amends:
    receiver purge --ref CFHK-7394 --really

What amends one another goes together, once the last of it was received before the day. Afterwards the words are in no
byte of the database’s files. They are still in exports and in copies that were made before: delete those as well.

The receiver may run; it logs once that its files were changed. Let its own account do this, at a quiet hour: the file
is written anew, and whoever sends meanwhile may have to send again.";

/// Of `receiver keygen`.
pub const KEYGEN: &str = "\
Examples:
  receiver keygen --to agency.private.json
  receiver keygen --to recovery.private.json

The file has the private key, and is its owner’s alone. What is printed is the public key, for config.json. Make the two
on a machine that is on no network, keep them in two places, and never on the machine that receives submissions:
docs/sealed-submissions.md has the whole ceremony.";

/// Of `receiver open`.
pub const OPEN: &str = "\
Examples:
  receiver export --format json > sealed.json
  receiver open --key agency.private.json sealed.json --to submissions.json

It needs neither database nor network: take the export to the machine that has the key. The words of what it opens stand
under answers, as in any export. What it cannot open stays as it is, and is named; then the command fails at its end.";

/// Of `receiver show`.
pub const SHOW: &str = "\
Examples:
  receiver show CFHK-7394
  receiver show CFHK-7394 --format json --database sqlite:///srv/submissions.db

It shows everything but the secret id that opens the receipt. Characters that would steer a terminal, or turn the
direction of the text, are shown as their number: \u{1b}.";

/// Of `receiver stats`.
pub const STATS: &str = "\
Examples:
  receiver stats
  receiver stats --format json --database sqlite:///srv/submissions.db

It counts what was received, by form and by day in the content’s time zone, and reads nobody’s words out.
`counts` is what is left once changes and withdrawals are taken into account.";

/// Of `receiver verify`.
pub const VERIFY: &str = "\
Examples:
  Is every row as it was stored?
    receiver verify --database sqlite:///srv/submissions.db

  Has a copy the same rows as its original? The last line of both is the same.
    receiver verify --database sqlite:///mnt/backups/submissions.db
    receiver verify --database sqlite:///srv/submissions.db --up-to 1204

It makes the digest of the words of each row again, and compares it with the one that was stored with them. The last line
has a digest of all rows, with their moments, marks and references, up to the number of the last: the copy’s names that
number, and the original is asked up to the same one, by a receiver of the same version. It ends with 1 where a row
differs or cannot be read back, and names it. It finds what a disk, a hand or another program has changed; whoever changes
digests too is not found.";
