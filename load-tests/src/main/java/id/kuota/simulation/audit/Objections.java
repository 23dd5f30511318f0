package id.kuota.simulation.audit;

import id.kuota.simulation.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What the auditor has against a run. */
final class Objections {

  private final World world;
  private final List<String> all = new ArrayList<>();

  Objections(World world) {
    this.world = world;
  }

  void unless(boolean holds, Supplier<String> otherwise) {
    if (holds) return;
    String words = otherwise.get();
    all.add(words);
    world.story().note(world.micros(), "auditor", () -> words);
  }

  List<String> all() {
    return all;
  }
}
