package id.kuota.http.cli;

import java.util.Optional;

/** One thing that {@code kuota doctor} has looked at; {@code remedy} is empty when it is fit. */
record Finding(String subject, String found, Optional<String> remedy) {

  static Finding fit(String subject, String found) {
    return new Finding(subject, found, Optional.empty());
  }

  static Finding unfit(String subject, String found, String remedy) {
    return new Finding(subject, found, Optional.of(remedy));
  }
}
