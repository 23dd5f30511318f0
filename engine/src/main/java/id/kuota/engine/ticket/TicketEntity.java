package id.kuota.engine.ticket;

import id.kuota.engine.ClusterMessage;
import id.kuota.engine.Decision;
import id.kuota.engine.Limits;
import id.kuota.engine.Reply;
import id.kuota.engine.entity.Backoff;
import id.kuota.engine.entity.Effect;
import id.kuota.engine.entity.EntityContext;
import id.kuota.engine.entity.EntityKind;
import id.kuota.engine.entity.EntityLogic;
import id.kuota.engine.entity.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/**
 * A ticket in the cluster. The first request makes it ask its order; requests that come meanwhile
 * wait for the same answer, and what becomes of them is written together with the ticket's first
 * event.
 */
public final class TicketEntity
    extends EntityLogic<TicketEntity.Message, TicketEvent, TicketState, TicketEntity.AskOrder> {

  public static final EntityTypeKey<Message> TYPE = EntityTypeKey.create(Message.class, "Ticket");

  public static final EntityKind<Message> KIND =
      EntityKind.of(TYPE, Message.class, Limits.SHORT_LIVED_IDLE);

  /** What the entity understands. */
  public sealed interface Message {}

  /**
   * Asks for something to be done.
   *
   * @param claimed where the asker says that the ticket comes from
   */
  public record Ask(
      TicketOrigin claimed,
      TicketCommand command,
      ActorRef<Reply<TicketView, TicketRefused>> replyTo)
      implements Message, ClusterMessage {}

  /** Asks for the view. */
  public record Look(ActorRef<Looked> replyTo) implements Message, ClusterMessage {}

  /** The view; empty if the ticket was never used. */
  public record Looked(Optional<TicketView> view) implements ClusterMessage {}

  record OrderSaid(TicketEligibility word) implements Message {}

  /** The order of the ticket is asked whether the ticket is paid for. */
  public record AskOrder(TicketOrigin claimed) implements Effect {

    private static final Retry RETRY =
        new Retry(
            Limits.ENTITY_TIMEOUT,
            new Backoff(Limits.EFFECT_RETRY_MIN, Limits.EFFECT_RETRY_MAX),
            Retry.ALWAYS_AWAKE);

    @Override
    public Object key() {
      return AskOrder.class;
    }

    @Override
    public Retry retry() {
      return RETRY;
    }
  }

  private final TicketId id;
  private final OrderLookup orders;

  /** Requests that wait for the order's answer, in the order in which they came. */
  private final List<Ask> waiting = new ArrayList<>();

  public TicketEntity(TicketId id, EntityContext<Message> context, OrderLookup orders) {
    super(context);
    this.id = id;
    this.orders = orders;
  }

  @Override
  public TicketState emptyState() {
    return new TicketState.Absent();
  }

  @Override
  public TicketState evolve(TicketState state, TicketEvent event) {
    return Ticket.evolve(state, event);
  }

  @Override
  public void recovered(TicketState state) {
    waiting.clear();
  }

  @Override
  public List<AskOrder> effects(TicketState state, Instant now) {
    return waiting.isEmpty() ? List.of() : List.of(new AskOrder(waiting.getFirst().claimed()));
  }

  @Override
  public void perform(AskOrder effect) {
    orders.ask(id, effect.claimed(), word -> context.tellSelf(new OrderSaid(word)));
  }

  @Override
  public boolean isVacant(TicketState state) {
    return state instanceof TicketState.Absent;
  }

  @Override
  public Step<TicketEvent, TicketState> on(TicketState state, Message message) {
    return switch (message) {
      case Ask ask when state instanceof TicketState.Absent -> awaitOrder(ask);
      case Ask ask -> decide(state, List.of(ask), List.of(), false);
      case Look look ->
          Step.reply(
              () -> look.replyTo().tell(new Looked(Optional.ofNullable(Ticket.view(state)))));
      case OrderSaid said -> onOrder(state, said.word());
    };
  }

  private Step<TicketEvent, TicketState> awaitOrder(Ask ask) {
    if (waiting.size() >= Limits.TICKET_WAITING_MAX) {
      return Step.reply(() -> ask.replyTo().tell(refused(TicketRefusal.OVERLOADED)));
    }
    waiting.add(ask);
    return Step.none();
  }

  private Step<TicketEvent, TicketState> onOrder(TicketState state, TicketEligibility word) {
    var asks = List.copyOf(waiting);
    waiting.clear();
    return switch (word) {
      case TicketEligibility.Paid paid when state instanceof TicketState.Absent ->
          decide(state, asks, List.of(Ticket.issue(id, paid, context.now())), false);
      case TicketEligibility.ToVoid gone when state instanceof TicketState.Absent ->
          decide(state, asks, Ticket.issueVoid(id, gone, context.now()), true);
      // Of a question that was asked before a failed write; requests since then ask again.
      case TicketEligibility.Paid late -> decide(state, asks, List.of(), false);
      case TicketEligibility.ToVoid late -> decide(state, asks, List.of(), false);
      case TicketEligibility.No(var reason) ->
          Step.reply(() -> asks.forEach(ask -> ask.replyTo().tell(refused(reason))));
    };
  }

  /**
   * Decides on all of them, each on what those before it have made of the ticket, and writes once.
   *
   * @param before what happened to the ticket before them
   * @param isNews whether that is written also if they cause nothing
   */
  private Step<TicketEvent, TicketState> decide(
      TicketState state, List<Ask> asks, List<TicketEvent> before, boolean isNews) {
    Instant now = context.now();
    var events = new ArrayList<>(before);
    var replies = new ArrayList<Runnable>();
    TicketState next = state;
    for (TicketEvent event : before) next = Ticket.evolve(next, event);
    for (Ask ask : asks) {
      switch (Ticket.decide(next, ask.command(), now)) {
        case Decision.Accepted<TicketEvent, TicketRefused>(var more) -> {
          for (TicketEvent event : more) next = Ticket.evolve(next, event);
          events.addAll(more);
          Reply<TicketView, TicketRefused> answer = answered(next, more.isEmpty());
          replies.add(() -> ask.replyTo().tell(answer));
        }
        case Decision.Refused<TicketEvent, TicketRefused>(var refusal) ->
            replies.add(() -> ask.replyTo().tell(new Reply.Refused<>(refusal)));
      }
    }
    boolean nothingHappened = !isNews && events.size() == before.size();
    return Step.write(
        nothingHappened ? List.of() : events, written -> replies.forEach(Runnable::run));
  }

  private static Reply<TicketView, TicketRefused> answered(TicketState state, boolean repeated) {
    TicketView view = Ticket.view(state);
    return view == null ? refused(TicketRefusal.INVALID) : new Reply.Answered<>(view, repeated);
  }

  private static Reply<TicketView, TicketRefused> refused(TicketRefusal reason) {
    return new Reply.Refused<>(TicketRefused.of(reason));
  }
}
