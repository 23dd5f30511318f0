package id.kuota.engine.sale;

import id.kuota.engine.ClusterMessage;
import id.kuota.engine.Decision;
import id.kuota.engine.Limits;
import id.kuota.engine.Reply;
import id.kuota.engine.entity.EntityContext;
import id.kuota.engine.entity.EntityKind;
import id.kuota.engine.entity.EntityLogic;
import id.kuota.engine.entity.Step;
import id.kuota.engine.quota.QuotaAnswer;
import id.kuota.engine.quota.QuotaBatcher;
import id.kuota.engine.quota.QuotaCall;
import id.kuota.engine.quota.QuotaReply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/**
 * A sale in the cluster. It opens its quotas and repeats that until each has acknowledged; an
 * operator is answered when they all have, so that a sale which was said to be open can sell.
 */
public final class SaleEntity
    extends EntityLogic<SaleEntity.Message, SaleEvent, SaleState, QuotaCall> {

  public static final EntityTypeKey<Message> TYPE = EntityTypeKey.create(Message.class, "Sale");

  public static final EntityKind<Message> KIND =
      EntityKind.of(TYPE, Message.class, Limits.LONG_LIVED_IDLE);

  /** What the entity understands. */
  public sealed interface Message {}

  public record Ask(
      SaleCommand.FromOperator command, ActorRef<Reply<SaleView, SaleRefusal>> replyTo)
      implements Message, ClusterMessage {}

  /** Asks for the view. */
  public record Look(ActorRef<Reply<SaleView, SaleRefusal>> replyTo)
      implements Message, ClusterMessage {}

  record QuotaReplied(QuotaReply reply) implements Message {}

  private final SaleId id;
  private final Consumer<QuotaBatcher.Submit> quotas;

  /** Operators whose change is written, while quotas are still to be opened. */
  private final List<ActorRef<Reply<SaleView, SaleRefusal>>> waiting = new ArrayList<>();

  public SaleEntity(
      SaleId id, EntityContext<Message> context, Consumer<QuotaBatcher.Submit> quotas) {
    super(context);
    this.id = id;
    this.quotas = quotas;
  }

  @Override
  public SaleState emptyState() {
    return new SaleState.Absent();
  }

  @Override
  public SaleState evolve(SaleState state, SaleEvent event) {
    return Sale.evolve(state, event);
  }

  @Override
  public List<QuotaCall> effects(SaleState state, Instant now) {
    return Sale.effects(state);
  }

  @Override
  public void perform(QuotaCall call) {
    quotas.accept(
        new QuotaBatcher.Submit(
            call.quota(),
            call.request(),
            call.tag(),
            reply -> context.tellSelf(new QuotaReplied(reply))));
  }

  @Override
  public boolean isVacant(SaleState state) {
    return state instanceof SaleState.Absent;
  }

  @Override
  public Step<SaleEvent, SaleState> on(SaleState state, Message message) {
    return switch (message) {
      case Ask ask -> decide(state, ask);
      case Look look -> Step.reply(() -> look.replyTo().tell(view(state)));
      case QuotaReplied replied -> onQuotaReply(state, replied.reply());
    };
  }

  private Step<SaleEvent, SaleState> decide(SaleState state, Ask ask) {
    return switch (Sale.decide(id, state, ask.command(), context.now())) {
      case Decision.Accepted<SaleEvent, SaleRefusal>(var events) ->
          Step.write(events, next -> waiting.add(ask.replyTo()));
      case Decision.Refused<SaleEvent, SaleRefusal>(var reason) ->
          Step.reply(() -> ask.replyTo().tell(new Reply.Refused<>(reason)));
    };
  }

  private Step<SaleEvent, SaleState> onQuotaReply(SaleState state, QuotaReply reply) {
    var key = new QuotaCall.Key(reply.quota(), reply.tag());
    if (!(reply.answer() instanceof QuotaAnswer.CapacityIs)) {
      effects.fail(key, context.now());
      return Step.none();
    }
    if (!effects.acknowledge(key)) return Step.none();
    var opened = new SaleCommand.RecordQuotaOpened(reply.quota().name());
    return switch (Sale.decide(id, state, opened, context.now())) {
      case Decision.Accepted<SaleEvent, SaleRefusal>(var events) -> Step.write(events);
      case Decision.Refused<SaleEvent, SaleRefusal>(var reason) -> Step.none();
    };
  }

  /** Answers the operators when all quotas are open. */
  @Override
  public void settled(SaleState state) {
    if (waiting.isEmpty() || !Sale.effects(state).isEmpty()) return;
    waiting.forEach(replyTo -> replyTo.tell(view(state)));
    waiting.clear();
  }

  private static Reply<SaleView, SaleRefusal> view(SaleState state) {
    SaleView view = Sale.view(state);
    return view == null
        ? new Reply.Refused<>(SaleRefusal.SALE_UNKNOWN)
        : new Reply.Answered<>(view, false);
  }
}
