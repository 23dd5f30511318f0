/**
 * How fast a gate is answered, alone and beside a sale at full speed: every scan is of another
 * ticket that was paid for, by a device, over HTTP, and in the journal before it is answered.
 */
@NullMarked
package id.kuota.bench.gate;

import org.jspecify.annotations.NullMarked;
