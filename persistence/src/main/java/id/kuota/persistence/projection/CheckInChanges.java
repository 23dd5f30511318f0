package id.kuota.persistence.projection;

import id.kuota.engine.ticket.GatePassage;
import id.kuota.engine.ticket.Scan;
import id.kuota.engine.ticket.TicketEvent;
import id.kuota.engine.ticket.TicketOrigin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The passages of a batch one by one, and what became of earlier ones. Not thread-safe. */
final class CheckInChanges {

  /** What became of a passage. */
  enum Outcome {
    PASSED,
    ANNULLED,
    CONFLICT;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How a device names a passage. */
  record Key(String ticket, String nonce, String list) {
    static Key of(String ticket, Scan scan) {
      return new Key(ticket, scan.nonce(), scan.list());
    }
  }

  /** One passage. */
  record Row(
      String ticket,
      long sequence,
      TicketOrigin origin,
      Scan scan,
      GatePassage.Direction direction,
      GatePassage.Mode mode,
      Outcome outcome,
      String reason,
      Instant passedAt,
      Instant recordedAt,
      Instant changedAt) {

    private Row after(Mark mark) {
      return new Row(
          ticket,
          sequence,
          origin,
          scan,
          direction,
          mode,
          outcome == Outcome.ANNULLED ? outcome : mark.outcome(),
          mark.reason() == null ? reason : mark.reason(),
          passedAt,
          recordedAt,
          mark.at());
    }

    String directionWord() {
      return direction.name().toLowerCase(Locale.ROOT);
    }

    String modeWord() {
      return mode.name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What became of a passage of an earlier batch.
   *
   * @param reason null if it stays as it was
   */
  record Mark(Outcome outcome, @Nullable String reason, Instant at) {

    private Mark then(Mark later) {
      return outcome == Outcome.ANNULLED ? this : later;
    }
  }

  private final Map<Key, Row> rows = new LinkedHashMap<>();
  private final Map<Key, Mark> marks = new LinkedHashMap<>();

  void apply(String ticket, long sequence, TicketEvent event) {
    switch (event) {
      case TicketEvent.TicketCheckedIn in ->
          add(
              ticket,
              sequence,
              in.origin(),
              in.scan(),
              GatePassage.Direction.IN,
              in.mode(),
              in.reason(),
              in.at());
      case TicketEvent.TicketCheckedOut out ->
          add(
              ticket,
              sequence,
              out.origin(),
              out.scan(),
              GatePassage.Direction.OUT,
              out.mode(),
              "",
              out.at());
      case TicketEvent.PassageAnnulled back ->
          mark(Key.of(ticket, back.scan()), new Mark(Outcome.ANNULLED, null, back.at()));
      case TicketEvent.ConflictFound found ->
          mark(
              Key.of(ticket, found.later()),
              new Mark(Outcome.CONFLICT, found.reasonWord(), found.at()));
      case TicketEvent.TicketIssued issued -> {}
      case TicketEvent.TicketReissued reissued -> {}
      case TicketEvent.TicketVoided voided -> {}
    }
  }

  private void add(
      String ticket,
      long sequence,
      TicketOrigin origin,
      Scan scan,
      GatePassage.Direction direction,
      GatePassage.Mode mode,
      String reason,
      Instant at) {
    rows.put(
        Key.of(ticket, scan),
        new Row(
            ticket,
            sequence,
            origin,
            scan,
            direction,
            mode,
            Outcome.PASSED,
            reason,
            GatePassage.passedAt(scan, at),
            at,
            at));
  }

  private void mark(Key key, Mark mark) {
    Row row = rows.get(key);
    if (row == null) {
      marks.merge(key, mark, Mark::then);
    } else {
      rows.put(key, row.after(mark));
    }
  }

  List<Row> rows() {
    return new ArrayList<>(rows.values());
  }

  Map<Key, Mark> marks() {
    return marks;
  }
}
