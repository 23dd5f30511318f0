package id.kuota.persistence.groupcommit;

import static id.kuota.persistence.groupcommit.JournalTables.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** A database of which the statements are counted. The first reader waits for the test. */
final class CountedReads {

  private final Supplier<DataSource> real;
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger statements = new AtomicInteger();
  private final CountDownLatch mayRead = new CountDownLatch(1);
  private volatile int failAfter = Integer.MAX_VALUE;

  CountedReads(Supplier<DataSource> real) {
    this.real = real;
  }

  DataSource dataSource() {
    return proxy(DataSource.class, (method, arguments) -> connected(method, arguments));
  }

  int statements() {
    return statements.get();
  }

  /** Waits until the first reader is there. */
  void awaitFirst() {
    await().atMost(PATIENCE).until(() -> connections.get() >= 1);
  }

  void release() {
    mayRead.countDown();
  }

  /** The database is away for all readers after so many. */
  void failAfter(int readers) {
    failAfter = readers;
  }

  private Object connected(Method method, Object[] arguments) throws Throwable {
    if (method.getName().equals("getConnection")) {
      int number = connections.incrementAndGet();
      if (number == 1) assertThat(mayRead.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      if (number > failAfter) throw new SQLException("the database is away");
    }
    Object result = invoke(method, real.get(), arguments);
    return result instanceof Connection connection ? counting(connection) : result;
  }

  private Connection counting(Connection connection) {
    return proxy(
        Connection.class,
        (method, arguments) -> {
          if (method.getName().equals("prepareStatement")) statements.incrementAndGet();
          return invoke(method, connection, arguments);
        });
  }

  private interface Call {
    Object of(Method method, Object[] arguments) throws Throwable;
  }

  private static <T> T proxy(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            CountedReads.class.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> call.of(method, arguments)));
  }

  private static Object invoke(Method method, Object target, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
