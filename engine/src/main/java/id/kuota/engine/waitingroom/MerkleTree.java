package id.kuota.engine.waitingroom;

import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The Merkle tree hash of RFC 6962: leaves and nodes have different prefixes, so that no node can
 * be shown as a leaf. Keeps one hash for each level, whatever the number of leaves. Not
 * thread-safe.
 */
final class MerkleTree {

  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private final MessageDigest digest = Sha256.digest();

  /** The complete subtrees so far, the smallest first. */
  private final Deque<byte[]> subtrees = new ArrayDeque<>();

  private long leaves;

  void add(byte[] leaf) {
    digest.update(LEAF);
    byte[] hash = digest.digest(leaf);
    // As many subtrees become one as a binary counter carries.
    for (long rest = leaves; (rest & 1) == 1; rest >>= 1) hash = node(subtrees.pop(), hash);
    subtrees.push(hash);
    leaves++;
  }

  /** Returns the root over all leaves so far; the hash of nothing if there are none. */
  byte[] root() {
    var open = new ArrayDeque<>(subtrees);
    if (open.isEmpty()) return digest.digest();
    byte[] root = open.pop();
    while (!open.isEmpty()) root = node(open.pop(), root);
    return root;
  }

  private byte[] node(byte[] left, byte[] right) {
    digest.update(NODE);
    digest.update(left);
    return digest.digest(right);
  }
}
