package id.kuota.engine.ticket;

import id.kuota.engine.Decision.Accepted;
import id.kuota.engine.Decision.Refused;
import id.kuota.engine.EngineEntity;
import id.kuota.engine.Idleness;
import id.kuota.engine.Limits;
import id.kuota.engine.Portable;
import id.kuota.engine.Reply;
import id.kuota.engine.Shard;
import id.kuota.engine.ticket.TicketState.Absent;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.javadsl.CommandHandlerWithReply;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.ReplyEffect;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;

/**
 * A ticket in the cluster. The first who asks makes it ask its order; all who come meanwhile wait
 * for the same word, and what becomes of them is written together with the ticket's first event.
 */
public final class TicketEntity
    extends EngineEntity<TicketEntity.Message, TicketEvent, TicketState> {

  public static final EntityTypeKey<Message> TYPE = EntityTypeKey.create(Message.class, "Ticket");

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
      implements Message, Portable {}

  /** Asks for the view. */
  public record Look(ActorRef<Looked> replyTo) implements Message, Portable {}

  /** The view; empty if nobody has used the ticket. */
  public record Looked(Optional<TicketView> view) implements Portable {}

  /** From the shard: the ticket was idle, or its shard moves. */
  public record Stop() implements Message, Portable {}

  record OrderSaid(OrderWord word) implements Message {}

  record IdleLook() implements Message {}

  private final TicketId id;
  private final ActorContext<Message> context;
  private final Shard<Message> shard;
  private final OrderWords orders;
  private final ActorRef<OrderWord> orderReplies;
  private final Clock clock;
  private final Idleness<Message> idleness;

  /** Who waits for the order's word, in the order in which they came. */
  private final List<Ask> waiting = new ArrayList<>();

  private TicketEntity(
      TicketId id,
      ActorContext<Message> context,
      TimerScheduler<Message> timers,
      Shard<Message> shard,
      OrderWords orders,
      Clock clock) {
    super(PersistenceId.of(TYPE.name(), id.value()), context);
    this.id = id;
    this.context = context;
    this.shard = shard;
    this.orders = orders;
    this.orderReplies = context.messageAdapter(OrderWord.class, OrderSaid::new);
    this.clock = clock;
    this.idleness = new Idleness<>(timers, Limits.SHORT_LIVED_IDLE, new IdleLook());
  }

  public static Behavior<Message> create(
      TicketId id, Shard<Message> shard, OrderWords orders, Clock clock) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new TicketEntity(id, context, timers, shard, orders, clock)));
  }

  @Override
  public TicketState emptyState() {
    return new Absent();
  }

  @Override
  public CommandHandlerWithReply<Message, TicketEvent, TicketState> commandHandler() {
    return this::onMessage;
  }

  @Override
  public EventHandler<TicketState, TicketEvent> eventHandler() {
    return Ticket::evolve;
  }

  @Override
  public SignalHandler<TicketState> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(RecoveryCompleted.instance(), state -> onRecovered())
        .build();
  }

  /** Also runs when a failed write made the ticket recover: what it was about is unknown then. */
  private void onRecovered() {
    waiting.clear();
    idleness.watch();
  }

  private ReplyEffect<TicketEvent, TicketState> onMessage(TicketState state, Message message) {
    if (!(message instanceof IdleLook)) idleness.needed();
    return switch (message) {
      case Ask ask when state instanceof Absent -> awaitWord(ask);
      case Ask ask -> decide(state, List.of(ask), List.of(), false);
      case Look look -> {
        leaveIfAbsent(state);
        yield Effect().reply(look.replyTo(), new Looked(Optional.ofNullable(Ticket.view(state))));
      }
      case OrderSaid said -> onWord(state, said.word());
      case IdleLook look -> {
        if (idleness.isIdle() && waiting.isEmpty()) {
          shard.passivate(context);
        }
        yield Effect().noReply();
      }
      case Stop stop ->
          idleness.stopsNow(!waiting.isEmpty(), stop)
              ? Effect().stop().thenNoReply()
              : Effect().noReply();
    };
  }

  private ReplyEffect<TicketEvent, TicketState> awaitWord(Ask ask) {
    if (waiting.size() >= Limits.TICKET_WAITING_MAX) {
      return Effect().reply(ask.replyTo(), refused(TicketRefusal.OVERLOADED));
    }
    waiting.add(ask);
    if (waiting.size() == 1) orders.ask(id, ask.claimed(), orderReplies);
    return Effect().noReply();
  }

  private ReplyEffect<TicketEvent, TicketState> onWord(TicketState state, OrderWord word) {
    var askers = List.copyOf(waiting);
    waiting.clear();
    return switch (word) {
      case OrderWord.Paid paid when state instanceof Absent ->
          decide(state, askers, List.of(Ticket.issue(id, paid, clock.instant())), false);
      case OrderWord.ToVoid gone when state instanceof Absent ->
          decide(state, askers, Ticket.issueVoid(id, gone, clock.instant()), true);
      // Of a question that was asked before a failed write; those who ask now ask again.
      case OrderWord.Paid late -> decide(state, askers, List.of(), false);
      case OrderWord.ToVoid late -> decide(state, askers, List.of(), false);
      case OrderWord.No(var reason) -> {
        askers.forEach(ask -> ask.replyTo().tell(refused(reason)));
        leaveIfAbsent(state);
        yield Effect().noReply();
      }
    };
  }

  /**
   * Decides on all of them, each on what those before it have made of the ticket, and writes once.
   *
   * @param before what happened to the ticket before them
   * @param isNews whether that is written also if they cause nothing
   */
  private ReplyEffect<TicketEvent, TicketState> decide(
      TicketState state, List<Ask> asks, List<TicketEvent> before, boolean isNews) {
    Instant now = clock.instant();
    var events = new ArrayList<>(before);
    var replies = new ArrayList<Runnable>();
    TicketState next = state;
    for (TicketEvent event : before) next = Ticket.evolve(next, event);
    for (Ask ask : asks) {
      switch (Ticket.decide(next, ask.command(), now)) {
        case Accepted<TicketEvent, TicketRefused>(var more) -> {
          for (TicketEvent event : more) next = Ticket.evolve(next, event);
          events.addAll(more);
          Reply<TicketView, TicketRefused> answer = answered(next, more.isEmpty());
          replies.add(() -> ask.replyTo().tell(answer));
        }
        case Refused<TicketEvent, TicketRefused>(var refusal) ->
            replies.add(() -> ask.replyTo().tell(new Reply.Refused<>(refusal)));
      }
    }
    boolean nothingHappened = !isNews && events.size() == before.size();
    return Effect()
        .persist(nothingHappened ? List.<TicketEvent>of() : events)
        .thenRun(
            (TicketState written) -> {
              replies.forEach(Runnable::run);
              leaveIfAbsent(written);
            })
        .thenNoReply();
  }

  /** A ticket that was never used waits for its order's word at most. */
  private void leaveIfAbsent(TicketState state) {
    shard.passivateAbsent(context, state instanceof Absent && waiting.isEmpty());
  }

  private static Reply<TicketView, TicketRefused> answered(TicketState state, boolean repeated) {
    TicketView view = Ticket.view(state);
    return view == null ? refused(TicketRefusal.INVALID) : new Reply.Answered<>(view, repeated);
  }

  private static Reply<TicketView, TicketRefused> refused(TicketRefusal reason) {
    return new Reply.Refused<>(TicketRefused.of(reason));
  }
}
