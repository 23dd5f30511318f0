/** Tickets: what lets one person in. For now their ids, which a paid order carries. */
@NullMarked
package id.kuota.engine.ticket;

import org.jspecify.annotations.NullMarked;
