/**
 * What can go wrong, and the schedule of a run: pure, and the same for the same seed. Injecting is
 * the business of {@code id.kuota.chaos.run}. Guarded by {@code ScheduleTest}.
 */
@NullMarked
package id.kuota.chaos.fault;

import org.jspecify.annotations.NullMarked;
