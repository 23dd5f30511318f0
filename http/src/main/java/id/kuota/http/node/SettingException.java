package id.kuota.http.node;

/** A setting is wrong. The message names it, its value, what was expected and how to mend it. */
public final class SettingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SettingException(String setting, String value, String expected, String remedy) {
    super("%s = %s: expected %s. %s".formatted(setting, value, expected, remedy));
  }
}
