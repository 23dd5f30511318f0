package id.kuota.engine.telemetry;

import java.nio.ByteBuffer;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;
import org.apache.pekko.remote.artery.RemoteInstrument;

/**
 * Carries the span of a message to an entity of another node: writes its context beside the
 * message, and puts it beside the copy that arrives. A node without it, or of a later release,
 * skips what it does not know. The settings of a node name it; an instance belongs to one
 * connection and its thread.
 */
public final class TraceInstrument extends RemoteInstrument {

  /** Below 10 are those of Pekko, Kamon and OpenTelemetry. */
  private static final byte IDENTIFIER = 10;

  private final Traces traces;

  /** Called by Pekko. */
  public TraceInstrument(ExtendedActorSystem system) {
    this.traces = Traces.of(Adapter.toTyped(system));
  }

  @Override
  public byte identifier() {
    return IDENTIFIER;
  }

  @Override
  public void remoteWriteMetadata(
      ActorRef recipient, Object message, ActorRef sender, ByteBuffer buffer) {
    if (!(message instanceof ShardingEnvelope<?> envelope)) return;
    Span span = SpanCarrier.take(envelope.message());
    if (!span.isForRequest()) return;
    CallContext context = span.context();
    if (buffer.remaining() >= context.bytes()) context.write(buffer);
  }

  @Override
  public void remoteReadMetadata(
      ActorRef recipient, Object message, ActorRef sender, ByteBuffer buffer) {
    if (!(message instanceof ShardingEnvelope<?> envelope)) return;
    CallContext.read(buffer)
        .ifPresent(context -> SpanCarrier.carry(envelope.message(), traces.arrived(context)));
  }

  @Override
  public void remoteMessageSent(
      ActorRef recipient, Object message, ActorRef sender, int size, long nanos) {}

  @Override
  public void remoteMessageReceived(
      ActorRef recipient, Object message, ActorRef sender, int size, long nanos) {}
}
