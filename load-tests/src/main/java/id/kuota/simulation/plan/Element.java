package id.kuota.simulation.plan;

/** One part of a plan that can be left out. */
public sealed interface Element permits Role, Fault {}
