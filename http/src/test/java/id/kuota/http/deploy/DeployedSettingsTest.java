package id.kuota.http.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import id.kuota.http.node.NodeSettings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every variable that {@code deploy/} sets is read by the program, which accepts its value. */
final class DeployedSettingsTest {

  private static final String RESOURCES = "http/src/main/resources/";

  /** Read by the launchers and the log, not by the settings. */
  private static final Set<String> OTHERS = Set.of("KUOTA_JAVA_OPTS", "KUOTA_AOT", "LOG_FORMAT");

  /** Read by Compose and by the scripts of this folder. */
  private static final Set<String> OF_THE_FOLDER =
      Set.of(
          "KUOTA_IMAGE",
          "KUOTA_POSTGRES_IMAGE",
          "KUOTA_HAPROXY_IMAGE",
          "KUOTA_SUBNET",
          "KUOTA_PUBLISH");

  /** The setting of each variable, as {@code environment.conf} has it. */
  private static final Map<String, String> READ = read();

  @Test
  void everyDocumentedVariableIsRead() {
    var documented =
        new TreeSet<>(
            DeployFiles.all("# (KUOTA_[A-Z_]+)\\n", DeployFiles.text(RESOURCES + "kuota.conf")));
    assertThat(documented).isNotEmpty();
    assertThat(READ.keySet())
        .as("environment.conf reads exactly the variables that kuota.conf names")
        .isEqualTo(documented);
  }

  @Test
  void everyVariableOfTheFolderIsRead() {
    var unknown = new TreeMap<String, Path>();
    DeployFiles.below("deploy")
        .forEach(
            file -> {
              String text = DeployFiles.text(DeployFiles.ROOT.relativize(file).toString());
              DeployFiles.all("\\b((?:KUOTA|LOG)_[A-Z_]+)\\b", text)
                  .forEach(name -> unknown.put(name, file));
            });
    assertThat(unknown).containsKey("KUOTA_SECRET");
    unknown.keySet().removeAll(READ.keySet());
    unknown.keySet().removeAll(OTHERS);
    unknown.keySet().removeAll(OF_THE_FOLDER);
    assertThat(unknown).as("Variables that nothing reads").isEmpty();
  }

  @Test
  void theSettingsOfComposeStartANode() {
    JsonNode node = DeployFiles.yaml("deploy/compose.yaml").getFirst().get("x-node");
    var values = new LinkedHashMap<String, String>();
    node.get("environment")
        .properties()
        .forEach(
            entry ->
                values.put(entry.getKey(), DeployFiles.interpolated(entry.getValue().asText())));
    NodeSettings settings = settings(values);
    assertThat(settings.database().url()).contains("//postgres:5432/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"development", "staging", "production"})
  void theSettingsOfEachOverlayStartANode(String overlay) {
    var values = secrets();
    values.putAll(DeployFiles.assignments("deploy/kubernetes/base/settings.env"));
    values.putAll(
        DeployFiles.assignments("deploy/kubernetes/overlays/%s/settings.env".formatted(overlay)));
    NodeSettings settings = settings(values);
    assertThat(settings.payment().simulator()).isEqualTo(overlay.equals("development"));
  }

  @Test
  void theSettingsOfTheServiceStartANode() {
    Map<String, String> values = DeployFiles.assignments("deploy/kuota.env");
    values.putAll(secrets());
    assertThat(settings(values).clusterHost()).isEqualTo("127.0.0.1");
  }

  private static Map<String, String> secrets() {
    var values = new LinkedHashMap<String, String>();
    for (String name : new String[] {"SECRET", "OPERATOR_KEY", "DATABASE_PASSWORD"}) {
      values.put("KUOTA_" + name, "0123456789".repeat(4));
    }
    return values;
  }

  private static NodeSettings settings(Map<String, String> values) {
    var own = new LinkedHashMap<String, String>();
    values.forEach(
        (variable, value) -> {
          if (!OTHERS.contains(variable)) own.put(setting(variable), value);
        });
    Config defaults = ConfigFactory.parseResources("kuota.conf");
    return NodeSettings.read(ConfigFactory.parseMap(own).withFallback(defaults).resolve());
  }

  private static String setting(String variable) {
    String setting = READ.get(variable);
    if (setting == null) throw new AssertionError("the program does not read " + variable);
    return setting;
  }

  private static Map<String, String> read() {
    var found = new TreeMap<String, String>();
    DeployFiles.text(RESOURCES + "environment.conf")
        .lines()
        .map(line -> line.strip().split(" = \\$\\{\\?"))
        .filter(parts -> parts.length == 2 && parts[1].startsWith("KUOTA_"))
        .filter(parts -> !parts[0].startsWith("pekko."))
        .forEach(parts -> found.put(parts[1].replace("}", ""), "kuota." + parts[0]));
    return found;
  }
}
