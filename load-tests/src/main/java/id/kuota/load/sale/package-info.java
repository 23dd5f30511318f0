/**
 * What a run sells, and at which prices: the terms of its own sale, and the sum that each order
 * must come to. The sums are worked out here once more, apart from the server, so that a wrong
 * price is found. Guarded by {@code TermsTest}.
 */
@NullMarked
package id.kuota.load.sale;

import org.jspecify.annotations.NullMarked;
