package id.kuota.load;

import id.kuota.load.server.ServerProblem;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * A handler that prints in one sentence what the user can mend; anything else is a bug and keeps
 * its trace.
 */
final class OneSentence implements IExecutionExceptionHandler {

  static final int CANNOT_RUN = 2;

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult arguments)
      throws Exception {
    if (!(failure instanceof ServerProblem)) throw failure;
    command.getErr().println("kuota load: " + failure.getMessage());
    return CANNOT_RUN;
  }
}
