package id.kuota.http.edge.waitingroom;

import java.time.Instant;

/** Signed texts on the wire. */
final class TokenJson {

  private TokenJson() {}

  record Pass(String pass, Instant expiresAt) {}

  record Link(String id, String link, Instant expiresAt) {}

  record Session(String session, Instant expiresAt) {}
}
