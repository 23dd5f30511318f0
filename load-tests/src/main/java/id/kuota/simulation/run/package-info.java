/**
 * Runs plans: one, many on all processors, and a failed one again and again with less of it until
 * nothing more can be left out.
 */
@NullMarked
package id.kuota.simulation.run;

import org.jspecify.annotations.NullMarked;
