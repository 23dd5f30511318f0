/**
 * Reports that are written in the background and kept for a day.
 *
 * <pre>
 *   Exports: ask, find, list, delete          (any node)
 *   ExportQueue: claim --> Claim: append, beat, finish, fail   (the node that writes)
 *   ExportedFile: read part by part           (any node)
 * </pre>
 *
 * <p>Files lie in the database, so that every node can hand them out and none is lost with a node.
 * A writer shows its life by a beat; one that is silent loses its claim, and the next one begins
 * anew under another number. Calls block on the database. Guarded by {@code ExportsIT}.
 */
@NullMarked
package id.kuota.persistence.export;

import org.jspecify.annotations.NullMarked;
