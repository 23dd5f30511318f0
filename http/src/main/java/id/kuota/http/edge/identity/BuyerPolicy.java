package id.kuota.http.edge.identity;

import java.util.Optional;

/**
 * The policy by which buyers are distinguished.
 *
 * @param phoneRegion where phone numbers without a country code are from, such as {@code ID};
 *     empty: such numbers are ids like any other
 * @param formerKeys whether what was bought under the key of an earlier release still counts
 */
public record BuyerPolicy(Optional<String> phoneRegion, boolean formerKeys) {

  public static final BuyerPolicy DEFAULT = new BuyerPolicy(Optional.of("ID"), true);
}
