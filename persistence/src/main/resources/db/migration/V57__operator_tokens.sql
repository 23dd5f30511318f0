-- API tokens of operators. The edge writes this table itself, in no journal: no projection owns it.
CREATE TABLE operator_token (
  token_id       text COLLATE "C" PRIMARY KEY,
  name           text NOT NULL,
  scopes         text[] NOT NULL,
  created_at     timestamptz NOT NULL,
  created_by     text NOT NULL,
  expires_at     timestamptz NOT NULL,

  -- SHA-256 of the secret; the one before counts as well until its time.
  secret_hash    bytea NOT NULL,
  previous_hash  bytea,
  previous_until timestamptz,
  rotated_at     timestamptz,
  rotated_by     text,

  revoked_at     timestamptz,
  revoked_by     text,
  revoked_reason text,

  -- Written some seconds late; in no order with the rest.
  used_at        timestamptz
);
