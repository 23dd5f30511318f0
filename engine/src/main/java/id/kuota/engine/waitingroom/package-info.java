/**
 * The waiting room of a sale: who comes first, and how many may enter. Pure rules; what they decide
 * is stored and enforced at the edge.
 *
 * <pre>
 *   entries, frozen at the start --> SealedEntries (Merkle root, hash of the nonces)
 *   seed + nonces or beacon      --> Mix --> Shuffle: entry --> number
 *   numbers and stock of a sale  --> AdmissionRule: how many more may enter --> RoomPhase
 * </pre>
 *
 * <p>The order is a function of what is published: docs/waiting-room.md has the formulas, and a
 * script of a stranger recomputes it. Guarded by {@code ShuffleTest}, {@code MerkleTreeTest},
 * {@code AdmissionRuleTest} and {@code AdmissionCrowdTest}.
 */
@NullMarked
package id.kuota.engine.waitingroom;

import org.jspecify.annotations.NullMarked;
