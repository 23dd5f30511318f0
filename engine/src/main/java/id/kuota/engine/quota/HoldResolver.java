package id.kuota.engine.quota;

import org.apache.pekko.actor.typed.ActorRef;

/** Where a quota asks what shall become of a hold. The answer may get lost; it is asked again. */
public interface HoldResolver {

  void resolve(HoldQuestion question, ActorRef<HoldResolution> replyTo);
}
