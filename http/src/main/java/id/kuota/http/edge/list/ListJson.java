package id.kuota.http.edge.list;

import id.kuota.http.edge.json.AsOfJson;
import id.kuota.persistence.readmodel.ListPage;
import id.kuota.persistence.readmodel.ListedChange;
import id.kuota.persistence.readmodel.ListedCheckIn;
import id.kuota.persistence.readmodel.ListedOrder;
import id.kuota.persistence.readmodel.ListedPayment;
import id.kuota.persistence.readmodel.ListedTicket;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of a list on the wire; its rows are those of the read model. */
sealed interface ListJson {

  record Orders(AsOfJson asOf, List<ListedOrder> orders, @Nullable String nextCursor)
      implements ListJson {

    static Orders of(ListPage<ListedOrder> page, @Nullable String next) {
      return new Orders(AsOfJson.of(page.asOf()), page.rows(), next);
    }
  }

  record Tickets(AsOfJson asOf, List<ListedTicket> tickets, @Nullable String nextCursor)
      implements ListJson {

    static Tickets of(ListPage<ListedTicket> page, @Nullable String next) {
      return new Tickets(AsOfJson.of(page.asOf()), page.rows(), next);
    }
  }

  record Payments(AsOfJson asOf, List<ListedPayment> payments, @Nullable String nextCursor)
      implements ListJson {

    static Payments of(ListPage<ListedPayment> page, @Nullable String next) {
      return new Payments(AsOfJson.of(page.asOf()), page.rows(), next);
    }
  }

  record Changes(AsOfJson asOf, List<ListedChange> changes, @Nullable String nextCursor)
      implements ListJson {

    static Changes of(ListPage<ListedChange> page, @Nullable String next) {
      return new Changes(AsOfJson.of(page.asOf()), page.rows(), next);
    }
  }

  record CheckIns(AsOfJson asOf, List<ListedCheckIn> checkIns, @Nullable String nextCursor)
      implements ListJson {

    static CheckIns of(ListPage<ListedCheckIn> page, @Nullable String next) {
      return new CheckIns(AsOfJson.of(page.asOf()), page.rows(), next);
    }
  }
}
