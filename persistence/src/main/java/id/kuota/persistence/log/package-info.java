/**
 * The events that the persistence logs. docs/reference/log-events.md is made of them; guarded by
 * {@code LogEventsTest}.
 */
@NullMarked
package id.kuota.persistence.log;

import org.jspecify.annotations.NullMarked;
