/**
 * JSON from and to bytes. {@link id.kuota.http.edge.json.JsonBody} reads a body strictly and as a
 * whole: it reports all faults at once, each with a JSON Pointer. {@link
 * id.kuota.http.edge.json.Json} writes answers.
 *
 * <pre>
 *   bytes -> UTF-8 -> tree (no duplicate names, bounded depth) -> Fields -> a record | a problem
 * </pre>
 *
 * <p>Nothing is guessed: a number in quotes is not a number, an unknown name is a fault. Guarded by
 * {@code JsonBodyTest}.
 */
@NullMarked
package id.kuota.http.edge.json;

import org.jspecify.annotations.NullMarked;
