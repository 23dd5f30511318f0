/**
 * The proofs of what Kuota promises: whole nodes on a real PostgreSQL under crowds, crashes and
 * races, and afterwards the law of conservation, order by order and unit by unit.
 *
 * <p>Each proof has a small default budget so that it always runs. {@link
 * id.kuota.http.proof.ProofSettings} names the system properties that make it larger, for an hour
 * or a night. {@code TestEngine} is an engine on a journal within the test's JVM; {@code ChildNode}
 * is a node in a JVM of its own, which can be killed.
 */
@NullMarked
package id.kuota.http.proof;

import org.jspecify.annotations.NullMarked;
