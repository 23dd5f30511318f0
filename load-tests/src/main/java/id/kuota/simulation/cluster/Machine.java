package id.kuota.simulation.cluster;

import id.kuota.engine.entity.ResidencyPermits;
import id.kuota.simulation.world.Network;
import id.kuota.simulation.world.World;
import java.time.Duration;
import java.time.Instant;

/** A machine with one node of the cluster on it. What is in its memory ends with it. */
final class Machine {

  /** Few, so that some entities stay and others passivate. */
  private static final int PERMITS = 3;

  final String name;
  final World world;
  private boolean up = true;
  private int life;
  private long epoch;
  private Duration skew = Duration.ZERO;
  private long pausedUntil;
  ResidencyPermits permits = new ResidencyPermits(PERMITS);

  Machine(String name, World world) {
    this.name = name;
    this.world = world;
  }

  boolean isUp() {
    return up;
  }

  /** Counts its starts: what belonged to an earlier one is gone. */
  int life() {
    return life;
  }

  /** Returns the epoch of its latest start. */
  long epoch() {
    return epoch;
  }

  void setEpoch(long taken) {
    epoch = taken;
  }

  Instant clock() {
    return world.now().plus(skew);
  }

  void setSkew(Duration difference) {
    skew = difference;
  }

  Network.End end(String actor) {
    return new Network.End(actor, name);
  }

  void crash() {
    up = false;
    life++;
  }

  void start() {
    up = true;
    pausedUntil = 0;
    permits = new ResidencyPermits(PERMITS);
  }

  void pause(Duration time) {
    pausedUntil = Math.max(pausedUntil, world.micros() + time.toNanos() / 1_000);
  }

  /** Returns how long nothing runs on it; 0 if it runs. */
  long pausedFor() {
    return Math.max(0, pausedUntil - world.micros());
  }

  @Override
  public String toString() {
    return name;
  }
}
