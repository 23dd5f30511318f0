package id.kuota.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.typesafe.config.ConfigFactory;
import id.kuota.engine.Portable;
import java.io.NotSerializableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.SerializerWithStringManifest;
import org.apache.pekko.serialization.Serializers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Everything portable has a form, and Pekko finds it: forgotten ones fail only between nodes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PortableTest {

  private ActorTestKit kit;
  private Serialization serialization;
  private List<Portable> samples;

  @BeforeAll
  void start() {
    kit = ActorTestKit.create(ConfigFactory.parseResources("serialization.conf"));
    serialization = SerializationExtension.get(kit.system());
    samples = new ArrayList<>(Samples.stored());
    samples.addAll(Samples.messages(kit.<Object>createTestProbe().ref()));
  }

  @AfterAll
  void stop() {
    kit.shutdownTestKit();
  }

  @Test
  void everyPortableClassHasAManifest() {
    assertThat(portableClasses())
        .as("give each a line in Manifests and a sample in Samples")
        .hasSizeGreaterThan(40)
        .allMatch(type -> Manifests.nameOf(type).isPresent());
  }

  @Test
  void everyPortableClassHasASample() {
    assertThat(samples.stream().map(Object::getClass).collect(Collectors.toSet()))
        .as("give each a sample in Samples")
        .containsAll(portableClasses());
  }

  @TestFactory
  Stream<DynamicTest> everythingSurvivesTheWire() {
    return samples.stream()
        .map(
            sample ->
                dynamicTest(
                    sample.getClass().getSimpleName(),
                    () -> {
                      var serializer = serialization.findSerializerFor(sample);
                      assertThat(serializer).isInstanceOf(KuotaSerializer.class);
                      String manifest = Serializers.manifestFor(serializer, sample);
                      byte[] bytes = serialization.serialize(sample).get();
                      var read =
                          serialization.deserialize(bytes, serializer.identifier(), manifest).get();
                      assertThat(SameContent.of((Portable) read)).isEqualTo(SameContent.of(sample));
                    }));
  }

  @Test
  void aMessageOfALaterReleaseIsDroppedNotFatal() {
    var serializer =
        (SerializerWithStringManifest) serialization.findSerializerFor(samples.getFirst());
    assertThat(serializer.identifier()).isEqualTo(KuotaSerializer.IDENTIFIER);
    assertThatThrownBy(() -> serializer.fromBinary(new byte[0], "zz9"))
        .isInstanceOf(NotSerializableException.class)
        .hasMessageContaining("zz9");
  }

  private static Set<Class<?>> portableClasses() {
    return new ClassFileImporter()
        .importPackages("id.kuota.engine").stream()
            .filter(type -> type.isAssignableTo(Portable.class) && !type.isInterface())
            .map(JavaClass::reflect)
            .collect(Collectors.toSet());
  }
}
