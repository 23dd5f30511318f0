package id.kuota.persistence.report;

/** One text in both languages of the reports. */
public record Wording(String english, String indonesian) {}
