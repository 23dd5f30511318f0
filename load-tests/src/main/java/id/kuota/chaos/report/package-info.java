/**
 * What a run cost: for each fault the time in which a quota granted nothing, split by cause, and
 * what it did to quotas that it did not hit. Pure. Guarded by {@code StallsTest}.
 */
@NullMarked
package id.kuota.chaos.report;

import org.jspecify.annotations.NullMarked;
