package id.kuota.http.edge.connection;

/** Why the server ends a connection. */
enum Ending {
  /** A head was not whole in time: it is answered, 408. */
  LATE_HEAD,
  /** A head is too large, or came in too many pieces: it is answered, 431. */
  LARGE_HEAD,
  /** Nothing is in flight: it is closed in order. */
  QUIET,
  /** Another needs its place, its client does not read, or it does not close: it is reset. */
  RESET
}
