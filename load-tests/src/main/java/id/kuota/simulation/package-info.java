/**
 * {@code kuota simulate}: whole sales under a seed, in virtual time, with production's own
 * entities.
 *
 * <pre>
 *   seed -> plan (data) -> cluster, network, actors, faults -> auditor -> verdict
 *                 ^                                              |
 *                 +------------- shrunk, if it fails <-----------+
 * </pre>
 *
 * <p>First a phase in which everything goes wrong, then a healthy one in which all must come to its
 * end: nothing is owed, nothing is held past its time, and money has bought tickets or gone back.
 */
@NullMarked
package id.kuota.simulation;

import org.jspecify.annotations.NullMarked;
