/**
 * Reconciliation: folds the whole journal anew, by rules of its own, and compares the outcome with
 * the read models, with the running quotas, and the journal with itself.
 *
 * <pre>
 *   journal, stream by stream (one snapshot)
 *     Order|...  -- OrderAudit --> Claims: what orders say they hold and own of each quota
 *     Quota|...  -- QuotaAudit --> what the quota says; compared with claims, summary and entity
 *     Sale|...   -- SaleAudit  --> compared with the listing and the counted orders
 * </pre>
 *
 * <p>{@link id.kuota.persistence.reconciliation.TieOut} is the part of it that an organiser reads:
 * one sale, its numbers by their sources, and its orders one by one.
 *
 * <p>It does not use the engine's rules on purpose: two ways to the same numbers find a fault in
 * either. {@link id.kuota.persistence.reconciliation.Reconciliation} runs it, {@link
 * id.kuota.persistence.reconciliation.ReconciliationReport} is the outcome as data and as text.
 * Guarded by {@code ReconciliationIT} and {@code TieOutIT}, which plant the faults that must be
 * found.
 */
@NullMarked
package id.kuota.persistence.reconciliation;

import org.jspecify.annotations.NullMarked;
