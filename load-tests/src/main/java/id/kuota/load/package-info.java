/**
 * Load on a running server over HTTP, and the ledger that holds the server to what it said.
 *
 * <p>A command creates a sale of its own ({@code sale}), sends buyers ({@code buyer}, {@code
 * flashsale}) that record every answer ({@code ledger}), waits until the server has come to rest
 * and compares ({@code reconciliation}), and prints what came out ({@code report}). Nothing here
 * knows the server but by HTTP ({@code server}). Guarded by {@code FlashSaleCommandIT}.
 */
@NullMarked
package id.kuota.load;

import org.jspecify.annotations.NullMarked;
