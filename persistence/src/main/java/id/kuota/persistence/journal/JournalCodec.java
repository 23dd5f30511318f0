package id.kuota.persistence.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import id.kuota.engine.JournalEvent;
import id.kuota.engine.Portable;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRefResolver;

/**
 * Portable objects as CBOR and back. A reader ignores fields that it does not know, so that a
 * release can add some. It fails on a missing field that {@link AddedFields} does not list, on a
 * variant or constant that it does not know, and on a value of another type: nothing is guessed.
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
    this(actors, AddedFields.OF_THIS_RELEASE);
  }

  JournalCodec(Supplier<ActorRefResolver> actors, AddedFields added) {
    ObjectMapper mapper = mapper(actors, added);
    for (String manifest : Manifests.all()) {
      Class<? extends Portable> type = Manifests.classOf(manifest).orElseThrow();
      writers.put(type, mapper.writerFor(type));
      ObjectReader reader = mapper.readerFor(type);
      // Messages have a few fields that may be empty; events and snapshots have none.
      readers.put(
          manifest,
          Manifests.isStored(manifest)
              ? reader.with(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
              : reader);
    }
  }

  /** Returns the name under which {@code value} is stored or sent. */
  public String manifest(Portable value) {
    return Manifests.nameOf(value.getClass())
        .orElseThrow(
            () -> new UnreadableException(value.getClass() + " has no manifest in Manifests"));
  }

  /** Returns the bytes of {@code value}, to be read with its manifest. */
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
   * Reads an event or a snapshot of the journal.
   *
   * @throws UnreadableException if it cannot be read, or is a message
   */
  public JournalEvent decodeEvent(String manifest, byte[] bytes) {
    if (decode(manifest, bytes) instanceof JournalEvent event) return event;
    throw new UnreadableException(
        "manifest " + manifest + " is that of a message, not of an event");
  }

  /**
   * Returns what {@code bytes} mean.
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
      return read instanceof EventUpcasters earlier ? earlier.today() : read;
    } catch (IOException | RuntimeException e) {
      // If the message came in an envelope, only this text names it in the log of what is dropped.
      throw new UnreadableException(
          "%d bytes are not a readable %s: %s".formatted(bytes.length, manifest, reason(e)), e);
    }
  }

  /** Returns what is wrong and where, without the position in the bytes. */
  private static String reason(Exception e) {
    return e instanceof JsonMappingException mapping
        ? "%s at %s".formatted(mapping.getOriginalMessage(), mapping.getPathReference())
        : String.valueOf(e.getMessage());
  }

  private static ObjectMapper mapper(Supplier<ActorRefResolver> actors, AddedFields added) {
    return CBORMapper.builder()
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .addModule(new Jdk8Module())
        .addModule(new EngineCodec(actors, added))
        .build();
  }
}
