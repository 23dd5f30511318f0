/**
 * {@code kuota chaos}: a real cluster of processes under load, faults by a seed, and a check of
 * every answer.
 *
 * <pre>
 *   seed -> fault.Schedule -> run.Injector -> cluster (nodes, PostgreSQL, network)
 *                                                ^
 *   client.Traffic ------------------------------+
 *        |
 *        v
 *   history (files) -> check.Checker -> findings;  report.Stalls -> table
 * </pre>
 *
 * <p>The check reads the histories and the final state alone, and shares no code with the engine.
 */
@NullMarked
package id.kuota.chaos;

import org.jspecify.annotations.NullMarked;
