/**
 * Cancelled events: an operator cancels one, and every order of it is undone and paid back.
 *
 * <pre>
 *   POST /v1/sales/{sale}/cancellation --CancelSale--> sale        (no order any more, for good)
 *   CancellationWorker, on the oldest node: pages of the read model --> OrderUndoing
 *     held order  --CancelOrder--> order
 *     its tickets --VoidTicket--> ticket, --CancelTicket--> order  (the order pays back)
 *   GET /v1/sales/{sale}/cancellation  <-- Cancellations           (how far it is)
 * </pre>
 *
 * <p>No progress is stored: what is left to do is what the read model shows, and every command is
 * safe to repeat. So a node may die at any step, and money that comes later goes back as well.
 * Guarded by {@code CancellationRoutesTest}, {@code CancellationWorkerTest}, {@code
 * CancellationsIT} and {@code CancelledEventIT}.
 */
@NullMarked
package id.kuota.http.edge.cancellation;

import org.jspecify.annotations.NullMarked;
