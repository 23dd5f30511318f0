package id.kuota.engine.ticket;

import static id.kuota.engine.Moment.at;
import static id.kuota.engine.ticket.TicketFixtures.*;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.Decision;
import id.kuota.engine.GeneratedPage;
import id.kuota.engine.TransitionTable;
import id.kuota.engine.sale.Reentry;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every state of a ticket answers every command. */
final class TicketTransitionsTest {

  @Test
  void everyStateAnswersEveryCommand() throws IOException {
    TransitionTable<TicketState, TicketCommand> table =
        new TransitionTable<>(states(), commands(), TicketTransitionsTest::answer);
    assertThat(table.missing(TicketState.class, TicketCommand.class)).isEmpty();
    GeneratedPage.check(
        "states/ticket.md",
        table.page(
            "Ticket",
            """
            What a ticket answers, in every state, to every command. A ticket is absent until its first use: then
            it asks its order, and is issued if that is paid. The list that is entered here admits a ticket once,
            unless it says otherwise; several lists count by themselves, and a ticket is checked in while it is in any."""));
  }

  private static TransitionTable.Answer answer(TicketState state, TicketCommand command) {
    return TransitionTable.answer(
        state,
        switch (Ticket.decide(state, command, at("19:10"))) {
          case Decision.Refused<TicketEvent, TicketRefused>(var refused) ->
              Decision.refused(refused.reason());
          case Decision.Accepted<TicketEvent, TicketRefused>(var events) ->
              new Decision.Accepted<>(events);
        },
        Ticket::evolve);
  }

  private static Map<String, TicketState> states() {
    Scan in = scan("n1", "19:00");
    Scan out = scan("n2", "19:05");
    var states = new LinkedHashMap<String, TicketState>();
    states.put("Absent", after());
    states.put("Valid", after(issued()));
    states.put("CheckedIn", after(issued(), checkedIn(in)));
    states.put("CheckedOut", after(issued(), checkedIn(in), checkedOut(out)));
    states.put("Voided", after(issued(), checkedIn(in), voided()));
    return states;
  }

  private static Map<String, TicketCommand> commands() {
    Scan next = scanInTheSouth("n3", "19:10");
    var commands = new LinkedHashMap<String, TicketCommand>();
    commands.put("CheckIn", checkIn(next));
    commands.put("CheckIn, the same scan again", checkIn(scan("n1", "19:01")));
    commands.put("CheckIn, again after leaving", checkIn(next, Reentry.AFTER_EXIT));
    commands.put("CheckIn, any number of times", checkIn(next, Reentry.ALWAYS));
    commands.put("CheckIn, to a list of another offer", toTheLounge("n3", GatePassage.Mode.ONLINE));
    commands.put("CheckIn, forced", forced(next));
    commands.put("CheckIn, without a network", offline(next));
    commands.put("CheckOut", checkOut(next));
    commands.put("AnnulPassage, the entry", annul("n1"));
    commands.put("ReissueTicket", new TicketCommand.ReissueTicket(1, "ani"));
    commands.put("VoidTicket", new TicketCommand.VoidTicket("refunded", "operator"));
    return commands;
  }
}
