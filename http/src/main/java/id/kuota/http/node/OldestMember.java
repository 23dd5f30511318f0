package id.kuota.http.node;

import java.util.function.BooleanSupplier;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;

/**
 * Says whether this node is the oldest of the cluster: the one that does what one node is enough
 * for. While members disagree, two nodes may be, or none. Thread-safe.
 */
record OldestMember(Cluster cluster) implements BooleanSupplier {

  static OldestMember of(ActorSystem<?> system) {
    return new OldestMember(Cluster.get(system));
  }

  @Override
  public boolean getAsBoolean() {
    Member self = cluster.selfMember();
    return self.status().equals(MemberStatus.up())
        && StreamSupport.stream(cluster.state().getMembers().spliterator(), false)
            .filter(member -> member.status().equals(MemberStatus.up()))
            .noneMatch(member -> member.isOlderThan(self));
  }
}
