/**
 * The engine as the edge calls it. The edge's own tests put a stub here, so that every refusal can
 * be seen on the wire without the state that leads to it.
 */
@NullMarked
package id.kuota.http.engine;

import org.jspecify.annotations.NullMarked;
