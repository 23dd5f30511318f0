package id.kuota.persistence.waitingroom;

import id.kuota.engine.sale.SaleId;
import id.kuota.engine.waitingroom.EntryId;
import java.time.Instant;

/**
 * A pass that is exchanged for a session.
 *
 * @param number of the entry; 0 if it came by a link that leads past the room
 * @param expiresAt of the pass: with sale and entry it names the pass
 * @param request hash of the request's key: the same request may be repeated
 */
public record SpentPass(
    SaleId sale, EntryId entry, long number, Instant expiresAt, String request) {}
