-- Events that a projection may pass over if it cannot apply them; each with the reason on record.
CREATE TABLE projection_skip (
  projection      text NOT NULL,
  persistence_id  text COLLATE "C" NOT NULL,
  sequence_number bigint NOT NULL,

  -- Whether the entity's later events may be passed over too.
  later           boolean NOT NULL,
  manifest        text NOT NULL,

  -- Why the event could not be applied when a person looked.
  failure         text NOT NULL,
  reason          text NOT NULL,
  asked_by        text NOT NULL,
  asked_at        timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (projection, persistence_id, sequence_number)
);
