package id.kuota.engine.recipe;

import id.kuota.engine.Decision;
import id.kuota.engine.Limits;
import id.kuota.engine.Reply;
import id.kuota.engine.entity.EntityContext;
import id.kuota.engine.entity.EntityKind;
import id.kuota.engine.entity.EntityLogic;
import id.kuota.engine.entity.Step;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/** A locker in the cluster. */
final class LockerEntity
    extends EntityLogic<LockerEntity.Message, LockerEvent, LockerState, MakeKey> {

  static final EntityTypeKey<Message> TYPE = EntityTypeKey.create(Message.class, "Locker");

  static final EntityKind<Message> KIND =
      EntityKind.of(TYPE, Message.class, Limits.SHORT_LIVED_IDLE);

  /** What the entity understands. */
  sealed interface Message {}

  record Ask(LockerCommand command, ActorRef<Reply<LockerState, LockerRefusal>> replyTo)
      implements Message {}

  private record KeyAnswered(String guest, boolean made) implements Message {}

  /** Asks the key maker; the stage fails when it does not answer. */
  private final Function<String, CompletionStage<String>> keyMaker;

  LockerEntity(EntityContext<Message> context, Function<String, CompletionStage<String>> keyMaker) {
    super(context);
    this.keyMaker = keyMaker;
  }

  @Override
  public LockerState emptyState() {
    return new LockerState.Free();
  }

  @Override
  public LockerState evolve(LockerState state, LockerEvent event) {
    return Locker.evolve(state, event);
  }

  @Override
  public List<MakeKey> effects(LockerState state, Instant now) {
    return Locker.effects(state);
  }

  @Override
  public void perform(MakeKey effect) {
    context.pipeToSelf(
        keyMaker.apply(effect.guest()),
        (key, failure) -> new KeyAnswered(effect.guest(), failure == null));
  }

  @Override
  public Step<LockerEvent, LockerState> on(LockerState state, Message message) {
    return switch (message) {
      case Ask ask -> decide(state, ask);
      case KeyAnswered(var guest, var made) when made && effects.acknowledge(guest) ->
          record(state, new LockerCommand.RecordKeyMade());
      case KeyAnswered(var guest, var made) -> {
        effects.fail(guest, context.now());
        yield Step.none();
      }
    };
  }

  private Step<LockerEvent, LockerState> decide(LockerState state, Ask ask) {
    return switch (Locker.decide(state, ask.command(), context.now())) {
      case Decision.Accepted<LockerEvent, LockerRefusal>(var events) ->
          Step.write(
              events, next -> ask.replyTo().tell(new Reply.Answered<>(next, events.isEmpty())));
      case Decision.Refused<LockerEvent, LockerRefusal>(var reason) ->
          Step.reply(() -> ask.replyTo().tell(new Reply.Refused<>(reason)));
    };
  }

  private Step<LockerEvent, LockerState> record(LockerState state, LockerCommand command) {
    return switch (Locker.decide(state, command, context.now())) {
      case Decision.Accepted<LockerEvent, LockerRefusal>(var events) -> Step.write(events);
      case Decision.Refused<LockerEvent, LockerRefusal> refused -> Step.none();
    };
  }
}
