/**
 * What a seed stands for, as data: the machines, the weather, the actors and the faults. A plan is
 * drawn before its run begins, so a run can be repeated with less of it.
 */
@NullMarked
package id.kuota.simulation.plan;

import org.jspecify.annotations.NullMarked;
