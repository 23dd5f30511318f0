package id.kuota.engine.ratelimit;

/**
 * A limit for keys of one kind: one rate for moments and one for longer. Of one alone, the longer
 * would let a whole period's requests through in a second, and the shorter would never tire a
 * patient program.
 *
 * @param name of the kind, for people and in the hash of its keys
 */
public record RateLimit(String name, Rate moment, Rate longer) {}
