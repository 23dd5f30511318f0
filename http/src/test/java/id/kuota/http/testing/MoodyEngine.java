package id.kuota.http.testing;

import id.kuota.http.engine.EngineCalls;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;

/** Another engine, or one that has a bug or does not answer in time, whatever it is asked. */
public final class MoodyEngine {

  /** What becomes of a call. */
  public enum Mood {
    WELL,
    LATE,
    BROKEN
  }

  public volatile Mood mood = Mood.WELL;

  private final EngineCalls engine;

  public MoodyEngine(EngineCalls engine) {
    this.engine = engine;
  }

  public EngineCalls calls() {
    return (EngineCalls)
        Proxy.newProxyInstance(
            EngineCalls.class.getClassLoader(),
            new Class<?>[] {EngineCalls.class},
            (proxy, method, arguments) ->
                // What it answers from memory is never late.
                switch (CompletionStage.class.isAssignableFrom(method.getReturnType())
                    ? mood
                    : Mood.WELL) {
                  case LATE -> CompletableFuture.failedStage(new TimeoutException("no answer"));
                  case BROKEN -> throw new IllegalStateException("a bug, on purpose");
                  case WELL -> {
                    try {
                      yield method.invoke(engine, arguments);
                    } catch (InvocationTargetException e) {
                      throw e.getCause();
                    }
                  }
                });
  }
}
