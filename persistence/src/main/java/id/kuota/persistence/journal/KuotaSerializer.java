package id.kuota.persistence.journal;

import id.kuota.engine.Portable;
import java.io.NotSerializableException;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/**
 * The codec for Pekko: bound to {@link Portable} in {@code serialization.conf}, so it serves the
 * journal, the snapshots and messages between nodes.
 */
public final class KuotaSerializer extends SerializerWithStringManifest {

  /** Stands in every row of the journal; never to be changed. */
  public static final int IDENTIFIER = 7355;

  private final JournalCodec codec;

  /** Called by Pekko while the system starts: actors cannot be asked for before they are needed. */
  public KuotaSerializer(ExtendedActorSystem system) {
    this.codec = new JournalCodec(() -> ActorRefResolver.get(Adapter.toTyped(system)));
  }

  @Override
  public int identifier() {
    return IDENTIFIER;
  }

  @Override
  public String manifest(Object value) {
    return codec.manifest((Portable) value);
  }

  @Override
  public byte[] toBinary(Object value) {
    return codec.encode((Portable) value);
  }

  /**
   * @throws NotSerializableException for an unknown manifest: between nodes of two releases Pekko
   *     then drops the message and keeps the connection
   */
  @Override
  public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
    if (Manifests.classOf(manifest).isEmpty()) {
      throw new NotSerializableException("this release does not know the manifest " + manifest);
    }
    return codec.decode(manifest, bytes);
  }
}
