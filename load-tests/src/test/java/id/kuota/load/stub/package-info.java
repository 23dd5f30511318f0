/**
 * A small honest server in memory, and the faults that can be planted in it: what the load tests
 * are tested with. It knows the HTTP API by its contract alone.
 */
@NullMarked
package id.kuota.load.stub;

import org.jspecify.annotations.NullMarked;
