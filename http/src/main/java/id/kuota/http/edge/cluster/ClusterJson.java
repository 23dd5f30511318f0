package id.kuota.http.edge.cluster;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cluster as one of its nodes sees it, on the wire.
 *
 * @param sound whether an operator has nothing to do: no node is late, cut off or silent, and no
 *     projection is in trouble
 * @param verdict the picture in one sentence
 * @param oldest the member on which the coordinators of the shards run
 * @param moves what is on its way between nodes, and why
 * @param unknown what could not be learned in time, each as a sentence
 */
public record ClusterJson(
    String cluster,
    boolean sound,
    String verdict,
    String answeredBy,
    @Nullable String oldest,
    Instant asOf,
    List<Version> versions,
    List<Member> members,
    List<HotQuota> hotQuotas,
    List<Projection> projections,
    List<Move> moves,
    List<String> unknown) {

  public ClusterJson {
    versions = List.copyOf(versions);
    members = List.copyOf(members);
    hotQuotas = List.copyOf(hotQuotas);
    projections = List.copyOf(projections);
    moves = List.copyOf(moves);
    unknown = List.copyOf(unknown);
  }

  /** A version, and how many nodes have it. */
  public record Version(String version, int nodes) {}

  /**
   * A node that is a member, or has a lease, or both.
   *
   * @param status that of the member; {@code starting} for a node that has a lease only
   * @param reachable whether the others hear it
   * @param silent whether it did not say in time which shards it has
   * @param lease null for a member whose lease has ended
   */
  public record Member(
      String address,
      String status,
      boolean reachable,
      boolean silent,
      @Nullable Lease lease,
      List<Shards> shards) {
    public Member {
      shards = List.copyOf(shards);
    }
  }

  /**
   * A lease that is not fenced.
   *
   * @param state {@code live} or {@code late}
   * @param since null if the database does not answer
   */
  public record Lease(
      long epoch,
      String state,
      String version,
      @Nullable Instant since,
      long ageMs,
      List<String> hears) {
    public Lease {
      hears = List.copyOf(hears);
    }
  }

  /** How many shards of a type a node has, and how many of their entities are in memory. */
  public record Shards(String type, int shards, int entities) {}

  /**
   * A shared quota that has changed within the last seconds.
   *
   * @param node where it lives; null while its shard has no node
   * @param batchesPerSecond that it wrote since the picture before; null in the first one
   */
  public record HotQuota(
      String id,
      int shard,
      @Nullable String node,
      long available,
      long held,
      @Nullable Double batchesPerSecond) {}

  /**
   * A projection.
   *
   * @param node that has applied the last batch; null before the first one. Another node takes over
   *     when it stands still
   */
  public record Projection(
      String name,
      String state,
      @Nullable String node,
      long applied,
      long behind,
      long lagMs,
      @Nullable String failure) {}

  /**
   * Something that moves between nodes.
   *
   * @param what a node, or how many shards of each type
   * @param from null for a node that joins
   * @param to null if it is not known yet
   */
  public record Move(String what, @Nullable String from, @Nullable String to, String why) {}
}
