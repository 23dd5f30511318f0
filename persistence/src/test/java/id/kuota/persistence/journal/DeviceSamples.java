package id.kuota.persistence.journal;

import static id.kuota.persistence.journal.Samples.AT;
import static id.kuota.persistence.journal.Samples.SALE;

import id.kuota.engine.Portable;
import id.kuota.engine.Reply;
import id.kuota.engine.device.DeviceCommand;
import id.kuota.engine.device.DeviceEntity;
import id.kuota.engine.device.DeviceEvent;
import id.kuota.engine.device.DeviceId;
import id.kuota.engine.device.DeviceRefusal;
import id.kuota.engine.device.DeviceTerms;
import id.kuota.engine.device.DeviceView;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;

/** One of everything that is portable of devices. */
final class DeviceSamples {

  private static final DeviceId DEVICE = new DeviceId("dev_0123456789abcdefghjkmnpqrs");
  private static final DeviceTerms TERMS =
      new DeviceTerms(SALE, "north 1", DeviceTerms.Role.SUPERVISOR, "lounge");

  private DeviceSamples() {}

  static List<Portable> stored() {
    return List.of(
        new EventUpcasters.Invited(
            DEVICE, new EventUpcasters.Invitee(SALE, TERMS.name(), TERMS.role()), "operator", AT),
        new DeviceEvent.DeviceInvited(DEVICE, TERMS, "operator", AT),
        new DeviceEvent.DeviceInitialized("nonce-1", "gate page 1", AT),
        new DeviceEvent.DeviceKeyRolled(2, "nonce-2", AT),
        new DeviceEvent.DeviceRevoked("lost", "operator", AT));
  }

  static void addMessages(List<Portable> to, ActorRef<Object> asker) {
    var invite = new DeviceCommand.InviteDevice(TERMS, "operator");
    var view = new DeviceView(DEVICE, TERMS, DeviceView.Status.ACTIVE, 2, "gate page 1");
    to.add(invite);
    to.add(new DeviceCommand.InitializeDevice("nonce-1", "gate page 1"));
    to.add(new DeviceCommand.RollKey(1, "nonce-2"));
    to.add(new DeviceCommand.RevokeDevice("lost", "operator"));
    to.add(new DeviceEntity.Ask(invite, asker.narrow()));
    to.add(new DeviceEntity.Look(asker.narrow()));
    to.add(view);
    to.add(new Reply.Answered<>(view, true));
    to.add(new Reply.Refused<>(DeviceRefusal.SETUP_USED));
  }
}
