/**
 * A counted pool of units with one owner: {@code capacity = available + held + sold}, always.
 *
 * <pre>
 *   hold ----> open hold ----settle----> sold
 *     |            |
 *     |            +------release-----> available again
 *     +-- refused: sold out, taken for now
 * </pre>
 *
 * <p>{@link id.kuota.engine.quota.QuotaBatchers} gather requests on each node; {@code QuotaEntity}
 * turns a batch into at most one event and one answer for each request, in order. A quota never
 * frees a hold by itself: after the deadline it asks the hold's owner through {@link
 * id.kuota.engine.quota.HoldResolver}, and the owner's word decides. It knows owners only by {@link
 * id.kuota.engine.quota.HoldId}; orders, carts and sales are not imported here. Guarded by {@code
 * QuotaTest}, {@code QuotaLawTest} and {@code ArchitectureTest}.
 */
@NullMarked
package id.kuota.engine.quota;

import org.jspecify.annotations.NullMarked;
