/**
 * A flash sale as a Gatling simulation in the open model: buyers come at a rate, whether or not the
 * server keeps up. What each buyer does is decided by {@code buyer}; here it becomes requests, with
 * repeats under the same key, and every answer goes into the {@code ledger}. The only package that
 * knows Gatling. Guarded by {@code FlashSaleCommandIT}, a short run against a small server.
 */
@NullMarked
package id.kuota.load.flashsale;

import org.jspecify.annotations.NullMarked;
