package id.kuota.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import id.kuota.engine.Portable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;

/** Everything that has a form, and its bytes as a tree, without an actor system. */
final class Forms {

  private static final CBORMapper CBOR = new CBORMapper();
  private static final ActorRef<Object> ASKER = TestInbox.<Object>create("asker").getRef();

  private Forms() {}

  /** A codec for which there is one actor, at a fixed address. */
  static JournalCodec codec(AddedFields added) {
    return new JournalCodec(OneActor::new, added);
  }

  static JournalCodec codec() {
    return codec(AddedFields.OF_THIS_RELEASE);
  }

  /** The samples of all events, snapshots and messages; several of some. */
  static List<Portable> samples() {
    var all = new ArrayList<>(Samples.stored());
    all.addAll(Samples.messages(ASKER));
    return all;
  }

  /** The golden files of what is stored, by their names without the ending. */
  static Map<String, byte[]> golden() {
    var files = new TreeMap<String, byte[]>();
    try (var folder = Files.newDirectoryStream(Path.of("src/test/resources/golden"), "*.hex")) {
      for (Path file : folder) {
        files.put(
            file.getFileName().toString().replaceFirst("\\.hex$", ""),
            bytes(Files.readString(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  /** The bytes of hexadecimal text with white space in it. */
  static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
  }

  static JsonNode tree(byte[] bytes) {
    try {
      return CBOR.readTree(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bytes(JsonNode tree) {
    try {
      return CBOR.writeValueAsBytes(tree);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bytes as indented JSON. */
  static String readable(byte[] bytes) {
    try {
      return new ObjectMapper()
              .writerWithDefaultPrettyPrinter()
              .writeValueAsString(CBOR.readTree(bytes))
          + "\n";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String lines(String hex) {
    return hex.replaceAll("(.{64})", "$1\n").strip() + "\n";
  }

  /** All that was written is still there; what came later is not looked at. */
  static void assertKept(JsonNode now, JsonNode then, String path) {
    if (then.isObject()) {
      then.properties()
          .forEach(
              field -> {
                assertThat(now.has(field.getKey())).as(path + "/" + field.getKey()).isTrue();
                assertKept(now.get(field.getKey()), field.getValue(), path + "/" + field.getKey());
              });
    } else if (then.isArray()) {
      assertThat(now.size()).as(path).isGreaterThanOrEqualTo(then.size());
      for (int i = 0; i < then.size(); i++) {
        assertKept(now.get(i), then.get(i), path + "/" + i);
      }
    } else {
      assertThat(now).as(path).isEqualTo(then);
    }
  }

  private static final class OneActor extends ActorRefResolver {

    private static final String ADDRESS = "pekko://kuota@127.0.0.1:25520/user/asker#1";

    @Override
    public <T> String toSerializationFormat(ActorRef<T> actor) {
      return ADDRESS;
    }

    @Override
    public <T> ActorRef<T> resolveActorRef(String address) {
      if (!address.equals(ADDRESS)) throw new IllegalArgumentException(address);
      return ASKER.narrow();
    }
  }
}
