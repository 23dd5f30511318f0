/**
 * Judges a chaos run by the histories of its clients and the final state, and by nothing else.
 * Pure: it knows no cluster, and none of Kuota's rules but those that a buyer relies on.
 *
 * <pre>
 *   operations -> calls (begin, end) -> OrderRules, LookRules, QuotaRules -> findings
 *   final state ------------------------------^
 * </pre>
 *
 * <p>Guarded by {@code CheckerTest}, which plants each kind of finding.
 */
@NullMarked
package id.kuota.chaos.check;

import org.jspecify.annotations.NullMarked;
