/**
 * The leases of nodes: PostgreSQL decides which nodes are in. Each start of a node takes a lease
 * with a new epoch ({@link id.kuota.persistence.lease.NodeLeases}), renews it twice a second
 * ({@link id.kuota.persistence.lease.LeaseKeeper}) and answers nothing from memory while the
 * renewal is late. Every write to the journal names the epoch in its own statement ({@link
 * id.kuota.persistence.lease.SystemLease}); another node fences it with one conditional update,
 * after which no write of that epoch is accepted. See decision 0042.
 */
@NullMarked
package id.kuota.persistence.lease;

import org.jspecify.annotations.NullMarked;
