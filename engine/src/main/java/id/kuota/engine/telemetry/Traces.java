package id.kuota.engine.telemetry;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.pekko.actor.typed.ActorSystem;

/** Makes the spans of a node. Thread-safe; never blocks. */
public interface Traces {

  /** Gives each request a trace id, and records nothing. */
  Traces NONE =
      new Traces() {
        @Override
        public Span begin(String name, Optional<TraceContext> caller, CallContext request) {
          return Span.unrecorded(below(caller, request, false));
        }

        @Override
        public Span arrived(CallContext context) {
          return Span.unrecorded(context);
        }
      };

  /**
   * Begins the span of a request to this node.
   *
   * @param caller the span of its client; empty if it tells none
   * @param request its deadline and criticality, without a trace
   */
  Span begin(String name, Optional<TraceContext> caller, CallContext request);

  /**
   * Returns the span of another thread, node or time that work here is a part of. It is recorded
   * there: here only its children are.
   */
  Span arrived(CallContext context);

  /** Begins what is done for all of these requests at once: a part of each that is recorded. */
  static Span shared(String name, List<Span> requests) {
    return SharedSpan.begin(name, requests);
  }

  /** Returns the span that stands for all of these, each of a trace of its own. */
  static Span together(List<Span> spans) {
    return spans.size() == 1 ? spans.getFirst() : new SharedSpan(spans);
  }

  /** Returns the context of a new span below its caller, or of a new trace. */
  static CallContext below(Optional<TraceContext> caller, CallContext request, boolean sampled) {
    TraceContext own =
        caller
            .map(it -> new TraceContext(it.traceHigh(), it.traceLow(), newId(), sampled))
            .orElseGet(() -> new TraceContext(newId(), newId(), newId(), sampled));
    return new CallContext(List.of(own), request.deadline(), request.criticality());
  }

  /** Returns an id that is not 0. */
  static long newId() {
    long id = ThreadLocalRandom.current().nextLong();
    return id == 0 ? 1 : id;
  }

  /** Returns the traces that an actor system was created with. */
  static Traces of(ActorSystem<?> system) {
    return system
        .settings()
        .setup()
        .get(TelemetrySetup.class)
        .map(TelemetrySetup::traces)
        .orElse(NONE);
  }
}
