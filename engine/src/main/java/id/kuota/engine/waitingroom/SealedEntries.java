package id.kuota.engine.waitingroom;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * What is published of the frozen entries, before anything is drawn.
 *
 * @param root the Merkle root; a leaf is the id of an entry and its nonce, in the order of the ids
 * @param nonceHash SHA-256 of all nonces in that order
 */
public record SealedEntries(long entries, Hash root, Hash nonceHash) {

  /** Bytes of a nonce. */
  public static final int NONCE_BYTES = 16;

  /** Takes the entries one after the other; keeps none of them. Not thread-safe. */
  public static final class Sealing {

    private final MerkleTree tree = new MerkleTree();
    private final MessageDigest nonces = Sha256.digest();
    private final byte[] leaf = new byte[EntryId.BYTES + NONCE_BYTES];
    private byte[] last = new byte[0];
    private long entries;

    /**
     * Adds the next entry.
     *
     * @throws IllegalArgumentException if it does not come after the one before
     */
    public void add(byte[] id, byte[] nonce) {
      if (entries > 0 && Arrays.compareUnsigned(last, id) >= 0) {
        throw new IllegalArgumentException("entries are sealed in the order of their ids");
      }
      System.arraycopy(id, 0, leaf, 0, EntryId.BYTES);
      System.arraycopy(nonce, 0, leaf, EntryId.BYTES, NONCE_BYTES);
      tree.add(leaf);
      nonces.update(nonce);
      last = id;
      entries++;
    }

    /** Returns the seal; nothing is added afterwards. */
    public SealedEntries sealed() {
      return new SealedEntries(entries, Hash.of(tree.root()), Hash.of(nonces.digest()));
    }
  }
}
