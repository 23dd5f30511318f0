/**
 * Callers that come by the clock, whether or not earlier ones have been answered: an open system,
 * as buyers are, for what is measured in this process. What goes through HTTP has a client of its
 * own. Guarded by {@code OpenLoopTest}.
 */
@NullMarked
package id.kuota.bench.arrivals;

import org.jspecify.annotations.NullMarked;
