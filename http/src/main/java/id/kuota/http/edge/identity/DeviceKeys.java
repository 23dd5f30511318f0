package id.kuota.http.edge.identity;

import id.kuota.engine.ShortHash;
import id.kuota.engine.device.DeviceId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the ids, setup tokens and keys of devices, and knows its own. All of them follow from the
 * server's secret, so none is stored; whether one still counts, the device's entity says.
 */
public final class DeviceKeys {

  private static final int LETTERS = 26;
  private static final Pattern SETUP =
      Pattern.compile("setup_([0-9a-hjkmnp-tv-z]{26})\\.[0-9a-hjkmnp-tv-z]{26}");
  private static final Pattern KEY =
      Pattern.compile("(dev_[0-9a-hjkmnp-tv-z]{26})\\.([1-9][0-9]{0,6})\\.[0-9a-hjkmnp-tv-z]{26}");
  private static final Pattern BEARER = Pattern.compile("(?i)bearer +(\\S+)");

  private final ServerSecret secret;

  public DeviceKeys(ServerSecret secret) {
    this.secret = secret;
  }

  /**
   * A key that a device has shown, made here.
   *
   * @param number which of the device's keys it is
   */
  public record Shown(DeviceId device, int number) {}

  /** Returns the device that an operator invites with this key; always the same one. */
  public DeviceId of(String idempotencyKey) {
    return new DeviceId("dev_" + letters("device\n" + idempotencyKey));
  }

  /** Returns the token that a device exchanges for its first key, once. */
  public String setupToken(DeviceId device) {
    String letters = device.value().substring("dev_".length());
    return "setup_" + letters + "." + letters("device setup\n" + device);
  }

  /** Returns the device's key of this number: a bearer token. */
  public String key(DeviceId device, int number) {
    return device + "." + number + "." + letters("device key\n" + device + "\n" + number);
  }

  /** Returns the device of this setup token, if it was made here; compared in constant time. */
  public Optional<DeviceId> parseSetup(String token) {
    Matcher parts = SETUP.matcher(token);
    if (!parts.matches()) return Optional.empty();
    var device = new DeviceId("dev_" + parts.group(1));
    return same(token, setupToken(device)) ? Optional.of(device) : Optional.empty();
  }

  /** Returns the key in an Authorization header, if it was made here; compared in constant time. */
  public Optional<Shown> parseKey(String authorization) {
    Matcher bearer = BEARER.matcher(authorization.strip());
    Matcher parts = KEY.matcher(bearer.matches() ? bearer.group(1) : "");
    if (!parts.matches()) return Optional.empty();
    var shown = new Shown(new DeviceId(parts.group(1)), Integer.parseInt(parts.group(2)));
    return same(parts.group(), key(shown.device(), shown.number()))
        ? Optional.of(shown)
        : Optional.empty();
  }

  private String letters(String text) {
    return ShortHash.encode(secret.hash(text), LETTERS);
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
  }
}
