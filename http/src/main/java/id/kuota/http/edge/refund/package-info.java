/**
 * Money that goes back, over HTTP, for operators: which refunds are open, what a person has decided
 * about one, the ledger of an order, and the tickets that are taken back.
 *
 * <pre>
 *   POST .../tickets/{ticket}/cancel  ->  the ticket is made void  ->  the order owes its price
 *   GET  /v1/refunds                  ->  read model, with "as of"
 *   POST /v1/refunds/retry            ->  read model  ->  each order asks its gateway again
 * </pre>
 *
 * <p>A ticket is void before its order hears of it: so a ticket that is being paid back never
 * admits, and a request that breaks off in between is retried. Guarded by {@code RefundRoutesTest}
 * and {@code RefundsIT}.
 */
@NullMarked
package id.kuota.http.edge.refund;

import org.jspecify.annotations.NullMarked;
