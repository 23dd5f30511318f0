package id.kuota.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import id.kuota.engine.Portable;
import id.kuota.engine.order.OrderCommand;
import id.kuota.engine.payment.PaymentReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.serialization.SerializerWithStringManifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * A node of a later release sends what this one cannot read: that is dropped, and all else lives.
 */
class LaterReleaseTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final EntityTypeKey<Object> TYPE = EntityTypeKey.create(Object.class, "Order");
  private static final String OURS = "ours";

  private static final OrderCommand.RecordPayment PAID =
      new OrderCommand.RecordPayment(
          new PaymentReport(
              Samples.PAYMENT, "order", "trx", 9_000, "IDR", PaymentReport.Result.SETTLED));
  private static final OrderCommand.StartPayment LAST =
      new OrderCommand.StartPayment(Samples.PAYMENT, "fake", "qris");

  private final JournalCodec codec = Forms.codec();
  private final Queue<Object> received = new ConcurrentLinkedQueue<>();
  private final AtomicInteger incarnations = new AtomicInteger();
  private final List<ActorSystem<Void>> systems = new ArrayList<>();
  private final Warnings warnings = new Warnings();

  @BeforeEach
  void listen() {
    warnings.start();
  }

  @AfterEach
  void stop() {
    for (ActorSystem<Void> system : systems.reversed()) {
      system.terminate();
      system
          .getWhenTerminated()
          .toCompletableFuture()
          .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
          .join();
    }
    warnings.stop();
  }

  @Test
  void whatCannotBeReadIsDroppedAndNamed() {
    ActorSystem<Void> ours = system(OURS, "id.kuota.persistence.journal.KuotaSerializer");
    join(ours, ours);
    ActorSystem<Void> later = system("later", Letters.class.getName());
    join(later, ours);
    ClusterSharding.get(ours).init(entity());
    ClusterSharding.get(later).init(entity());

    Consumer<Letter> send =
        letter -> ClusterSharding.get(later).entityRefFor(TYPE, "one").tell(letter);
    send.accept(letter(PAID));
    await().atMost(PATIENCE).until(() -> received.contains(PAID));

    send.accept(new Letter("zz9", ""));
    send.accept(changed(PAID, tree -> tree.put("t", "ZZ")));
    send.accept(changed(PAID, tree -> report(tree).put("result", "PERHAPS")));
    send.accept(changed(PAID, tree -> report(tree).remove("amount")));
    send.accept(changed(PAID, tree -> report(tree).put("amount", "9000")));
    send.accept(new Letter("ocr1", "ff0102"));
    send.accept(letter(new OrderCommand.CancelOrder()));
    send.accept(letter(LAST));

    await().atMost(PATIENCE).until(() -> received.contains(LAST));
    assertThat(received).containsExactly(PAID, new OrderCommand.CancelOrder(), LAST);
    assertThat(incarnations).as("the entity was not restarted").hasValue(1);
    assertThat(Cluster.get(ours).state().getUnreachable()).isEmpty();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(warnings.texts)
                    .anyMatch(text -> text.contains("zz9"))
                    .anyMatch(text -> text.contains("ocr1") && text.contains("'ZZ'"))
                    .anyMatch(text -> text.contains("ocr1") && text.contains("\"PERHAPS\""))
                    .anyMatch(text -> text.contains("ocr1") && text.contains("'amount'"))
                    .hasSizeGreaterThanOrEqualTo(6));
  }

  private static ObjectNode report(ObjectNode tree) {
    return (ObjectNode) tree.get("report");
  }

  private Letter letter(Portable message) {
    return letter(message, codec.encode(message));
  }

  private Letter letter(Portable message, byte[] bytes) {
    return new Letter(codec.manifest(message), HexFormat.of().formatHex(bytes));
  }

  private Letter changed(Portable message, Consumer<ObjectNode> change) {
    var tree = (ObjectNode) Forms.tree(codec.encode(message));
    change.accept(tree);
    return letter(message, Forms.bytes(tree));
  }

  private Entity<Object, ?> entity() {
    return Entity.of(TYPE, context -> receiving()).withRole(OURS);
  }

  private Behavior<Object> receiving() {
    return Behaviors.setup(
        context -> {
          incarnations.incrementAndGet();
          return Behaviors.receiveMessage(
              message -> {
                received.add(message);
                return Behaviors.same();
              });
        });
  }

  private static void join(ActorSystem<?> system, ActorSystem<?> seed) {
    Cluster cluster = Cluster.get(system);
    cluster.manager().tell(Join.create(Cluster.get(seed).selfMember().address()));
    await().atMost(PATIENCE).until(() -> cluster.selfMember().status().equals(MemberStatus.up()));
  }

  private ActorSystem<Void> system(String role, String serializer) {
    Config config =
        ConfigFactory.parseString(
            """
            pekko {
              loglevel = WARNING
              loggers = ["org.apache.pekko.event.slf4j.Slf4jLogger"]
              log-dead-letters = off
              actor {
                provider = cluster
                allow-java-serialization = off
                serializers.kuota = "%s"
                serialization-bindings {
                  "id.kuota.engine.Portable" = kuota
                  "%s" = kuota
                }
              }
              remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
              cluster {
                jmx.enabled = off
                roles = ["%s"]
                sharding { number-of-shards = 2, distributed-data.durable.keys = [] }
              }
              coordinated-shutdown.exit-jvm = off
            }
            """
                .formatted(serializer, Letter.class.getName(), role));
    ActorSystem<Void> system =
        ActorSystem.create(
            Behaviors.empty(), "kuota", config.withFallback(ConfigFactory.defaultReference()));
    systems.add(system);
    return system;
  }

  /** Bytes under a manifest, as hexadecimal text, whatever they are. */
  record Letter(String manifest, String hex) {}

  /** Writes as a later release would, under the same identifier. Public, since Pekko makes it. */
  public static final class Letters extends SerializerWithStringManifest {

    @Override
    public int identifier() {
      return KuotaSerializer.IDENTIFIER;
    }

    @Override
    public String manifest(Object value) {
      return ((Letter) value).manifest();
    }

    @Override
    public byte[] toBinary(Object value) {
      return Forms.bytes(((Letter) value).hex());
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) {
      throw new UnsupportedOperationException("nothing is sent to the later release");
    }
  }

  /** What Pekko says of messages that it drops, kept from the console. */
  private static final class Warnings extends AppenderBase<ILoggingEvent> {

    private final Logger logger =
        (Logger) LoggerFactory.getLogger("org.apache.pekko.remote.artery.Deserializer");
    private final Queue<String> texts = new ConcurrentLinkedQueue<>();

    @Override
    public void start() {
      super.start();
      logger.setAdditive(false);
      logger.addAppender(this);
    }

    @Override
    public void stop() {
      logger.detachAppender(this);
      logger.setAdditive(true);
      super.stop();
    }

    @Override
    protected void append(ILoggingEvent event) {
      texts.add(event.getFormattedMessage() + " " + event.getThrowableProxy().getMessage());
    }
  }
}
