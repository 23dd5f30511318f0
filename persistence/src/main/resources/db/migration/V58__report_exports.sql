-- Reports that are written in the background, to be fetched later by a link.
CREATE TABLE report_export (
  export_id    text COLLATE "C" PRIMARY KEY,
  sale_id      text COLLATE "C" NOT NULL,
  report       text COLLATE "C" NOT NULL,
  format       text COLLATE "C" NOT NULL,
  language     text COLLATE "C" NOT NULL,
  first_day    date,
  last_day     date,
  zone         text COLLATE "C" NOT NULL,
  state        text COLLATE "C" NOT NULL CHECK (state IN ('waiting', 'writing', 'ready', 'failed')),
  asked_by     text NOT NULL,
  asked_at     timestamptz NOT NULL,

  -- Counts the writers: one that was taken for dead writes under a number that is not valid any more.
  attempt      integer NOT NULL DEFAULT 0,

  -- When the writer was last heard of.
  beat_at      timestamptz,
  rows_written bigint NOT NULL DEFAULT 0,
  rows_total   bigint,
  size_bytes   bigint NOT NULL DEFAULT 0,
  position     text,
  file_name    text,

  -- A word for programs, if it failed.
  failure      text,
  ended_at     timestamptz
);

-- The same question is not written twice at once.
CREATE UNIQUE INDEX report_export_open ON report_export
  (sale_id, report, format, language, zone, coalesce(first_day, '-infinity'), coalesce(last_day, 'infinity'))
  WHERE state IN ('waiting', 'writing');
CREATE INDEX ON report_export (sale_id, asked_at);

-- The bytes of the files, in parts that a node can keep in memory.
CREATE TABLE report_export_part (
  export_id text COLLATE "C" NOT NULL REFERENCES report_export ON DELETE CASCADE,
  attempt   integer NOT NULL,
  number    integer NOT NULL,
  bytes     bytea NOT NULL,
  PRIMARY KEY (export_id, attempt, number)
);
