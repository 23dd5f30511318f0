package id.kuota.engine.quota;

import id.kuota.engine.Limits;
import id.kuota.engine.entity.NodeEpochs;
import id.kuota.engine.entity.RetransmissionTimeout;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.RecipientRef;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/**
 * The batchers of one node. Each shared quota in use has its own, so that no request waits in the
 * mailbox of another quota. The buyers' quotas, which are many and have few requests each, share
 * one batcher; so do shared quotas beyond {@link Limits#QUOTA_BATCHERS_MAX}. Thread-safe.
 */
public final class QuotaBatchers {

  /** Names the actors: a name is free again only some time after its actor has stopped. */
  private static final AtomicLong STARTED = new AtomicLong();

  private final ActorSystem<?> system;
  private final QuotaBatcher.Node node;
  private final Map<QuotaId, OwnBatcher> own = new ConcurrentHashMap<>();
  private final ActorRef<QuotaBatcher.Message> common;

  /**
   * Starts the batcher of the buyers' quotas; the others start when they are first used.
   *
   * @param quotas where the entity of a quota is reached, on whichever node it lives
   * @param refusals hears every answer
   * @param epochs the epoch of this node, which each batch carries
   * @param metrics of the batches of this node
   */
  public QuotaBatchers(
      ActorSystem<?> system,
      Function<QuotaId, RecipientRef<QuotaEntity.Message>> quotas,
      PersonalRefusals refusals,
      NodeEpochs epochs,
      QuotaMetrics metrics) {
    this.system = system;
    this.node =
        new QuotaBatcher.Node(
            quotas,
            refusals,
            new AtomicLong(),
            new RetransmissionTimeout(),
            new Neighbours(),
            epochs,
            metrics);
    this.common = start(null);
  }

  /**
   * Passes a request on to the batcher of its quota, which answers it as {@link
   * QuotaBatcher.Submit} says.
   */
  public void submit(QuotaBatcher.Submit submit) {
    OwnBatcher batcher = batcherOf(submit.quota());
    while (batcher != null && !batcher.tell(submit)) {
      own.remove(submit.quota(), batcher);
      batcher = batcherOf(submit.quota());
    }
    if (batcher == null) common.tell(submit);
  }

  /** Sends all batches in flight again: a node was lost. */
  public void repeatInFlight() {
    own.values().forEach(OwnBatcher::repeat);
    common.tell(new QuotaBatcher.Repeat());
  }

  /** Returns how many quotas have a batcher of their own. */
  int size() {
    return own.size();
  }

  /** Returns the quota's own batcher, or null if it has to use the common one. */
  private @Nullable OwnBatcher batcherOf(QuotaId quota) {
    if (quota.isPersonal()) return null;
    OwnBatcher known = own.get(quota);
    if (known != null || own.size() >= Limits.QUOTA_BATCHERS_MAX) return known;
    try {
      return own.computeIfAbsent(
          quota, _ -> new OwnBatcher(this::start, closed -> own.remove(quota, closed)));
    } catch (IllegalStateException ending) {
      return null; // Pekko starts no actor while the node ends.
    }
  }

  private ActorRef<QuotaBatcher.Message> start(@Nullable OwnBatcher self) {
    return system.systemActorOf(
        Behaviors.supervise(QuotaBatcher.create(node, self))
            .onFailure(SupervisorStrategy.restart()),
        "quota-batcher-" + STARTED.incrementAndGet(),
        Props.empty());
  }
}
