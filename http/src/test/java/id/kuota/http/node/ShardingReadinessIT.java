package id.kuota.http.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.sharding.ClusterShardingHealthCheck;
import org.apache.pekko.cluster.sharding.typed.ShardingEnvelope;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.Entity;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import scala.jdk.javaapi.FutureConverters;

/** A node with an entity type that the oldest member does not have, as in a rolling update. */
final class ShardingReadinessIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration NEVER = Duration.ofDays(1);
  private static final EntityTypeKey<Ping> SALE = EntityTypeKey.create(Ping.class, "Sale");
  private static final EntityTypeKey<Ping> CART = EntityTypeKey.create(Ping.class, "Cart");

  private final List<ActorSystem<Void>> systems = new ArrayList<>();

  /** Has no form: it reaches only an entity on its own node. */
  private record Ping(ActorRef<String> replyTo) {}

  @AfterEach
  void stop() {
    systems.reversed().forEach(ShardingReadinessIT::stop);
  }

  @Test
  void aNewTypeDoesNotKeepANodeFromBeingReady() {
    ActorSystem<Void> old = system();
    join(old, old);
    start(old, SALE, "");
    ActorSystem<Void> next = system();
    join(next, old);
    start(next, SALE, "");
    start(next, CART, "");

    var waiting = new ShardingReadiness(Adapter.toClassic(next), NEVER);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(trouble(waiting))
                    .isEqualTo("shard regions are not registered yet: Cart"));
    var lifting = new ShardingReadiness(Adapter.toClassic(next), Duration.ofSeconds(1));
    await().atMost(PATIENCE).until(() -> trouble(lifting).isEmpty());
    assertThat(isReadyByPekko(next)).as("what this is about").isFalse();
    assertThat(trouble(waiting)).as("while the type is not there").endsWith(": Cart");

    stop(old);
    await().atMost(PATIENCE).until(() -> trouble(waiting).isEmpty());
    assertThat(pinged(next)).isEqualTo("Cart");
  }

  @Test
  void aNewTypeWithARoleOfItsOwnIsThereAtOnce() {
    ActorSystem<Void> old = system();
    join(old, old);
    start(old, SALE, "");
    ActorSystem<Void> next = system("Cart");
    join(next, old);
    start(next, SALE, "");
    start(next, CART, "Cart");

    var readiness = new ShardingReadiness(Adapter.toClassic(next), NEVER);
    await().atMost(PATIENCE).until(() -> trouble(readiness).isEmpty());
    assertThat(pinged(next)).isEqualTo("Cart");
  }

  @Test
  void aTypeThatIsNotStartedKeepsANodeFromBeingReady() {
    ActorSystem<Void> alone = system();
    join(alone, alone);
    start(alone, SALE, "");
    var readiness = new ShardingReadiness(Adapter.toClassic(alone), Duration.ZERO);
    await().atMost(PATIENCE).until(() -> trouble(readiness).endsWith(": Cart"));
  }

  private static String trouble(ShardingReadiness readiness) {
    try {
      assertThat(readiness.get().toCompletableFuture().orTimeout(3, TimeUnit.SECONDS).join())
          .isTrue();
      return "";
    } catch (CompletionException e) {
      return String.valueOf(e.getMessage()).replaceFirst(".*IllegalStateException: ", "");
    }
  }

  private static boolean isReadyByPekko(ActorSystem<?> system) {
    var check = new ClusterShardingHealthCheck(Adapter.toClassic(system));
    return (Boolean) FutureConverters.asJava(check.apply()).toCompletableFuture().join();
  }

  private static String pinged(ActorSystem<?> system) {
    return ClusterSharding.get(system)
        .entityRefFor(CART, "here")
        .ask(Ping::new, Duration.ofSeconds(10))
        .toCompletableFuture()
        .join();
  }

  private static void start(ActorSystem<?> system, EntityTypeKey<Ping> type, String role) {
    Entity<Ping, ShardingEnvelope<Ping>> entity =
        Entity.of(
            type,
            context ->
                Behaviors.receive(Ping.class)
                    .onMessage(
                        Ping.class,
                        ping -> {
                          ping.replyTo().tell(context.getEntityTypeKey().name());
                          return Behaviors.same();
                        })
                    .build());
    ClusterSharding.get(system).init(role.isEmpty() ? entity : entity.withRole(role));
  }

  private static void join(ActorSystem<?> system, ActorSystem<?> seed) {
    Cluster cluster = Cluster.get(system);
    cluster.manager().tell(Join.create(Cluster.get(seed).selfMember().address()));
    await().atMost(PATIENCE).until(() -> cluster.selfMember().status().equals(MemberStatus.up()));
  }

  private ActorSystem<Void> system(String... roles) {
    var config =
        ConfigFactory.parseString(
            """
            pekko {
              loglevel = WARNING
              loggers = ["org.apache.pekko.event.slf4j.Slf4jLogger"]
              log-dead-letters = off
              actor { provider = cluster, allow-java-serialization = off }
              remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
              cluster {
                jmx.enabled = off
                roles = [%s]
                sharding {
                  number-of-shards = 4
                  distributed-data.durable.keys = []
                  healthcheck.names = ["Sale", "Cart"]
                }
              }
              coordinated-shutdown.exit-jvm = off
            }
            """
                .formatted(String.join(",", roles)));
    ActorSystem<Void> system =
        ActorSystem.create(
            Behaviors.empty(), "kuota", config.withFallback(ConfigFactory.defaultReference()));
    systems.add(system);
    return system;
  }

  private static void stop(ActorSystem<?> system) {
    system.terminate();
    system
        .getWhenTerminated()
        .toCompletableFuture()
        .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .join();
  }
}
