package id.kuota.engine.waitingroom;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

final class ShuffleTest {

  private static final long CHANCE = 20260401;

  private static final Hash SEED = Hash.ofAll("seed".getBytes(UTF_8));
  private static final Hash MIX = Mix.of(SEED, Hash.ofAll("later".getBytes(UTF_8)));

  @Test
  void everyEntryHasOneNumberAndTheOrderIsThatOfTheHashes() throws Exception {
    List<EntryId> ids = ids(1_000);
    Shuffle shuffle = Shuffle.of(MIX, bytes(ids));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(MIX.bytes(), "HmacSHA256"));
    var expected = new ArrayList<>(ids);
    expected.sort(Comparator.comparing(id -> HexFormat.of().formatHex(mac.doFinal(id.bytes()))));
    for (int i = 0; i < expected.size(); i++) {
      assertThat(shuffle.numberOf(expected.get(i))).hasValue(i + 1);
    }
    assertThat(shuffle.entries()).isEqualTo(1_000);
  }

  @Test
  void anEntryThatCameLaterHasNoNumber() {
    List<EntryId> ids = ids(100);
    Shuffle shuffle = Shuffle.of(MIX, bytes(ids.subList(1, 100)));
    assertThat(shuffle.numberOf(ids.getFirst())).isEmpty();
    assertThat(Shuffle.of(MIX, new byte[0]).numberOf(ids.getFirst())).isEmpty();
  }

  @Test
  void anotherSeedOrAnotherNonceIsAnotherOrder() {
    List<EntryId> ids = ids(100);
    Shuffle one = Shuffle.of(MIX, bytes(ids));
    Shuffle other = Shuffle.of(Mix.of(SEED, Hash.ofAll("other".getBytes(UTF_8))), bytes(ids));
    assertThat(ids).anyMatch(id -> !one.numberOf(id).equals(other.numberOf(id)));
    assertThat(sealed(ids, 1).nonceHash()).isNotEqualTo(sealed(ids, 2).nonceHash());
    assertThat(sealed(ids, 1).root()).isNotEqualTo(sealed(ids, 2).root());
    assertThat(sealed(ids, 1)).satisfies(seal -> assertThat(seal.entries()).isEqualTo(100));
  }

  @Test
  void entriesAreSealedInTheirOrderAndOnce() {
    List<EntryId> ids = ids(2);
    var sealing = new SealedEntries.Sealing();
    byte[] nonce = new byte[SealedEntries.NONCE_BYTES];
    sealing.add(ids.get(1).bytes(), nonce);
    for (EntryId wrong : ids) {
      assertThatThrownBy(() -> sealing.add(wrong.bytes(), nonce))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void anIdIsReadAsItIsWritten() {
    for (EntryId id : ids(50)) {
      assertThat(EntryId.isValid(id.toString())).isTrue();
      assertThat(EntryId.parse(id.toString())).isEqualTo(id);
    }
    assertThat(EntryId.isValid("0".repeat(31) + "G")).isFalse();
    assertThat(EntryId.isValid("0".repeat(31))).isFalse();
  }

  private static SealedEntries sealed(List<EntryId> ids, int nonce) {
    var sealing = new SealedEntries.Sealing();
    byte[] same = ByteBuffer.allocate(SealedEntries.NONCE_BYTES).putInt(nonce).array();
    ids.forEach(id -> sealing.add(id.bytes(), same));
    return sealing.sealed();
  }

  /** Returns ids in ascending order. */
  private static List<EntryId> ids(int count) {
    var chance = new SplittableRandom(CHANCE);
    var ids = new TreeSet<EntryId>();
    while (ids.size() < count) ids.add(new EntryId(chance.nextLong(), chance.nextLong()));
    return List.copyOf(ids);
  }

  private static byte[] bytes(List<EntryId> ids) {
    var all = ByteBuffer.allocate(ids.size() * EntryId.BYTES);
    ids.forEach(id -> all.put(id.bytes()));
    return all.array();
  }
}
