package id.kuota.engine.quota;

import org.apache.pekko.actor.typed.ActorRef;

/** Where a quota asks what shall become of a hold. The answer may get lost; it is asked again. */
public interface HoldResolver {

  void resolveHold(HoldId hold, long attempt, QuotaId quota, ActorRef<HoldResolution> replyTo);
}
