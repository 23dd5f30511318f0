package id.kuota.persistence.groupcommit;

import java.util.HashSet;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.ClusterActorRefProvider;
import org.apache.pekko.cluster.ClusterEvent.MemberEvent;
import org.apache.pekko.cluster.ClusterEvent.MemberRemoved;
import org.apache.pekko.cluster.ClusterEvent.MemberUp;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.UniqueAddress;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Subscribe;

/**
 * A watch of whether this node is the only member of its cluster. All members see a joining node
 * before it is admitted, long before it gets a shard and writes.
 */
final class SoleMember {

  private SoleMember() {}

  /**
   * Watches from now on. Without a cluster nothing is called.
   *
   * @param alone called each time this node is, or has become, the only member
   * @param notAlone called for each other member that is seen
   */
  static void watch(ActorSystem<?> system, Runnable alone, Runnable notAlone) {
    if (system.classicSystem().provider() instanceof ClusterActorRefProvider) {
      system.systemActorOf(watching(alone, notAlone), "kuota-sole-member", Props.empty());
    }
  }

  private static Behavior<MemberEvent> watching(Runnable alone, Runnable notAlone) {
    return Behaviors.setup(
        context -> {
          var cluster = Cluster.get(context.getSystem());
          UniqueAddress self = cluster.selfMember().uniqueAddress();
          Set<UniqueAddress> others = new HashSet<>();
          // Present members are reported one by one, and this node may come first.
          for (Member member : cluster.state().getMembers()) {
            if (!member.uniqueAddress().equals(self)) others.add(member.uniqueAddress());
          }
          cluster.subscriptions().tell(Subscribe.create(context.getSelf(), MemberEvent.class));
          return Behaviors.receiveMessage(
              event -> {
                UniqueAddress member = event.member().uniqueAddress();
                boolean isUp = event instanceof MemberUp;
                if (member.equals(self)) {
                  if (isUp && others.isEmpty()) alone.run();
                } else if (event instanceof MemberRemoved) {
                  others.remove(member);
                  notAlone.run();
                  if (others.isEmpty()) alone.run();
                } else {
                  others.add(member);
                  notAlone.run();
                }
                return Behaviors.same();
              });
        });
  }
}
