package id.kuota.persistence.readmodel;

import java.sql.SQLException;

/** The database did not answer a question to a read model. Asking again later may help. */
public final class ReadModelUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ReadModelUnavailableException(String question, SQLException cause) {
    super("%s cannot be read: %s".formatted(question, cause.getMessage()), cause);
  }
}
