package id.kuota.http.node;

import id.kuota.http.log.NodeLog;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.actor.ActorIdentity;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.Identify;
import org.apache.pekko.actor.RootActorPath;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.sharding.ClusterSharding;
import org.apache.pekko.cluster.sharding.ShardRegion;
import org.apache.pekko.pattern.Patterns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shard regions' word in {@code :8558/ready}: each is registered with its coordinator. In the
 * place of Pekko's own check, which waits without end for a type that the oldest member does not
 * have, so that a release with a new entity type would never get ready beside the previous one. A
 * node that was ready once stays so here. Public, since Pekko makes it: see cluster.conf.
 */
public final class ShardingReadiness implements Supplier<CompletionStage<Boolean>> {

  /** A member that joins starts all its types within a second or two. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** For one question; a check asks two, and Pekko gives it three seconds. */
  private static final Duration ANSWER_MAX = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(ShardingReadiness.class);

  private final ActorSystem system;
  private final AwaitedTypes types;

  public ShardingReadiness(ActorSystem system) {
    this(system, PATIENCE);
  }

  ShardingReadiness(ActorSystem system, Duration patience) {
    this.system = system;
    var names =
        system.settings().config().getStringList("pekko.cluster.sharding.healthcheck.names");
    this.types = new AwaitedTypes(Set.copyOf(names), patience, System::nanoTime);
  }

  /** Completes with true, or fails with the types that are waited for, within 2 s. */
  @Override
  public CompletionStage<Boolean> get() {
    return each(types.unregistered(), this::isRegistered)
        .thenCompose(
            registered -> {
              registered.forEach(this::register);
              return lackedByOldest();
            })
        .thenApply(
            lacked -> {
              types.lack(lacked).forEach(this::logLifted);
              return orFail(types.awaited());
            });
  }

  private static boolean orFail(Set<String> awaited) {
    if (awaited.isEmpty()) return true;
    throw new IllegalStateException(
        "shard regions are not registered yet: " + String.join(", ", awaited));
  }

  private void register(String type) {
    if (types.register(type)) {
      NodeLog.TYPE_REGISTERED.log(LOG, type);
    }
  }

  private void logLifted(String type) {
    NodeLog.TYPE_LACKED.log(
        LOG, type, oldest().map(Member::address).map(Address::toString).orElse("none"));
  }

  private CompletionStage<Boolean> isRegistered(String type) {
    Address self = Cluster.get(system).selfAddress();
    return Patterns.ask(
            ClusterSharding.get(system).shardRegion(type),
            ShardRegion.getCurrentRegionsInstance(),
            ANSWER_MAX)
        .thenApply(
            answer ->
                answer instanceof ShardRegion.CurrentRegions regions
                    && regions.getRegions().contains(self));
  }

  /** None while no type is registered: then it is the cluster that is not there yet. */
  private CompletionStage<Set<String>> lackedByOldest() {
    Optional<Address> other =
        oldest().map(Member::address).filter(a -> !a.equals(Cluster.get(system).selfAddress()));
    return other.isPresent() && types.isPartial()
        ? each(types.unregistered(), type -> isLackedBy(other.get(), type))
        : CompletableFuture.completedFuture(Set.of());
  }

  private CompletionStage<Boolean> isLackedBy(Address member, String type) {
    var region =
        new RootActorPath(member, "/")
            .child("system")
            .child(system.settings().config().getString("pekko.cluster.sharding.guardian-name"))
            .child(URLEncoder.encode(type, StandardCharsets.UTF_8));
    return Patterns.ask(system.actorSelection(region), new Identify(type), ANSWER_MAX)
        .thenApply(
            answer -> answer instanceof ActorIdentity identity && identity.getActorRef().isEmpty());
  }

  /** Returns the member on which the coordinators run. */
  private Optional<Member> oldest() {
    var members = new HashSet<Member>();
    Cluster.get(system).state().getMembers().forEach(members::add);
    return members.stream()
        .filter(
            member ->
                member.status().equals(MemberStatus.up())
                    || member.status().equals(MemberStatus.leaving()))
        .min(Comparator.comparing(Function.identity(), ShardingReadiness::byAge));
  }

  private static int byAge(Member one, Member other) {
    return one.equals(other) ? 0 : one.isOlderThan(other) ? -1 : 1;
  }

  /**
   * Returns those for which the question is answered by yes; one that fails or times out is not.
   */
  private static CompletionStage<Set<String>> each(
      Set<String> types, Function<String, CompletionStage<Boolean>> question) {
    Set<String> yes = ConcurrentHashMap.newKeySet();
    return CompletableFuture.allOf(
            types.stream()
                .map(
                    type ->
                        ask(type, question)
                            .thenAccept(
                                is -> {
                                  if (is) yes.add(type);
                                }))
                .map(CompletionStage::toCompletableFuture)
                .toArray(CompletableFuture[]::new))
        .thenApply(done -> yes);
  }

  private static CompletionStage<Boolean> ask(
      String type, Function<String, CompletionStage<Boolean>> question) {
    try {
      return question.apply(type).exceptionally(failure -> false);
    } catch (IllegalStateException notStarted) {
      return CompletableFuture.completedFuture(false);
    }
  }
}
