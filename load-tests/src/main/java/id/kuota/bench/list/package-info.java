/**
 * The lists of orders: how long a rebuild of their projection takes ({@code RebuildContender}, on a
 * journal that {@code SoldOrders} has written), and how soon a page is there among many rows
 * ({@code PageContender}, in tables that {@code ManyOrders} has made larger). Guarded by {@code
 * BenchCommandIT}.
 */
@NullMarked
package id.kuota.bench.list;

import org.jspecify.annotations.NullMarked;
