/** The page that `npm run import -- --help` prints. */
export const HELP = `Imports customers from a CSV file.

  npm run import -- FILE.csv --organisation SLUG --map FIELD=COLUMN … [options]

The whole file is imported in one transaction: when anything fails, nothing was changed. Rows
that break a rule are left out and listed. Importing the same file again changes nothing. It
may be done while Caseload is running. It uses DATABASE_URL, else the embedded server.

What the columns are
  --map FIELD=COLUMN        Imports a column, found by its name in the first line (case does
                            not matter). Fields: name (needed), email, phone, status,
                            priority, assignedTo, archived, dueAt, followUpAt, notes, tags,
                            createdAt, externalId, and fields.NAME for a custom value.
  --map FIELD=A,B           Several columns in one text: the cells that are not empty, joined
                            by ", " (notes: by line ends; tags: all of them).
                            For name, phone, notes, tags, externalId and fields.NAME.
  externalId                What tells the rows apart for ever. A customer that was imported
                            under the same id is not imported again; nor is one that the id
                            names as an export does, by the id it has here. Without it a row
                            counts as the same when all its cells are.

What the words mean
  --status WORD=KEY         For example --status Cancelled=closed. The organisation's own
                            status keys and labels need no entry.
  --status-default KEY      For empty cells and words that mean nothing else. Without it an
                            unknown word rejects its row and an empty cell means "new".
  --priority WORD=KEY       KEY is urgent, high, normal or low.
  --assignee WORD=PERSON    For example --assignee NC=employee05@harbour.example. Without an
                            entry a word is looked for among the e-mail addresses, then the
                            codes, then the names of the organisation.
  --unknown-assignee WHAT   For words that are nobody's:
                              reject      leave the row out (this is the default)
                              unassigned  import it for whoever claims it
                              create      make an inactive employee with this code and name
  --dates STYLE             iso  2026-11-21, 2026-11-21T09:30:00Z (this is the default)
                            us   11/21/2026, 11/21/2026 09:30:00 AM
                            eu   21.11.2026, 21/11/2026 09:30
  --time-zone ZONE          Where the clocks hung that the times were read from, for example
                            America/Los_Angeles; UTC by default. A time that the clocks showed
                            twice is the earlier one, one that they skipped moves forward.
  archived                  true, yes, y, 1, x or archived; false, no, n, 0 or nothing.
  tags                      Separated by commas or semicolons.

What happens
  --existing skip|update    Customers imported before: leave them as they are (the default),
                            or change them to what the file says, with version and history,
                            in the mapped fields. An empty cell empties its field, except
                            status, priority and createdAt.
  --dry-run                 Does everything, says what would happen, and takes it back.
  --rejects FILE.csv        Writes the rows left out: row, reason, and the original cells.
  --as EMAIL                The administrator who imports; by default the first one by name.
  --help                    This page.

The file is UTF-8 text, separated by comma, semicolon, tab or bar, with the names of the columns
in its first line; one whose name ends in .gz is unpacked on the way. Rows are counted as a
spreadsheet does: the first line is row 1.

Ends with 0 when the import was done (also when rows were left out), with 1 when it was not, and
with 2 when the command line could not be understood.
`;
