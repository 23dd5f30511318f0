package id.kuota.engine.entity;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.Test;

final class PluginConfigTest {

  @Test
  void isTheConfigurationOfTheSystemAndIsMergedWithNothing() {
    ActorTestKit kit = ActorTestKit.create("plugin-config");
    try {
      Config config = PluginConfig.of(kit.system()).orElseThrow();
      assertThat(config).isEqualTo(kit.system().settings().config());
      Config other = ConfigFactory.parseString("something.else = 1");
      assertThat(config.withFallback(other)).isSameAs(config);
      assertThat(PluginConfig.of(kit.system()).orElseThrow()).isSameAs(config);
    } finally {
      kit.shutdownTestKit();
    }
  }
}
