/**
 * Quotas over HTTP, for operators: the numbers of one as its entity has them, and a new capacity
 * with a reason. Guarded by {@code QuotaRoutesTest}.
 */
@NullMarked
package id.kuota.http.edge.quota;

import org.jspecify.annotations.NullMarked;
