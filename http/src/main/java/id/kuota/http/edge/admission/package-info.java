/**
 * Admission control and priority.
 *
 * <pre>
 *   order -> ConcurrencyLimit (or: come back later) -> ConcurrencyGate (ScanPriority) -> engine
 *   scan  --------------------------------------------------------------------------> engine
 * </pre>
 *
 * <p>{@link id.kuota.http.edge.admission.Admission} is the door of a node: placing orders and all
 * that opens an order or a cart goes through it, and so do scans at gates, which are only timed.
 * The two rules, {@code ConcurrencyLimit} and {@code ScanPriority}, know nothing of HTTP: each
 * takes the times of arrivals and answers, and returns how many may be admitted. What follows on a
 * placed order (looking, paying, cancelling) is never held up. Guarded by {@code AdmissionTest},
 * {@code PlacesTest}, {@code GatesFirstTest} and {@code TurnstileTest}; decided in ADR 0018 and
 * 0023.
 */
@NullMarked
package id.kuota.http.edge.admission;

import org.jspecify.annotations.NullMarked;
