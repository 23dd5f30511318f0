package id.kuota.http.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import id.kuota.http.edge.connection.ConnectionSettings;
import id.kuota.http.edge.identity.KeyNumbers;
import id.kuota.http.edge.identity.OperatorKey;
import id.kuota.http.edge.server.EdgePolicy;
import id.kuota.http.telemetry.MetricsSettings;
import id.kuota.http.telemetry.TracesSettings;
import id.kuota.persistence.database.ConnectionBudget;
import id.kuota.persistence.database.DatabaseSettings;
import id.kuota.persistence.database.ShownAddress;
import id.kuota.persistence.journal.JournalConfig;
import id.kuota.persistence.lease.LeaseTimes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The settings of a node, read once and checked. See {@code kuota.conf} for each setting, its
 * default and its environment variable.
 *
 * @param replica a standby of the database from which reports and lists are read; empty: from the
 *     database itself
 * @param secret keys the ids of orders and the hashes of buyers; one fixed value for all nodes
 * @param operatorKey opens the administration
 * @param managementHost the address of this machine on which health and cluster view answer
 * @param seedNodes addresses of the cluster's first nodes; empty: the nodes whose leases live
 * @param lease how long the node answers from memory without hearing from the database
 * @param ticketKeys which keys sign tickets, and whose signatures count
 * @param payment which payment gateways it has
 * @param edge how buyers and clients are distinguished, and which pages may use the edge
 * @param warmUp how long a starting node warms up at most; zero: not at all
 * @param connections what connections may take from it
 * @param metrics where its metrics are read
 * @param traces which requests are traced, and where the traces go
 */
public record NodeSettings(
    String httpHost,
    int httpPort,
    String managementHost,
    int managementPort,
    String clusterHost,
    int clusterPort,
    List<String> seedNodes,
    Duration lease,
    DatabaseSettings database,
    Optional<DatabaseSettings> replica,
    String secret,
    String operatorKey,
    KeyNumbers ticketKeys,
    PaymentSettings payment,
    EdgePolicy edge,
    Duration warmUp,
    ConnectionSettings connections,
    MetricsSettings metrics,
    TracesSettings traces) {

  private static final String LOOPBACK = "127.0.0.1";
  private static final int SECRET_LENGTH_MIN = 32;

  /** The driver takes a user in an address for a part of the host, and says so in its errors. */
  private static final Pattern DATABASE_URL = Pattern.compile("jdbc:postgresql://[^/@]*(/[^@]*)?");

  /** Shorter than a pause of the collector or the database now and then, a lease only disturbs. */
  private static final Duration LEASE_MIN = Duration.ofSeconds(2);

  /** So long a quota of a dead node stands still. */
  private static final Duration LEASE_MAX = Duration.ofSeconds(30);

  /** A node that warms up sells nothing. */
  private static final Duration WARM_UP_MAX = Duration.ofMinutes(5);

  public NodeSettings {
    seedNodes = List.copyOf(seedNodes);
  }

  /** With the bounds and the policy of the edge that hold unless an operator decides otherwise. */
  public NodeSettings(
      String httpHost,
      int httpPort,
      int managementPort,
      String clusterHost,
      int clusterPort,
      List<String> seedNodes,
      DatabaseSettings database,
      String secret,
      String operatorKey,
      KeyNumbers ticketKeys,
      PaymentSettings payment,
      Duration warmUp) {
    this(
        httpHost,
        httpPort,
        LOOPBACK,
        managementPort,
        clusterHost,
        clusterPort,
        seedNodes,
        LeaseTimes.DEFAULT.validity(),
        database,
        Optional.empty(),
        secret,
        operatorKey,
        ticketKeys,
        payment,
        EdgePolicy.DEFAULT,
        warmUp,
        ConnectionSettings.DEFAULT,
        MetricsSettings.OFF,
        TracesSettings.OFF);
  }

  /** Omits secret, keys and passwords: settings end up in logs. */
  @Override
  public String toString() {
    return "NodeSettings[http=%s:%d, management=%d, cluster=%s:%d, seeds=%s, %s, %s, %s, %s, %s]"
        .formatted(
            httpHost,
            httpPort,
            managementPort,
            clusterHost,
            clusterPort,
            seedNodes,
            database,
            ticketKeys,
            payment,
            edge,
            warmUp);
  }

  /**
   * Reads the settings under {@code kuota}.
   *
   * @throws SettingException if one is missing or wrong
   */
  public static NodeSettings read(Config config) {
    return new NodeSettings(
        text(config, "kuota.http.host", "KUOTA_HTTP_HOST"),
        port(config, "kuota.http.port", "KUOTA_HTTP_PORT"),
        text(config, "kuota.management.host", "KUOTA_MANAGEMENT_HOST"),
        port(config, "kuota.management.port", "KUOTA_MANAGEMENT_PORT"),
        text(config, "kuota.cluster.host", "KUOTA_CLUSTER_HOST"),
        port(config, "kuota.cluster.port", "KUOTA_CLUSTER_PORT"),
        seedNodes(config),
        readLease(config),
        readDatabase(config),
        readReplica(config),
        secret(config, "kuota.secret", "KUOTA_SECRET"),
        secret(config, "kuota.operator-key", "KUOTA_OPERATOR_KEY"),
        TicketKeySettings.read(config),
        PaymentSettings.read(config),
        EdgePolicySettings.read(config),
        duration(config, "kuota.warm-up.time", Duration.ZERO, WARM_UP_MAX, "KUOTA_WARM_UP_TIME"),
        EdgeSettings.read(config),
        new MetricsSettings(
            text(config, "kuota.metrics.host", "KUOTA_METRICS_HOST"),
            number(config, "kuota.metrics.port", 0, 65_535, "KUOTA_METRICS_PORT"),
            profileToken(config)),
        TracesSettingsReader.read(config));
  }

  /**
   * Reads the settings under {@code kuota.database} alone.
   *
   * @throws SettingException if one is missing or wrong
   */
  public static DatabaseSettings readDatabase(Config config) {
    return database(config, "kuota.database.url", "KUOTA_DATABASE_URL");
  }

  /**
   * Reads where reports and lists are read, with the user of the database itself; empty: there.
   *
   * @throws SettingException if the address is wrong
   */
  public static Optional<DatabaseSettings> readReplica(Config config) {
    return config.getString("kuota.database.replica-url").isBlank()
        ? Optional.empty()
        : Optional.of(database(config, "kuota.database.replica-url", "KUOTA_DATABASE_REPLICA_URL"));
  }

  private static DatabaseSettings database(Config config, String setting, String variable) {
    return new DatabaseSettings(
        databaseUrl(config, setting, variable),
        text(config, "kuota.database.user", "KUOTA_DATABASE_USER"),
        config.getString("kuota.database.password"), // Empty where the server asks for none.
        number(config, "kuota.database.pool-size", 2, 200, "KUOTA_DATABASE_POOL_SIZE"));
  }

  /** Returns the connections to the database that the node opens at most. */
  public ConnectionBudget databaseConnections() {
    return ConnectionBudget.of(JournalConfig.of(database), database, warmUp.isPositive());
  }

  /** Returns a copy with other ports for what only the inside of a network sees. */
  public NodeSettings withInternalPorts(int management, int cluster, int metricsPort) {
    return new NodeSettings(
        httpHost,
        httpPort,
        managementHost,
        management,
        clusterHost,
        cluster,
        seedNodes,
        lease,
        database,
        replica,
        secret,
        operatorKey,
        ticketKeys,
        payment,
        edge,
        warmUp,
        connections,
        metrics.withPort(metricsPort),
        traces);
  }

  /** Returns a copy that traces so. */
  public NodeSettings withTraces(TracesSettings other) {
    return new NodeSettings(
        httpHost,
        httpPort,
        managementHost,
        managementPort,
        clusterHost,
        clusterPort,
        seedNodes,
        lease,
        database,
        replica,
        secret,
        operatorKey,
        ticketKeys,
        payment,
        edge,
        warmUp,
        connections,
        metrics,
        other);
  }

  /** Returns the address under which a program on the same machine reaches the edge. */
  public String localUrl() {
    String host = httpHost.equals("0.0.0.0") || httpHost.equals("::") ? "127.0.0.1" : httpHost;
    return "http://" + host + ":" + httpPort;
  }

  private static String databaseUrl(Config config, String setting, String variable) {
    String url = text(config, setting, variable);
    if (!DATABASE_URL.matcher(url).matches()) {
      throw new SettingException(
          setting,
          ShownAddress.of(url),
          "an address like jdbc:postgresql://host:5432/kuota, without user and password",
          "Set " + variable + ", and KUOTA_DATABASE_USER and KUOTA_DATABASE_PASSWORD.");
    }
    return url;
  }

  private static List<String> seedNodes(Config config) {
    return config.getString("kuota.cluster.seed-nodes").isBlank()
        ? List.of()
        : List.of(config.getString("kuota.cluster.seed-nodes").trim().split("\\s*,\\s*"));
  }

  private static String secret(Config config, String setting, String variable) {
    String value = text(config, setting, variable);
    if (value.length() < SECRET_LENGTH_MIN) {
      throw new SettingException(
          setting,
          "(" + value.length() + " characters)",
          "at least " + SECRET_LENGTH_MIN + " random characters",
          "Set " + variable + ", for example to the output of: openssl rand -hex 32");
    }
    return value;
  }

  private static Optional<String> profileToken(Config config) {
    String value = config.getString("kuota.profile.token").strip();
    if (value.isEmpty()) return Optional.empty();
    if (value.length() < OperatorKey.LENGTH_MIN) {
      throw new SettingException(
          "kuota.profile.token",
          "(" + value.length() + " characters)",
          "at least " + OperatorKey.LENGTH_MIN + " random characters, or nothing",
          "Set KUOTA_PROFILE_TOKEN, for example to the output of: openssl rand -hex 16");
    }
    return Optional.of(value);
  }

  private static String text(Config config, String setting, String variable) {
    String value = config.hasPath(setting) ? config.getString(setting).strip() : "";
    if (value.isEmpty()) {
      throw new SettingException(setting, "(empty)", "a value", "Set " + variable + ".");
    }
    return value;
  }

  private static int port(Config config, String setting, String variable) {
    return number(config, setting, 1, 65_535, variable);
  }

  static int number(Config config, String setting, int least, int most, String variable) {
    String expected = "a whole number from %d to %d".formatted(least, most);
    String remedy = "Set " + variable + ".";
    try {
      int value = config.getInt(setting);
      if (value < least || value > most) {
        throw new SettingException(setting, String.valueOf(value), expected, remedy);
      }
      return value;
    } catch (ConfigException e) {
      String value = config.hasPath(setting) ? config.getValue(setting).render() : "(empty)";
      throw new SettingException(setting, value, expected, remedy);
    }
  }

  /**
   * Reads {@code kuota.cluster.lease} alone.
   *
   * @throws SettingException if it is wrong
   */
  public static Duration readLease(Config config) {
    return duration(config, "kuota.cluster.lease", LEASE_MIN, LEASE_MAX, "KUOTA_CLUSTER_LEASE");
  }

  static Duration duration(
      Config config, String setting, Duration least, Duration most, String variable) {
    try {
      Duration value = config.getDuration(setting);
      if (value.compareTo(least) >= 0 && value.compareTo(most) <= 0) return value;
    } catch (ConfigException e) {
      // Said below.
    }
    throw new SettingException(
        setting,
        config.hasPath(setting) ? config.getValue(setting).render() : "(empty)",
        "a time from %ds to %ds".formatted(least.toSeconds(), most.toSeconds()),
        "Set " + variable + ".");
  }
}
