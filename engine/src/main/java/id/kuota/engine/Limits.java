package id.kuota.engine;

import java.time.Duration;

/**
 * Every bound of the engine in one place, with the relations that must hold between them.
 *
 * <p>{@code LimitsTest} asserts the relations, so that a changed number cannot silently break
 * another.
 */
public final class Limits {

  /** Requests that one journal row of a quota may answer. */
  public static final int QUOTA_BATCH_MAX = 1_000;

  /** Requests that may wait on one node for one quota; above it the answer is OVERLOADED. */
  public static final int QUOTA_WAITING_MAX = 20_000;

  /**
   * After a batch of many the next one gathers for this part of the time that the batch took, and
   * never longer than {@link #QUOTA_GATHER_MAX}.
   */
  public static final int QUOTA_GATHER_PART = 8;

  public static final Duration QUOTA_GATHER_MAX = Duration.ofNanos(200_000);

  /** From this size on a batch is large, and its quota yields to its neighbours. */
  public static final int QUOTA_BATCH_OF_MANY = 100;

  /**
   * How long a quota yields after a large batch, if others of its node were asked in the last
   * {@link #QUOTA_NEIGHBOUR_SEEN}. Pekko rounds it up to its next step, of 10 ms.
   */
  public static final Duration QUOTA_GIVES_WAY = Duration.ofMillis(10);

  public static final Duration QUOTA_NEIGHBOUR_SEEN = Duration.ofMillis(500);

  /** Shared quotas of one node with a batcher of their own; the others share one. */
  public static final int QUOTA_BATCHERS_MAX = 2_000;

  /** A quota's own batcher stops after this time without a request, or up to twice as much. */
  public static final Duration QUOTA_BATCHER_IDLE = Duration.ofSeconds(10);

  /** A shared quota counts as hot for this time after it was last asked, or woken. */
  public static final Duration QUOTA_HOT = Duration.ofMinutes(15);

  /** Time without an answer after which the requests of a batch get UNANSWERED. */
  public static final Duration QUOTA_BATCH_TIMEOUT = Duration.ofSeconds(4);

  /**
   * Shortest and longest pause before a request within the cluster is sent again. An entity that
   * moves loses what is on its way to it.
   */
  public static final Duration RETRANSMISSION_MIN = Duration.ofMillis(200);

  public static final Duration RETRANSMISSION_MAX = Duration.ofSeconds(1);

  /** Time that a request may wait in line; an older one gets OVERLOADED and is not sent. */
  public static final Duration QUOTA_WAIT_MAX = Duration.ofSeconds(2);

  /** How long a caller of the engine waits for an entity. Longer than one quota batch. */
  public static final Duration ENTITY_TIMEOUT = Duration.ofSeconds(8);

  /**
   * How long after its deadline a hold is put in question. It covers the difference of two nodes'
   * clocks, and the flight of a payment that was recorded just in time.
   */
  public static final Duration EXPIRY_MARGIN = Duration.ofMillis(500);

  /** Holds of one quota whose orders may be asked at the same time: the pace of the sweep. */
  public static final int RESOLUTIONS_IN_FLIGHT_MAX = 200;

  /** Time after which an order that has not resolved a hold is asked again. */
  public static final Duration RESOLUTION_TIMEOUT = Duration.ofSeconds(5);

  /** An order that said "wait" is asked again after this time. */
  public static final Duration RESOLUTION_RETRY = Duration.ofSeconds(1);

  /**
   * Messages that may wait while an entity reads or writes its events. In front of a quota the
   * batcher limits earlier, so this is never the bound that a buyer meets.
   */
  public static final int STASH = 10_000;

  /** How often a quota with holds of other nodes looks which of them are gone. */
  public static final Duration NODE_GONE_LOOK = Duration.ofSeconds(1);

  /** Holds of lost nodes about which one quota asks at the same time, before their deadline. */
  public static final int NODE_GONE_IN_FLIGHT_MAX = 50;

  /** Time after which such a question is sent again. */
  public static final Duration NODE_GONE_TIMEOUT = Duration.ofSeconds(2);

  /** Smallest time between two publications of a quota's availability. */
  public static final Duration AVAILABILITY_INTERVAL = Duration.ofMillis(100);

  /** Shared quotas whose availability a node remembers. */
  public static final int AVAILABILITIES_MAX = 100_000;

  /** A published availability older than this refuses no request; the quota itself is asked. */
  public static final Duration AVAILABILITY_TRUSTED = Duration.ofSeconds(1);

  /** Buyers at their limit that a node remembers, to refuse them without asking their quotas. */
  public static final int PERSONAL_REFUSALS_MAX = 10_000;

  /** Batches between two snapshots of a quota. */
  public static final int QUOTA_SNAPSHOT_EVERY = 2_000;

  /** How long the terms of a sale may be served from a node's memory. */
  public static final Duration SALE_CACHED = Duration.ofSeconds(1);

  /**
   * After this time without an answer of its entity a sale is served as the node knew it, if that
   * is no older than {@link #SALE_STALE_MAX}: its entity starts on another node at that moment.
   */
  public static final Duration SALE_ANSWER_EXPECTED = Duration.ofMillis(250);

  public static final Duration SALE_STALE_MAX = Duration.ofSeconds(15);

  /** Sales that a node keeps in memory. */
  public static final int SALES_CACHED_MAX = 10_000;

  /**
   * How long a node knows that a sale exists after it was last asked about. A known sale is looked
   * up again at any time; one that may not exist finds a place among {@link #SALE_LOOKUPS_MAX}.
   */
  public static final Duration SALE_KNOWN = Duration.ofMinutes(10);

  /**
   * How long a placement without an answer is in doubt: by then its quotas have answered or were
   * given up, and what it wrote is in the journal.
   */
  public static final Duration PLACEMENT_IN_DOUBT = Duration.ofMinutes(3);

  /** Such placements that a node remembers; about 10 MB. */
  public static final int PLACEMENTS_IN_DOUBT_MAX = 100_000;

  /** Lookups in flight on one node for sales that it does not know to exist. */
  public static final int SALE_LOOKUPS_MAX = 256;

  /**
   * How long a node remembers that an id is unknown. A sale or device that another node creates is
   * seen here within this time.
   */
  public static final Duration UNKNOWN_ID_CACHED = Duration.ofSeconds(1);

  /** Unknown ids that a node remembers; about 3 MB. */
  public static final int UNKNOWN_IDS_MAX = 10_000;

  /** Lines in one order. */
  public static final int ORDER_LINES_MAX = 20;

  /** How many times its hold time a cart lives that holds nothing. */
  public static final int CART_HOLD_TIMES = 6;

  /** Units in one line. */
  public static final int LINE_QUANTITY_MAX = 1_000;

  /** Attempts to pay one order. */
  public static final int PAYMENT_ATTEMPTS_MAX = 20;

  /** Characters in the address of a gateway's page. */
  public static final int REDIRECT_URL_MAX = 2_048;

  /**
   * How long an order keeps its units past their deadline while the gateway does not say whether
   * they are paid.
   */
  public static final Duration PAYMENT_GRACE = Duration.ofMinutes(2);

  /** How long the units that late money is for are looked for while a quota does not answer. */
  public static final Duration REACQUIRE_MAX = Duration.ofMinutes(5);

  /**
   * First and longest pause before a gateway is asked again about a payment or a refund. It doubles
   * each time: eight rounds in the first two minutes, then minutes, then hours.
   */
  public static final Duration OUTSIDE_RETRY_MIN = Duration.ofSeconds(1);

  public static final Duration OUTSIDE_RETRY_MAX = Duration.ofHours(6);

  /** An order stays in memory for a round that is so near; for a later one it is woken. */
  public static final Duration OUTSIDE_AWAKE_MAX = Duration.ofSeconds(10);

  /**
   * Tries of the gateway's, the sale's or a ticket's effects between which an order stays awake.
   */
  public static final int OUTSIDE_TRIES_AWAKE = 5;

  /** News of a payment makes a round due, unless the latest one was so short a time ago. */
  public static final Duration PENDING_ORDERS_SEEN_AFTER = Duration.ofSeconds(5);

  /** After this time without a result a payment counts as closed, and a refund needs a person. */
  public static final Duration OUTSIDE_IN_FLIGHT_MAX = Duration.ofDays(7);

  /** So long before {@link #PAYMENT_GRACE} ends a gateway is asked once more. */
  public static final Duration PAYMENT_LAST_LOOK = Duration.ofSeconds(12);

  /**
   * Questions of orders that one node has in flight at one gateway, and that it begins in a second.
   * Payments that buyers begin and notifications are not counted.
   */
  public static final int GATEWAY_QUESTIONS_IN_FLIGHT = 16;

  public static final int GATEWAY_QUESTIONS_PER_SECOND = 50;

  /**
   * Between two rounds of the waker of orders: a round at a gateway is so much late at most while
   * its order sleeps. One round wakes {@link #WAKE_MAX} at most.
   */
  public static final Duration PENDING_ORDER_SCAN_INTERVAL = Duration.ofSeconds(10);

  /** A refund that is owed for longer alarms the operator. */
  public static final Duration REFUND_ALARM = Duration.ofHours(1);

  /** Tickets of one order that are made void at the same time when their money has left. */
  public static final int TICKETS_VOIDED_AT_ONCE = 10;

  /** Between two lines of the log about that. */
  public static final Duration REFUND_ALARM_INTERVAL = Duration.ofMinutes(1);

  /** Passages that a ticket remembers: of more, the first and the latest. */
  public static final int TICKET_PASSAGES_MAX = 200;

  /** Requests that may wait for the answer of a ticket's order. */
  public static final int TICKET_WAITING_MAX = 1_000;

  /** Time that a ticket waits for its order's answer. Shorter than its own client waits. */
  public static final Duration ORDER_WORD_TIMEOUT = Duration.ofSeconds(4);

  /** How long the setup token of a device counts. */
  public static final Duration DEVICE_SETUP_MAX = Duration.ofDays(7);

  /** How long a device can take a passage back. */
  public static final Duration ANNUL_MAX = Duration.ofMinutes(15);

  /** Offers, and quotas, in one sale. */
  public static final int SALE_OFFERS_MAX = 200;

  /** Lists of one sale that a gate can be for. */
  public static final int SALE_LISTS_MAX = 50;

  /** Charges on one price. */
  public static final int CHARGES_MAX = 10;

  /** Largest capacity of a quota. */
  public static final long CAPACITY_MAX = 1_000_000_000L;

  /** Largest price of one unit, in the currency's smallest unit. */
  public static final long PRICE_MAX = 1_000_000_000_000L;

  /** Shortest and longest time for which units can be held. */
  public static final Duration HOLD_MIN = Duration.ofSeconds(1);

  public static final Duration HOLD_MAX = Duration.ofDays(7);

  /** Changes that a sale remembers for its history. */
  public static final int SALE_HISTORY_MAX = 200;

  /** First and longest pause before an unacknowledged duty is done again. */
  public static final Duration EFFECT_RETRY_MIN = Duration.ofSeconds(1);

  public static final Duration EFFECT_RETRY_MAX = Duration.ofSeconds(30);

  /**
   * An idle order or buyer's quota is passivated after this time, or up to twice as much. Ten
   * thousand orders a second live that long: it decides how much memory they take, and how much the
   * collector has to copy.
   */
  public static final Duration SHORT_LIVED_IDLE = Duration.ofMillis(100);

  /**
   * Heap of the node for each order or buyer's quota that may rest in memory until its deadline.
   * One takes about {@link #RESTING_BYTES}, so all of them together take an eighth of the heap.
   */
  public static final int HEAP_PER_RESTING = 64 * 1024;

  public static final int RESTING_BYTES = 8 * 1024;

  /** Returns how many may rest on a node with so much heap. */
  public static int restingMax(long heapBytes) {
    return (int) Math.min(Integer.MAX_VALUE, heapBytes / HEAP_PER_RESTING);
  }

  /** No entity rests for longer: in a hold of days there is a place for others. */
  public static final Duration REST_MAX = Duration.ofMinutes(20);

  /** How long after its deadline an entity that rests is still expected to be needed. */
  public static final Duration REST_AFTER_DEADLINE = Duration.ofSeconds(10);

  /**
   * How much later than a shared quota a buyer's own asks what has become of a hold: by then the
   * order has told it.
   */
  public static final Duration PERSONAL_EXPIRY_DELAY = Duration.ofSeconds(3);

  /** A sale or a shared quota without open holds leaves memory after this time. */
  public static final Duration LONG_LIVED_IDLE = Duration.ofMinutes(5);

  /** First back-off before a stopping entity checks again whether its work is done. */
  public static final Duration STOP_PUT_OFF_MIN = Duration.ofMillis(10);

  /** So many pauses: five seconds in all. */
  public static final int STOP_PUT_OFF_TIMES = 34;

  private static final int STOP_PUT_OFF_DOUBLINGS = 4;

  /** Quotas that one round of the waker may wake, and the time between two rounds. */
  public static final int WAKE_MAX = 1_000;

  public static final Duration WAKE_INTERVAL = Duration.ofSeconds(5);

  private Limits() {}

  /**
   * Returns the pause after which a stopping entity checks again, having done so this often. The
   * pauses double a few times and then stay: while a shard moves, its buyers wait for the last of
   * its entities to notice that its work is done.
   */
  public static Duration stopPutOff(int times) {
    return STOP_PUT_OFF_MIN.multipliedBy(1L << Math.min(times, STOP_PUT_OFF_DOUBLINGS));
  }
}
