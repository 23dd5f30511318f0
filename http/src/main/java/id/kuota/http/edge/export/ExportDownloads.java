package id.kuota.http.edge.export;

import id.kuota.persistence.export.Export;
import id.kuota.persistence.export.ExportedFile;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * Hands files out, part by part, as fast as clients take them. Thread-safe.
 *
 * @param blocking reads the parts; its threads may wait for the database
 */
record ExportDownloads(ExportedFile files, Executor blocking, Semaphore places) {

  /** Files that a node hands out at once; each has a part or two in memory. */
  private static final int AT_ONCE_MAX = 16;

  ExportDownloads(ExportedFile files, Executor blocking) {
    this(files, blocking, new Semaphore(AT_ONCE_MAX));
  }

  /** Returns the answer with the file; empty if as many are handed out as may be. */
  Optional<HttpResponse> answer(Export export, Export.File file, ContentType type) {
    if (!places.tryAcquire()) return Optional.empty();
    Source<ByteString, ?> bytes =
        Source.unfoldAsync(0, number -> next(export, number))
            .watchTermination(
                (started, end) -> {
                  end.whenComplete((done, failure) -> places.release());
                  return started;
                });
    return Optional.of(
        HttpResponse.create()
            .withEntity(HttpEntities.create(type, export.sizeBytes(), bytes))
            .addHeader(RawHeader.create("Cache-Control", "private, no-store"))
            .addHeader(RawHeader.create("Kuota-Position", file.position()))
            .addHeader(
                RawHeader.create(
                    "Content-Disposition", "attachment; filename=\"%s\"".formatted(file.name()))));
  }

  /** A file that was deleted meanwhile ends too early, which its length tells the client. */
  private CompletionStage<Optional<Pair<Integer, ByteString>>> next(Export export, int number) {
    return CompletableFuture.supplyAsync(
        () ->
            files
                .part(export, number)
                .map(bytes -> Pair.create(number + 1, ByteString.fromArrayUnsafe(bytes))),
        blocking);
  }
}
