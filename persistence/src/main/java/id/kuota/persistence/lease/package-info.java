/**
 * The leases of nodes: PostgreSQL decides which nodes are in. Each start of a node takes a lease
 * with a new epoch ({@link id.kuota.persistence.lease.NodeLeases}), renews it twice a second
 * ({@link id.kuota.persistence.lease.LeaseKeeper}) and answers nothing from memory while the
 * renewal is late. Every write to the journal names the epoch in its own statement ({@link
 * id.kuota.persistence.lease.SystemLease}); another node fences it with one conditional update,
 * after which no write of that epoch is accepted. A lease counts in the history of the server in
 * which it was taken: after a fail-over that lost its tail nothing is written from memory, and
 * {@link id.kuota.persistence.lease.LostEvents} lists what is gone. See decisions 0042 and 0047.
 */
@NullMarked
package id.kuota.persistence.lease;

import org.jspecify.annotations.NullMarked;
