package id.kuota.http.node;

import id.kuota.http.payment.midtrans.MidtransSettings;
import java.net.URI;
import java.util.Locale;

/** Where a key or an address of Midtrans belongs: money is real in one of these worlds. */
enum MidtransWorld {
  PRODUCTION("production"),
  SANDBOX("the sandbox"),
  /** A simulator beside the node. */
  THIS_MACHINE("this machine"),
  /** Nothing says that its money is not real. */
  UNKNOWN("an unknown world");

  private static final String KEY = "kuota.payment.midtrans.server-key";
  private static final String SET_ADDRESSES =
      "Set KUOTA_MIDTRANS_SNAP_URL and KUOTA_MIDTRANS_API_URL.";

  private final String words;

  MidtransWorld(String words) {
    this.words = words;
  }

  /**
   * Requires that the key and both addresses are of one world.
   *
   * @throws SettingException if they are not, without the key
   */
  static void requireOne(MidtransSettings settings) {
    MidtransWorld key = ofKey(settings.serverKey());
    MidtransWorld snap = ofAddress(settings.snap());
    MidtransWorld api = ofAddress(settings.api());
    if (snap != api
        && (snap == PRODUCTION || api == PRODUCTION || snap == SANDBOX || api == SANDBOX)) {
      throw new SettingException(
          "kuota.payment.midtrans.api-url",
          "(of " + api.words + ")",
          "an address of " + snap.words + ", like kuota.payment.midtrans.snap-url",
          SET_ADDRESSES);
    }
    if (key == PRODUCTION && api == SANDBOX) {
      throw new SettingException(
          KEY,
          "(a key of production)",
          "a key of the sandbox, or the addresses of production",
          SET_ADDRESSES);
    }
    if (key == SANDBOX && api == PRODUCTION) {
      throw new SettingException(
          KEY,
          "(a key of the sandbox)",
          "a key of production, or the addresses of the sandbox",
          "Set KUOTA_MIDTRANS_SERVER_KEY.");
    }
  }

  /**
   * Requires that no money is real, for a node that has the payment simulator too: any client can
   * pay an order with it.
   *
   * @throws SettingException if money may be real, without the key
   */
  static void requireNoRealMoney(MidtransSettings settings) {
    MidtransWorld key = ofKey(settings.serverKey());
    MidtransWorld api = ofAddress(settings.api());
    boolean isPlay = key != PRODUCTION && (api == SANDBOX || api == THIS_MACHINE);
    if (!isPlay) {
      throw new SettingException(
          "kuota.payment.fake.enabled",
          "true, beside Midtrans (a key of %s, the address of %s)".formatted(key.words, api.words),
          "false where money is real: any client can pay with the simulator",
          "Set KUOTA_FAKE_GATEWAY=false, or KUOTA_MIDTRANS_SERVER_KEY to a key of the sandbox.");
    }
  }

  private static MidtransWorld ofKey(String key) {
    String small = key.toLowerCase(Locale.ROOT);
    if (small.startsWith("sb-")) return SANDBOX;
    return small.startsWith("mid-") ? PRODUCTION : UNKNOWN;
  }

  private static MidtransWorld ofAddress(String address) {
    String host = String.valueOf(URI.create(address).getHost()).toLowerCase(Locale.ROOT);
    if (host.equals("127.0.0.1") || host.equals("localhost")) return THIS_MACHINE;
    if (host.endsWith(".sandbox.midtrans.com")) return SANDBOX;
    return host.endsWith(".midtrans.com") ? PRODUCTION : UNKNOWN;
  }
}
