package id.kuota.persistence.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import id.kuota.engine.Portable;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRefResolver;

/**
 * Portable objects as CBOR and back. A reader ignores what it does not know, so that a release can
 * add; it fails on what it misses, so that nothing is guessed. Only what travels may lack a field
 * that a node of an earlier release does not know: that is null, and its class says what it means.
 * Thread-safe.
 */
public final class JournalCodec {

  private final Map<Class<?>, ObjectWriter> writers = new HashMap<>();
  private final Map<String, ObjectReader> readers = new HashMap<>();

  /** A codec for what lies in the journal; it cannot read or write references to actors. */
  public JournalCodec() {
    this(
        () -> {
          throw new IllegalStateException("no actor system here: events hold no actors");
        });
  }

  /**
   * @param actors asked only when a reference to an actor is read or written
   */
  JournalCodec(Supplier<ActorRefResolver> actors) {
    ObjectMapper mapper = mapper(actors);
    for (String manifest : Manifests.all()) {
      Class<? extends Portable> type = Manifests.classOf(manifest).orElseThrow();
      writers.put(type, mapper.writerFor(type));
      ObjectReader reader = mapper.readerFor(type);
      // Messages have a few fields that may be empty; events and snapshots have none.
      readers.put(
          manifest,
          Manifests.isStored(manifest)
              ? reader.with(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
              : reader.without(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES));
    }
  }

  /** The name under which {@code value} is stored or sent. */
  public String manifest(Portable value) {
    return Manifests.nameOf(value.getClass())
        .orElseThrow(
            () -> new UnreadableException(value.getClass() + " has no manifest in Manifests"));
  }

  /** The bytes of {@code value}, to be read with its manifest. */
  public byte[] encode(Portable value) {
    ObjectWriter writer = writers.get(value.getClass());
    if (writer == null) {
      throw new UnreadableException(value.getClass() + " has no manifest in Manifests");
    }
    try {
      return writer.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new UnreadableException("cannot write " + value.getClass(), e);
    }
  }

  /**
   * What {@code bytes} mean.
   *
   * @throws UnreadableException if the manifest is unknown or the bytes do not fit it
   */
  public Portable decode(String manifest, byte[] bytes) {
    ObjectReader reader = readers.get(manifest);
    if (reader == null) {
      throw new UnreadableException("this release does not know the manifest " + manifest);
    }
    try {
      Portable read = reader.readValue(bytes);
      return read instanceof Earlier earlier ? earlier.today() : read;
    } catch (IOException e) {
      throw new UnreadableException(
          "%d bytes are not a readable %s".formatted(bytes.length, manifest), e);
    }
  }

  private static ObjectMapper mapper(Supplier<ActorRefResolver> actors) {
    return CBORMapper.builder()
        .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .addModule(new Jdk8Module())
        .addModule(new EngineForms(actors))
        .build();
  }
}
