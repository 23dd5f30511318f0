package id.kuota.chaos.cluster;

import id.kuota.chaos.fault.FaultKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What this machine offers, tried once at the start.
 *
 * @param missing why a need is not met, for each that is not
 */
public record Surroundings(Map<FaultKind.Need, String> missing) {

  private static final List<Path> LIBRARIES =
      List.of(Path.of("/usr/lib"), Path.of("/usr/lib64"), Path.of("/usr/local/lib"));
  private static final int DEPTH = 3;

  public Surroundings {
    missing = Map.copyOf(missing);
  }

  /** Tries them. */
  public static Surroundings tried() {
    var missing = new EnumMap<FaultKind.Need, String>(FaultKind.Need.class);
    put(missing, FaultKind.Need.EARLIER_BUILD, "--from");
    put(missing, FaultKind.Need.NAMESPACES, withoutNamespaces());
    put(missing, FaultKind.Need.PROCESSOR_LIMIT, ProcessorLimit.missing());
    put(
        missing,
        FaultKind.Need.SKEWED_CLOCK,
        fakeTime().isPresent() ? null : "libfaketime is not installed (Debian: faketime)");
    return new Surroundings(missing);
  }

  /** Nothing but processes and signals: the same on every machine. */
  public static Surroundings processesOnly() {
    var missing = new EnumMap<FaultKind.Need, String>(FaultKind.Need.class);
    for (FaultKind.Need need : FaultKind.Need.values()) {
      if (need != FaultKind.Need.PROCESSES) missing.put(need, "processes only");
    }
    return new Surroundings(missing);
  }

  public boolean offers(FaultKind.Need need) {
    return !missing.containsKey(need);
  }

  /** Makes the network for as many nodes: with namespaces where they can be made. */
  public Network network(int nodes) {
    return offers(FaultKind.Need.NAMESPACES) ? NamespaceNetwork.make(nodes) : new LoopbackNetwork();
  }

  /** Returns the library that shows a process another time. */
  static Optional<Path> fakeTime() {
    return LIBRARIES.stream()
        .filter(Files::isDirectory)
        .flatMap(Surroundings::fakeTimeBelow)
        .findFirst();
  }

  private static Stream<Path> fakeTimeBelow(Path folder) {
    try (var files = Files.find(folder, DEPTH, (file, _) -> file.endsWith("libfaketimeMT.so.1"))) {
      return files.toList().stream();
    } catch (IOException | UncheckedIOException unreadable) {
      return Stream.empty();
    }
  }

  private static void put(
      Map<FaultKind.Need, String> missing, FaultKind.Need need, @Nullable String reason) {
    if (reason != null) missing.put(need, reason);
  }

  private static @Nullable String withoutNamespaces() {
    if (!Commands.works(List.of("ip", "-V"))) return "there is no ip (Debian: iproute2)";
    if (!Commands.works(List.of("nft", "--version"))) return "there is no nft (Debian: nftables)";
    try {
      NamespaceNetwork.make(1).close();
      return null;
    } catch (SurroundingsException e) {
      return "no network namespaces, which need root: " + e.getMessage();
    }
  }
}
