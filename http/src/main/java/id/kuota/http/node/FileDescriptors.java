package id.kuota.http.node;

import com.sun.management.UnixOperatingSystemMXBean;
import id.kuota.http.edge.connection.ConnectionSettings;
import id.kuota.http.log.NodeLog;
import java.lang.management.ManagementFactory;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many files and connections the system lets this process have ({@code ulimit -n}). */
public final class FileDescriptors {

  /** For jars, logs, the database and the cluster. */
  public static final int OTHERS = 512;

  private static final Logger LOG = LoggerFactory.getLogger(FileDescriptors.class);

  private FileDescriptors() {}

  /**
   * Returns the limit of this process; the JVM has raised it as far as it may. Empty if unknown.
   */
  public static OptionalLong limit() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? OptionalLong.of(unix.getMaxFileDescriptorCount())
        : OptionalLong.empty();
  }

  /**
   * Returns as many connections as there are descriptors for: without one none could be accepted.
   */
  static ConnectionSettings bound(ConnectionSettings wanted) {
    return bound(wanted, limit());
  }

  static ConnectionSettings bound(ConnectionSettings wanted, OptionalLong limit) {
    long most = Math.max(1, limit.orElse(Long.MAX_VALUE) - OTHERS);
    if (wanted.max() <= most) return wanted;
    NodeLog.DESCRIPTORS_FEW.log(LOG, limit.orElseThrow(), most, wanted.max());
    return wanted.withMax((int) most);
  }
}
