/** The journal on PostgreSQL, the projections that read its tail, and the read models they fill. */
@NullMarked
package id.kuota.persistence;

import org.jspecify.annotations.NullMarked;
