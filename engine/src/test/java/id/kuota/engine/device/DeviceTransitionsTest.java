package id.kuota.engine.device;

import static id.kuota.engine.Moment.at;
import static id.kuota.engine.device.DeviceFixtures.*;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.GeneratedPage;
import id.kuota.engine.TransitionTable;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every state of a device answers every command. */
final class DeviceTransitionsTest {

  @Test
  void everyStateAnswersEveryCommand() throws IOException {
    TransitionTable<DeviceState, DeviceCommand> table =
        new TransitionTable<>(states(), commands(), DeviceTransitionsTest::answer);
    assertThat(table.missing(DeviceState.class, DeviceCommand.class)).isEmpty();
    GeneratedPage.check(
        "states/device.md",
        table.page(
            "Device",
            """
            What a device at a gate answers, in every state, to every command. A lost answer is asked for again with the
            same nonce; without the nonce there is no key for a token or a key that was used."""));
  }

  private static TransitionTable.Answer answer(DeviceState state, DeviceCommand command) {
    return TransitionTable.answer(
        state, Device.decide(DEVICE, state, command, at("13:00")), Device::evolve);
  }

  private static Map<String, DeviceState> states() {
    var states = new LinkedHashMap<String, DeviceState>();
    states.put("Absent", after());
    states.put("Invited", after(invited()));
    states.put("Active", after(invited(), initialized()));
    states.put("Active, key 2", after(invited(), initialized(), rolled()));
    states.put("Revoked", after(invited(), initialized(), revoked()));
    return states;
  }

  private static Map<String, DeviceCommand> commands() {
    var commands = new LinkedHashMap<String, DeviceCommand>();
    commands.put("InviteDevice", new DeviceCommand.InviteDevice(TERMS, TIA));
    commands.put(
        "InitializeDevice, the same nonce", new DeviceCommand.InitializeDevice("nonce-1", ""));
    commands.put(
        "InitializeDevice, another nonce", new DeviceCommand.InitializeDevice("nonce-9", ""));
    commands.put("RollKey 1, the same nonce", new DeviceCommand.RollKey(1, "nonce-2"));
    commands.put("RollKey 1, another nonce", new DeviceCommand.RollKey(1, "nonce-9"));
    commands.put("RollKey 2", new DeviceCommand.RollKey(2, "nonce-3"));
    commands.put("RevokeDevice", new DeviceCommand.RevokeDevice("lost", TIA));
    return commands;
  }
}
