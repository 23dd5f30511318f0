package id.kuota.http.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import id.kuota.engine.telemetry.TraceInstrument;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;

/**
 * What travels beside the messages between nodes: the traces of requests, and with Kamon's agent in
 * the JVM its own counts. Without the agent Kamon's instrument would cost something and count
 * nothing.
 */
final class RemoteInstruments {

  private static final String SETTING = "pekko.remote.artery.advanced.instruments";
  private static final String OF_KAMON = "org.apache.pekko.remote.artery.KamonRemoteInstrument";

  private RemoteInstruments() {}

  static Config config() {
    String own = TraceInstrument.class.getName();
    return ConfigFactory.parseMap(
        Map.of(SETTING, hasAgent() ? List.of(own, OF_KAMON) : List.of(own)));
  }

  private static boolean hasAgent() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .anyMatch(flag -> flag.startsWith("-javaagent:") && flag.contains("kanela"));
  }
}
