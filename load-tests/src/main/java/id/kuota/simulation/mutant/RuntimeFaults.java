package id.kuota.simulation.mutant;

import id.kuota.engine.quota.QuotaBatcher;
import id.kuota.simulation.cluster.EntityKey;
import id.kuota.simulation.cluster.Guarantee;
import id.kuota.simulation.cluster.Seams;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;

/** Faults of the runtime: how an entity is driven, and what the journal keeps. */
final class RuntimeFaults {

  private static final int SELDOM = 7;

  private RuntimeFaults() {}

  static Seams without(Guarantee broken) {
    return new Seams() {
      @Override
      public boolean keeps(Guarantee guarantee) {
        return guarantee != broken;
      }
    };
  }

  static Seams retriesForgotten() {
    return new Seams() {
      @Override
      public Consumer<QuotaBatcher.Submit> quotas(
          EntityKey from, Consumer<QuotaBatcher.Submit> honest) {
        var sent = new HashSet<Object>();
        return submit -> {
          if (submit.tag() >= 0 || sent.add(List.of(submit.quota(), submit.request())))
            honest.accept(submit);
        };
      }
    };
  }

  static Seams eventLost() {
    var every = new Every(SELDOM);
    return new Seams() {
      @Override
      public List<Object> kept(EntityKey entity, List<Object> events) {
        return every.now() ? events.subList(0, events.size() - 1) : events;
      }
    };
  }

  static Seams eventDuplicated() {
    var every = new Every(SELDOM);
    return new Seams() {
      @Override
      public List<Object> kept(EntityKey entity, List<Object> events) {
        if (!every.now()) return events;
        var twice = new java.util.ArrayList<>(events);
        twice.add(events.getLast());
        return twice;
      }
    };
  }

  static Seams eventsSwapped() {
    return new Seams() {
      @Override
      public List<Object> kept(EntityKey entity, List<Object> events) {
        return events.reversed();
      }
    };
  }

  static Seams replayMissesLast() {
    return new Seams() {
      @Override
      public List<Object> replayed(EntityKey entity, List<Object> events) {
        return events.isEmpty() ? events : events.subList(0, events.size() - 1);
      }
    };
  }

  /** An entity of this type does not see, for as long as it runs, that this has happened. */
  static Seams forgets(Class<?> event, int nth) {
    var every = new Every(nth);
    return new Seams() {
      @Override
      public boolean applies(EntityKey entity, Object happened) {
        return !event.isInstance(happened) || !every.now();
      }
    };
  }

  static Seams wakes(EntityKey.Type type, boolean awake) {
    return new Seams() {
      @Override
      public boolean wakes(EntityKey.Type asked) {
        return asked != type || awake;
      }
    };
  }
}
