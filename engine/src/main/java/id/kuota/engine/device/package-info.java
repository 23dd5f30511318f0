/**
 * The devices at the gates: invited by an operator, set up once with a token, revoked when they are
 * lost.
 *
 * <pre>
 *   Absent --invited--> Invited --initialized--> Active (key 1, rolled: 2, 3, ...) --revoked--> Revoked
 * </pre>
 *
 * <p>A device knows its keys by number only: the edge derives them from the server's secret, so
 * nothing that opens a gate lies in the journal. Guarded by {@code DeviceTransitionsTest} and
 * {@code DeviceEntityTest}.
 */
@NullMarked
package id.kuota.engine.device;

import org.jspecify.annotations.NullMarked;
