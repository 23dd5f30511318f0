package id.kuota.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An auditor that never objects proves nothing: it must find each cart that breaks a promise, and
 * say which. That it has nothing against honest ones, {@link EngineSimulationTest} shows.
 */
final class CartMutantsTest {

  private static final int SEEDS = 2_000;

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void theAuditorFindsWhatIsWrongWithACart(CartMutant mutant) {
    Optional<String> objection =
        LongStream.rangeClosed(1, SEEDS)
            .mapToObj(seed -> firstObjection(seed, mutant))
            .flatMap(Optional::stream)
            .filter(words -> words.contains(mutant.objection))
            .findFirst();
    assertThat(objection).as("an objection that says: %s", mutant.objection).isPresent();
  }

  private static Optional<String> firstObjection(long seed, CartMutant mutant) {
    return SimulatedSale.simulate(
            seed, SimulatedSale.weather(seed), SimulatedSale.ORDERS / 2, mutant)
        .objections()
        .stream()
        .findFirst();
  }
}
