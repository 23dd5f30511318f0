/**
 * One node: settings, start and stop of everything in it, in this order.
 *
 * <pre>
 *   settings -> database (migrated) -> actor system -> lease -> warm-up -> projections -> cluster
 *     -> engine -> edge
 * </pre>
 *
 * <p>{@link id.kuota.http.node.Node} is the table of contents and the only place that knows all
 * modules. Stopping goes the other way round: the edge finishes what is running before the journal
 * is closed, and the lease ends last. Guarded by {@code StopIT}.
 */
@NullMarked
package id.kuota.http.node;

import org.jspecify.annotations.NullMarked;
