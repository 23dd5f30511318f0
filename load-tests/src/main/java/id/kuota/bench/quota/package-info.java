/**
 * How many durable holds a second one quota gives, by Kuota and by what a team would build instead.
 *
 * <p>Each is a {@code Seller}: Kuota itself, a row lock, one function, batches of SQL with the
 * semantics of Kuota, which is the strongest thing that can be built on a row of PostgreSQL, and a
 * row for each unit. The suite lets them take turns and compares their books with what they
 * answered. Guarded by {@code SqlSellersIT} (they sell what they should) and {@code
 * BenchCommandIT}.
 */
@NullMarked
package id.kuota.bench.quota;

import org.jspecify.annotations.NullMarked;
