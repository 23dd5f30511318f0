package id.kuota.http.node;

import com.typesafe.config.Config;
import id.kuota.engine.payment.AmountRange;
import id.kuota.http.payment.PaymentSimulator;
import id.kuota.http.payment.SimulatorSettings;
import id.kuota.http.payment.midtrans.MidtransSettings;
import id.kuota.persistence.database.ShownAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which payment gateways a node has.
 *
 * @param simulator whether the payment simulator is part of the node
 */
public record PaymentSettings(boolean simulator, Optional<MidtransSettings> midtrans) {

  /** Nothing can be paid. */
  public static final PaymentSettings NONE = new PaymentSettings(false, Optional.empty());

  /** The payment simulator alone, without a network between. */
  public static final PaymentSettings SIMULATOR = new PaymentSettings(true, Optional.empty());

  private static final String MIDTRANS = "kuota.payment.midtrans.";
  private static final String KEY = MIDTRANS + "server-key";
  private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9_]{0,39}");
  private static final Pattern AMOUNTS =
      Pattern.compile("([a-z][a-z0-9_]{0,39}) *= *([0-9]{1,12})\\.\\.([0-9]{1,12})");

  /** The server key goes with every request, so the connection must be encrypted. */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "https://[^\\s/?#@]+(/[^\\s?#]*[^\\s?#/])?|http://(127\\.0\\.0\\.1|localhost)(:[0-9]+)?");

  private static final Pattern NOTIFICATION_ADDRESS = Pattern.compile("https?://[^\\s]+");

  private static final String AN_ADDRESS =
      "an address like https://api.midtrans.com, without a slash at the end";

  static PaymentSettings read(Config config) {
    boolean simulator = config.getBoolean("kuota.payment.fake.enabled");
    Optional<MidtransSettings> midtrans =
        config.getString(KEY).isBlank() ? Optional.empty() : Optional.of(readMidtrans(config));
    String name = config.getString(MIDTRANS + "name");
    if (simulator && PaymentSimulator.find().isEmpty()) throw withoutSimulator();
    if (simulator) midtrans.ifPresent(MidtransWorld::requireNoRealMoney);
    if (simulator && midtrans.isPresent() && name.equals(SimulatorSettings.NAME)) {
      throw new SettingException(
          MIDTRANS + "name", name, "another name than that of the simulator", "Set it.");
    }
    return new PaymentSettings(simulator, midtrans);
  }

  /** Returns the refusal of a node that shall have the simulator without its jar. */
  static SettingException withoutSimulator() {
    return new SettingException(
        "kuota.payment.fake.enabled",
        "true",
        "false: the payment simulator is not on the class path",
        "Set KUOTA_FAKE_GATEWAY=false, or add the jar http-simulator to lib.");
  }

  private static MidtransSettings readMidtrans(Config config) {
    String key = config.getString(KEY).strip();
    String snap = matching(config, "snap-url", ADDRESS, AN_ADDRESS, "KUOTA_MIDTRANS_SNAP_URL");
    String api = matching(config, "api-url", ADDRESS, AN_ADDRESS, "KUOTA_MIDTRANS_API_URL");
    var settings =
        new MidtransSettings(
            matching(
                config, "name", WORD, "a word in small letters", "kuota.payment.midtrans.name"),
            key,
            snap,
            api,
            methods(config),
            amounts(config),
            notifications(config));
    MidtransWorld.requireOne(settings);
    return settings;
  }

  private static List<String> methods(Config config) {
    String text = config.getString(MIDTRANS + "methods").strip();
    List<String> methods = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    if (methods.stream().allMatch(method -> WORD.matcher(method).matches())) return methods;
    throw new SettingException(
        MIDTRANS + "methods",
        text,
        "words like qris, virtual_account with commas between",
        "Set KUOTA_MIDTRANS_METHODS.");
  }

  /** Reads a form such as {@code qris=1..10000000, convenience_store=10000..5000000}. */
  private static Map<String, AmountRange> amounts(Config config) {
    String text = config.getString(MIDTRANS + "amounts").strip();
    var amounts = new HashMap<String, AmountRange>();
    if (text.isEmpty()) return amounts;
    for (String part : text.split(",", -1)) {
      Matcher amount = AMOUNTS.matcher(part.strip());
      if (!amount.matches()) throw notAmounts(text);
      long from = Long.parseLong(amount.group(2));
      long to = Long.parseLong(amount.group(3));
      boolean isNew = from >= 1 && from <= to && !amounts.containsKey(amount.group(1));
      if (!isNew) throw notAmounts(text);
      amounts.put(amount.group(1), new AmountRange(from, to));
    }
    return amounts;
  }

  private static SettingException notAmounts(String text) {
    return new SettingException(
        MIDTRANS + "amounts",
        text,
        "ranges like qris=1..10000000 with commas between",
        "Set KUOTA_MIDTRANS_AMOUNTS.");
  }

  private static Optional<String> notifications(Config config) {
    return config.getString(MIDTRANS + "notification-url").isBlank()
        ? Optional.empty()
        : Optional.of(
            matching(
                config,
                "notification-url",
                NOTIFICATION_ADDRESS,
                "an address of this cluster's edge",
                "KUOTA_MIDTRANS_NOTIFICATION_URL"));
  }

  private static String matching(
      Config config, String name, Pattern form, String expected, String variable) {
    String value = config.getString(MIDTRANS + name).strip();
    if (!form.matcher(value).matches()) {
      throw new SettingException(
          MIDTRANS + name, ShownAddress.of(value), expected, "Set " + variable + ".");
    }
    return value;
  }
}
