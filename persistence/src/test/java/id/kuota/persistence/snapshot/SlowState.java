package id.kuota.persistence.snapshot;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.serialization.JSerializer;
import org.jspecify.annotations.Nullable;

/** A state that takes as long to serialize, and to read, as a test wants. */
record SlowState(String content) {

  /** What binds it to its serializer. */
  static final String[] BINDING = {
    "pekko.actor.serializers.slow = \"%s\"".formatted(Slow.class.getName()),
    "pekko.actor.serialization-bindings.\"%s\" = slow".formatted(SlowState.class.getName()),
  };

  /** Nothing is serialized or read before this is opened. */
  static volatile CountDownLatch gate = new CountDownLatch(0);

  /** The names of the threads that worked. */
  static final Set<String> THREADS = ConcurrentHashMap.newKeySet();

  /** Made by Pekko. */
  static final class Slow extends JSerializer {

    @Override
    public int identifier() {
      return 7_356;
    }

    @Override
    public boolean includeManifest() {
      return false;
    }

    @Override
    public byte[] toBinary(Object state) {
      work();
      return ((SlowState) state).content().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Object fromBinaryJava(byte[] bytes, @Nullable Class<?> manifest) {
      work();
      return new SlowState(new String(bytes, StandardCharsets.UTF_8));
    }

    private static void work() {
      THREADS.add(Thread.currentThread().getName());
      try {
        if (!gate.await(30, TimeUnit.SECONDS)) throw new IllegalStateException("never opened");
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
