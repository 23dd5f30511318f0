package id.kuota.engine.telemetry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Work for several requests at once, such as a batch. It is a span in the trace of each of them,
 * with links to the others, so that each trace is whole for itself.
 *
 * @param parts one in each trace; at least two
 * @param context of all
 */
record SharedSpan(List<Span> parts, CallContext context) implements Span {

  /** The most links of one span: who needs all of a batch finds them through these. */
  private static final int LINKS_MAX = 16;

  SharedSpan(List<Span> parts) {
    this(parts, together(parts));
  }

  /**
   * Begins what is done for all of these requests: a part of each. Those that are sampled come
   * first; beyond {@link CallContext#TRACES_MAX} a request has no part of it.
   *
   * @param requests with or without such as are not recorded
   */
  static Span begin(String name, List<Span> requests) {
    var members = new ArrayList<Span>();
    addRecorded(members, requests, true);
    addRecorded(members, requests, false);
    if (members.isEmpty()) return unrecorded(requests);
    if (members.size() == 1)
      return members.getFirst().child(name).with("batch.size", requests.size());
    List<TraceContext> links =
        members.stream()
            .limit(LINKS_MAX)
            .flatMap(member -> member.context().traces().stream())
            .toList();
    return new SharedSpan(members.stream().map(member -> member.child(name, links)).toList())
        .with("batch.size", requests.size());
  }

  private static void addRecorded(List<Span> members, List<Span> requests, boolean sampled) {
    for (Span request : requests) {
      if (members.size() == CallContext.TRACES_MAX) return;
      if (request.isRecorded() && request.context().isSampled() == sampled) members.add(request);
    }
  }

  /** Returns one for the deadline and the criticality alone. */
  private static Span unrecorded(List<Span> requests) {
    return requests.stream().anyMatch(Span::isForRequest)
        ? Span.unrecorded(together(requests))
        : Span.none();
  }

  private static CallContext together(List<Span> parts) {
    Instant deadline = Instant.EPOCH;
    Criticality criticality = Criticality.SHEDDABLE;
    var traces = new ArrayList<TraceContext>();
    for (Span part : parts) {
      CallContext context = part.context();
      if (context.deadline().isAfter(deadline)) deadline = context.deadline();
      if (context.criticality().compareTo(criticality) > 0) criticality = context.criticality();
      if (part.isRecorded() && traces.size() < CallContext.TRACES_MAX) {
        traces.addAll(context.traces());
      }
    }
    return new CallContext(traces, deadline, criticality);
  }

  @Override
  public Span child(String name) {
    return new SharedSpan(parts.stream().map(part -> part.child(name)).toList());
  }

  @Override
  public Span child(String name, List<TraceContext> links) {
    return new SharedSpan(parts.stream().map(part -> part.child(name, links)).toList());
  }

  @Override
  public Span with(String key, String value) {
    parts.forEach(part -> part.with(key, value));
    return this;
  }

  @Override
  public Span with(String key, long value) {
    parts.forEach(part -> part.with(key, value));
    return this;
  }

  @Override
  public void fail(String why) {
    parts.forEach(part -> part.fail(why));
  }

  @Override
  public void keep() {
    parts.forEach(Span::keep);
  }

  @Override
  public void end() {
    parts.forEach(Span::end);
  }

  @Override
  public boolean isRecorded() {
    return true;
  }
}
