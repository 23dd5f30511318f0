/**
 * A chaos run from its start to its report: the cluster, the load, the faults one after the other,
 * a final read when all is healed, and the check. Guarded by {@code ChaosCommandIT}.
 */
@NullMarked
package id.kuota.chaos.run;

import org.jspecify.annotations.NullMarked;
