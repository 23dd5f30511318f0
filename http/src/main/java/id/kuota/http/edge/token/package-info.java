/**
 * API tokens of operators, beside the operator key: made, listed, rotated and revoked with the key
 * alone, and known to every node from memory.
 *
 * <pre>
 *   TokenRoutes --writes--> OperatorTokens (table) --read once a second--> TokenMemory --> OperatorDoor
 * </pre>
 *
 * <p>A revocation holds on every node within {@link id.kuota.http.edge.token.TokenMemory#PAUSE} and
 * the time of one query; on the node that takes it, with its answer. Guarded by {@code
 * TokenMemoryTest}, {@code TokenAnswersIT} and {@code ScopesIT}, which sends every request of the
 * document with and without its scope.
 */
@NullMarked
package id.kuota.http.edge.token;

import org.jspecify.annotations.NullMarked;
