package id.kuota.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.junit.jupiter.api.Test;

final class EntityTypesTest {

  @Test
  void everyEntityOfTheEngineIsListed() {
    List<String> types =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("id.kuota.engine")
                .stream()
                .flatMap(type -> type.getFields().stream())
                .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                .filter(field -> field.getRawType().isEquivalentTo(EntityTypeKey.class))
                .map(field -> field.getOwner().getSimpleName().replace("Entity", ""))
                .toList();
    assertThat(EntityTypes.names()).containsExactlyInAnyOrderElementsOf(types).contains("Cart");
  }

  @Test
  void aTypeThatIsNotListedIsNotStarted() {
    EntityTypeKey<String> other = EntityTypeKey.create(String.class, "Other");
    assertThatIllegalStateException()
        .isThrownBy(() -> EntityTypes.listed(other))
        .withMessageContaining("Other");
  }
}
