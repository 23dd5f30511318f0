package id.kuota.bench.disk;

import id.kuota.bench.measure.ClosedLoop;
import id.kuota.bench.measure.Contender;
import id.kuota.bench.measure.Effort;
import id.kuota.bench.measure.Round;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** Writes as PostgreSQL writes its log: a page, and a flush, in a file that does not grow. */
final class FlushProbe implements Contender, AutoCloseable {

  static final String COUNTED = "operations";

  private static final int PAGE = 8_192;
  private static final int PAGES = 2_048;

  private final Path file;
  private final FileChannel channel;
  private final ByteBuffer page = ByteBuffer.allocateDirect(PAGE);
  private long written;

  FlushProbe(Path file) throws IOException {
    this.file = file;
    this.channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    for (int number = 0; number < PAGES; number++) {
      write();
    }
    channel.force(true);
  }

  @Override
  public String name() {
    return "flush of 8 kB";
  }

  @Override
  public void warmUp(Effort effort) throws Exception {
    run(effort.warmUp());
  }

  @Override
  public Round round(Effort effort) throws Exception {
    return run(effort.round());
  }

  private Round run(Duration time) throws Exception {
    var answers =
        new ClosedLoop(1, time)
            .run(
                () -> {
                  write();
                  channel.force(false);
                });
    return new Round(answers.figures(COUNTED), answers.violations(name()));
  }

  private void write() throws IOException {
    page.clear().putLong(written).rewind();
    page.limit(PAGE);
    channel.write(page, written++ % PAGES * PAGE);
  }

  @Override
  public void close() throws IOException {
    channel.close();
    Files.delete(file);
  }
}
