package id.kuota.persistence.database;

import java.util.regex.Pattern;

/** An address as it may stand in a log: without the secrets that addresses can carry. */
public final class ShownAddress {

  /** From the scheme to the last at sign before a path: a password may have at signs itself. */
  private static final Pattern USER_INFO = Pattern.compile("//[^/\\s]*@");

  private static final Pattern PARAMETERS = Pattern.compile("[?#].*", Pattern.DOTALL);

  private ShownAddress() {}

  static boolean hasUserInfo(String address) {
    return USER_INFO.matcher(address).find();
  }

  /** Returns the address with its user info and its parameters replaced by dots. */
  public static String of(String address) {
    String anonymous = USER_INFO.matcher(address).replaceFirst("//...@");
    return PARAMETERS.matcher(anonymous).replaceFirst("?...");
  }
}
