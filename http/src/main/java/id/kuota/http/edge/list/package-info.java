/**
 * The lists of orders, tickets, payments and passages over HTTP, for operators.
 *
 * <pre>
 *   GET /v1/orders | /v1/tickets | /v1/payments | /v1/check-ins  ->  read model {@code orders}, with "as of"
 *   GET /v1/tickets/{ticket}/history  ->  the ticket and its passages, as of one position
 * </pre>
 *
 * <p>{@code ListRequest} reads filters and cursor. A buyer is named in the header {@code
 * Kuota-Buyer} and hashed at once, as orders do: addresses are logged by proxies, so no personal
 * data is in one. Guarded by {@code ListRoutesTest}, {@code ListAnswersIT} and {@code
 * OrderListsIT}.
 */
@NullMarked
package id.kuota.http.edge.list;

import org.jspecify.annotations.NullMarked;
