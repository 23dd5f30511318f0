/**
 * Shows operators which requests of a node took long or failed, with the ids of their traces.
 * Guarded by {@code EdgeTracesTest} and {@code EveryAnswerIT}.
 */
@NullMarked
package id.kuota.http.edge.slow;

import org.jspecify.annotations.NullMarked;
