package id.kuota.http.cli;

import id.kuota.http.node.NodeSettings;
import id.kuota.persistence.database.DatabaseSettings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Which database a command works on: that of the settings, else of the running `kuota dev`. */
final class DatabaseAccess {

  private DatabaseAccess() {}

  static DatabaseSettings settings(@Nullable Path file) {
    var config = ServeCommand.config(file, null);
    boolean told = file != null || !config.getString("kuota.database.url").isBlank();
    return told
        ? NodeSettings.readDatabase(config)
        : RunningNode.find()
            .map(RunningNode::database)
            .orElseGet(() -> NodeSettings.readDatabase(config));
  }
}
