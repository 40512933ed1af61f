-- The fixed tables. Every list sheet has one more, `list_<name>`, made from its declaration.
-- All of it follows from the truth. Nothing is updated or deleted but observations and how far they have come.

-- How far this store has come: the last line of the ledger that everything in it follows from, and how many lines it
-- holds. Written last in each transaction; without a row the store is not whole.
CREATE TABLE derived_to (seq INTEGER NOT NULL, hash VARCHAR NOT NULL, lines INTEGER NOT NULL);

-- What its observations were made by: of each measure a fingerprint of its declaration and of the engine.
CREATE TABLE derived_by (measure VARCHAR NOT NULL, fingerprint VARCHAR NOT NULL);

-- The lines of the ledger that this store holds.
CREATE TABLE event (
    seq INTEGER NOT NULL,
    happened_at TIMESTAMP NOT NULL, -- UTC
    actor VARCHAR NOT NULL,         -- the address signed in with; '' at the machine itself
    name VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    unit VARCHAR NOT NULL,
    quarter INTEGER,
    reason VARCHAR NOT NULL,
    line VARCHAR NOT NULL,          -- as it stands in the ledger
    hash VARCHAR NOT NULL
);

CREATE TABLE submission (
    number INTEGER NOT NULL,
    unit VARCHAR NOT NULL,          -- key of the province that sent it
    quarter INTEGER NOT NULL,       -- Period.last
    version INTEGER NOT NULL,       -- 1, 2 … of this unit and quarter
    received_at TIMESTAMP NOT NULL, -- UTC
    sender VARCHAR NOT NULL,
    file VARCHAR NOT NULL,          -- its name as sent
    sha256 VARCHAR NOT NULL,        -- its bytes, in the truth
    size BIGINT NOT NULL,
    demo BOOLEAN NOT NULL,
    calendar VARCHAR NOT NULL,      -- Calendar: which days its quarter holds
    content VARCHAR NOT NULL        -- SHA-256 of the rows that were read from it
);

-- Where a submission stands in review; without a row it was accepted as it came.
CREATE TABLE move (
    seq INTEGER NOT NULL,           -- of the event
    submission INTEGER NOT NULL,
    state VARCHAR NOT NULL          -- Review
);

CREATE TABLE sheet (
    submission INTEGER NOT NULL,
    name VARCHAR NOT NULL,          -- Table.name
    title VARCHAR NOT NULL,         -- the sheet's name in the file
    rows INTEGER NOT NULL,
    state VARCHAR                   -- State as the sender gave it
);

CREATE TABLE figure (
    submission INTEGER NOT NULL,
    form VARCHAR NOT NULL,
    row INTEGER NOT NULL,
    code VARCHAR NOT NULL,
    value DOUBLE,
    year_to_date DOUBLE,
    value_bound UTINYINT,           -- Bound: whether it is exact
    ytd_bound UTINYINT,
    value_state VARCHAR,            -- not_applicable, not_available, withheld
    ytd_state VARCHAR,
    note VARCHAR,
    value_cell VARCHAR NOT NULL,    -- where it stood in the file
    ytd_cell VARCHAR NOT NULL
);

CREATE TABLE finding (
    submission INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    rule VARCHAR NOT NULL,
    severity VARCHAR NOT NULL,
    message_vi VARCHAR NOT NULL,
    message_en VARCHAR NOT NULL,
    sheet VARCHAR NOT NULL,
    cell VARCHAR NOT NULL,
    row INTEGER,
    col VARCHAR NOT NULL,
    tbl VARCHAR NOT NULL,
    received VARCHAR NOT NULL,
    expected_vi VARCHAR NOT NULL,
    expected_en VARCHAR NOT NULL,
    reason VARCHAR NOT NULL         -- the sender's, for a question
);

-- What every page reads. Sorted by measure, span, split, last, unit after a rebuild; no index.
CREATE TABLE observation (
    measure VARCHAR NOT NULL,
    span VARCHAR NOT NULL,          -- Grain
    split VARCHAR NOT NULL,         -- a breakdown's column, '' for the total
    last INTEGER NOT NULL,          -- Period.last
    part VARCHAR NOT NULL,          -- Period.part
    unit VARCHAR NOT NULL,
    item VARCHAR NOT NULL,          -- of the breakdown
    value DOUBLE,
    numerator DOUBLE,
    denominator DOUBLE,
    keys VARCHAR[],                 -- of a distinct count: what was counted
    covered UTINYINT NOT NULL,      -- quarters known of those due; for a stock 1 or 0
    due UTINYINT NOT NULL,          -- 0: not applicable
    listed UTINYINT NOT NULL,       -- quarters known row by row, and so by breakdown
    flags USMALLINT NOT NULL        -- Flag: conflict, withheld, calendars, bounds
);

-- Submissions that do not count: waiting, returned or set aside when an earlier version was restored.
CREATE VIEW held AS
SELECT submission, arg_max(state, seq) AS state FROM move GROUP BY submission HAVING arg_max(state, seq) <> 'accepted';

-- The submissions that count: sheet by sheet, the newest version of a unit and quarter.
CREATE VIEW standing AS
SELECT s.*, t.name, t.title, t.rows, t.state
FROM submission AS s JOIN sheet AS t ON t.submission = s.number
WHERE s.number NOT IN (SELECT submission FROM held)
QUALIFY row_number() OVER (PARTITION BY s.unit, s.quarter, t.name ORDER BY s.version DESC) = 1;

-- Plans. A set is one file or one entry on the page; it is numbered and kept like a submission.
CREATE TABLE target_set (
    number INTEGER NOT NULL,
    received_at TIMESTAMP NOT NULL, -- UTC
    sender VARCHAR NOT NULL,
    file VARCHAR NOT NULL,          -- its name as sent
    sha256 VARCHAR NOT NULL,        -- its bytes, in the truth
    size BIGINT NOT NULL,
    demo BOOLEAN NOT NULL,          -- came with the demo
    note VARCHAR NOT NULL           -- the sender's reason for what was asked
);

CREATE TABLE target (
    target_set INTEGER NOT NULL,
    row INTEGER NOT NULL,           -- of the file
    unit VARCHAR NOT NULL,          -- key of the province, or VN
    measure VARCHAR NOT NULL,
    item VARCHAR NOT NULL,          -- of a breakdown, '' for the total
    period VARCHAR NOT NULL,        -- Period.code, a year or a quarter
    per VARCHAR NOT NULL,           -- 'district': set for each unit of a level; '' for the area itself
    operator VARCHAR NOT NULL,      -- >=, <=, range, withdrawn
    value DOUBLE,                   -- NULL where withdrawn
    value_to DOUBLE,                -- of a range
    base DOUBLE,                    -- NULL: what stood in the base period is looked up
    base_period VARCHAR NOT NULL,   -- Period.code, or ''
    points VARCHAR NOT NULL,        -- '': a straight line; else `2023=40; 2024=60`
    source VARCHAR NOT NULL,        -- the document that sets it
    quote VARCHAR NOT NULL          -- its own words
);

-- The targets that count: of one figure, area and period the newest; it may say that the target was withdrawn.
CREATE VIEW standing_target AS
SELECT * FROM target
QUALIFY row_number() OVER (PARTITION BY unit, measure, item, period, per ORDER BY target_set DESC, row DESC) = 1;
