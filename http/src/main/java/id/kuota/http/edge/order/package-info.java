/**
 * Orders over HTTP: place, read, cancel.
 *
 * <pre>
 *   POST /v1/orders  ->  PlaceOrder  ->  engine.place  ->  OrderJson | OrderProblems
 * </pre>
 *
 * <p>The id of an order follows from buyer and Idempotency-Key, so a retry reaches the same entity
 * on any node, and the entity's journal is the store of answers: the answer to a repeated request
 * is worked out again from what was placed, to the same bytes. Guarded by {@code OrderRoutesTest}
 * and {@code OrderProblemsTest}.
 */
@NullMarked
package id.kuota.http.edge.order;

import org.jspecify.annotations.NullMarked;
