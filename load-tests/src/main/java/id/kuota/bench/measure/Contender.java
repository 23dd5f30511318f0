package id.kuota.bench.measure;

/** One of those that take turns in doing the same thing. */
public interface Contender {

  String name();

  /** Does it unmeasured, so that it has been compiled when it counts. */
  void warmUp(Effort effort) throws Exception;

  /** Does it once, measured, and looks into its books afterwards. */
  Round round(Effort effort) throws Exception;
}
