package id.kuota.engine.entity;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Extension;
import org.apache.pekko.actor.typed.ExtensionId;

/**
 * The configuration of journal and snapshot store, as entities hand it to Pekko.
 *
 * <p>Pekko merges what an entity says of its plugins with the configuration of the whole system,
 * three times for each entity that wakes. That cost an order a twentieth of its processor time. A
 * configuration that is complete, and says so, is taken as it is.
 */
public final class PluginConfig implements Extension {

  private static final ExtensionId<PluginConfig> ID =
      new ExtensionId<>() {
        @Override
        public PluginConfig createExtension(ActorSystem<?> system) {
          return new PluginConfig(system.settings().config());
        }
      };

  private final Optional<Config> complete;

  private PluginConfig(Config system) {
    // An object that falls back to something else than an object takes no further fallback: by
    // the specification of the format, merging stops at such a value.
    var end = ConfigValueFactory.fromAnyRef("complete");
    this.complete = Optional.of(system.root().withFallback(end).toConfig());
  }

  /** Returns what an entity of this system returns for its journal and its snapshot store. */
  public static Optional<Config> of(ActorSystem<?> system) {
    return system.registerExtension(ID).complete;
  }
}
