package id.kuota.http.cli;

import id.kuota.http.log.NodeLog;
import id.kuota.http.node.SettingException;
import id.kuota.http.node.StartException;
import id.kuota.persistence.database.DatabaseUnavailableException;
import id.kuota.persistence.database.EmbeddedDatabaseException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Spec;

/** The root of all commands. */
@Command(
    name = "kuota",
    description = "Sells scarce units: none twice, and all of them.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      DevCommand.class,
      ClusterCommand.class,
      ObserveCommand.class,
      ServeCommand.class,
      StatusCommand.class,
      SaleCommand.class,
      LostCommand.class,
      MigrateCommand.class,
      ProjectionCommand.class,
      ReconcileCommand.class,
      TieOutCommand.class,
      SettlementCommand.class,
      DoctorCommand.class,
      FakeGatewayCommand.class,
      TrainCommand.class,
      Version.VersionCommand.class
    })
public final class KuotaCommand implements Runnable {

  static final int FOUND = 1;
  static final int NOT_FIT = 2;

  @Spec private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

  /** Runs a command and returns the exit code. */
  public static int run(String[] arguments) {
    Logs.configure(arguments);
    return new CommandLine(new KuotaCommand())
        .setExecutionExceptionHandler(plainly())
        .execute(arguments);
  }

  @Override
  public void run() {
    if (spec != null) {
      spec.commandLine().usage(System.out);
    }
  }

  /** A fault of the surroundings is one sentence; a fault of ours shows where it came from. */
  private static IExecutionExceptionHandler plainly() {
    return (failure, line, result) -> {
      var console = new Console();
      if (isAboutSurroundings(failure)) {
        console.error(String.valueOf(failure.getMessage()));
      } else {
        console.error("Unexpected: " + failure);
        NodeLog.COMMAND_FAILED.logThrown(LoggerFactory.getLogger(KuotaCommand.class), failure);
      }
      return NOT_FIT;
    };
  }

  private static boolean isAboutSurroundings(Throwable failure) {
    return failure instanceof SettingException
        || failure instanceof StartException
        || failure instanceof EmbeddedDatabaseException
        || failure instanceof DatabaseUnavailableException;
  }
}
