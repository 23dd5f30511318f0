package id.kuota.engine.sale;

import static id.kuota.engine.Moment.at;
import static id.kuota.engine.sale.SaleFixtures.*;
import static org.assertj.core.api.Assertions.assertThat;

import id.kuota.engine.GeneratedPage;
import id.kuota.engine.TransitionTable;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Every state of a sale answers every command. */
final class SaleTransitionsTest {

  @Test
  void everyStateAnswersEveryCommand() throws IOException {
    TransitionTable<SaleState, SaleCommand> table =
        new TransitionTable<>(states(), commands(), SaleTransitionsTest::answer);
    assertThat(table.missing(SaleState.class, SaleCommand.class)).isEmpty();
    GeneratedPage.check(
        "states/sale.md",
        table.page(
            "Sale",
            """
            What a sale answers, in every state, to every command. Whether it sells also depends on its
            window: an open sale takes orders from `opens_at` on, and none from `closes_at` on."""));
  }

  private static TransitionTable.Answer answer(SaleState state, SaleCommand command) {
    return TransitionTable.answer(
        state, Sale.decide(SALE, state, command, at("13:00")), Sale::evolve);
  }

  private static Map<String, SaleState> states() {
    var states = new LinkedHashMap<String, SaleState>();
    states.put("Absent", after());
    states.put("Planned", after(termsSet(), quotaOpened("cat-1")));
    states.put("Open", after(termsSet(), quotaOpened("cat-1"), opened()));
    states.put("Paused", after(termsSet(), quotaOpened("cat-1"), opened(), paused()));
    states.put("Closed", after(termsSet(), quotaOpened("cat-1"), opened(), paused(), closed()));
    states.put("Cancelled", after(termsSet(), quotaOpened("cat-1"), opened(), cancelled()));
    return states;
  }

  private static Map<String, SaleCommand> commands() {
    SaleTerms other = terms("IDR", 2, new QuotaTerms("cat-1", 100), new QuotaTerms("house", 150));
    var commands = new LinkedHashMap<String, SaleCommand>();
    commands.put(
        "SetTerms, no revision", new SaleCommand.SetTerms(other, OptionalLong.empty(), TIA));
    commands.put("SetTerms, revision 1", new SaleCommand.SetTerms(other, OptionalLong.of(1), TIA));
    commands.put("SetTerms, revision 2", new SaleCommand.SetTerms(other, OptionalLong.of(2), TIA));
    commands.put("SetTerms, revision 3", new SaleCommand.SetTerms(other, OptionalLong.of(3), TIA));
    commands.put(
        "SetLists, revision 1", new SaleCommand.SetLists(lists("cat-1"), OptionalLong.of(1), TIA));
    commands.put(
        "SetLists, revision 4", new SaleCommand.SetLists(lists("cat-1"), OptionalLong.of(4), TIA));
    commands.put("OpenSale", new SaleCommand.OpenSale(TIA));
    commands.put("PauseSale", new SaleCommand.PauseSale(TIA));
    commands.put("CloseSale", new SaleCommand.CloseSale(TIA));
    commands.put("CancelSale", new SaleCommand.CancelSale("a storm", true, TIA));
    commands.put("RecordQuotaOpened, the first", new SaleCommand.RecordQuotaOpened("cat-1"));
    commands.put("RecordQuotaOpened, another", new SaleCommand.RecordQuotaOpened("house"));
    return commands;
  }
}
