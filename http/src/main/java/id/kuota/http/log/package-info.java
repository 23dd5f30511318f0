/**
 * The events that a node, its edge and its payments log. docs/reference/log-events.md is made of
 * them; guarded by {@code LogEventsTest}.
 */
@NullMarked
package id.kuota.http.log;

import org.jspecify.annotations.NullMarked;
