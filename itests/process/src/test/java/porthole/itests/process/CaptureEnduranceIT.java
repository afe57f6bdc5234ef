// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import net.ravendb.client.documents.BulkInsertOperation;
import net.ravendb.client.documents.DocumentStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Capture after capture, while clients insert in bulk all the time, and nobody is the worse for it.
 *
 * <p>{@code -Dporthole.captures=N} says how many; else it is a thousand, or ten thousand with
 * {@code ./porthole test --long}.
 */
class CaptureEnduranceIT {
  private static final String STACKS = "/admin/debug/threads/stack-trace";
  private static final int CAPTURES =
      Integer.getInteger("porthole.captures", Boolean.getBoolean("porthole.long") ? 10_000 : 1_000);
  private static final int WARM_UP = 50;
  private static final int WRITERS = 2;
  private static final int DOCUMENTS_AT_ONCE = 500;
  // Written again and again, so that the database stays small however long it takes.
  private static final int DOCUMENTS = 20_000;
  private static final long MOST_MEMORY_KIB = 64 * 1024;
  private static final Pattern PIPES = Pattern.compile("pipe:.*");
  private static final Pattern OF_PROCESSES = Pattern.compile("/proc/.*|anon_inode:\\[pidfd\\]");

  @TempDir Path data;
  private final AtomicBoolean stop = new AtomicBoolean();
  private final AtomicLong inserted = new AtomicLong();
  private final AtomicLong read = new AtomicLong();

  /** A document. */
  public static class Measurement {
    public String sensor;
    public long value;
  }

  /** What captures came to. */
  private static final class Totals {
    long stopped;
    long incomplete;
    long threads;
    double longestHoldMicros;
    final List<Double> wallMillis = new ArrayList<>();

    void add(JsonObject capture) {
      JsonObject head = capture.getAsJsonObject("Capture");
      assertThat(head.get("Backend").getAsString()).as(head::toString).isEqualTo("native");
      assertThat(head.getAsJsonArray("Fallbacks")).isEmpty();
      stopped += head.get("ThreadsStopped").getAsLong();
      longestHoldMicros =
          Math.max(longestHoldMicros, head.get("LongestHoldMicroseconds").getAsDouble());
      wallMillis.add(head.get("WallMilliseconds").getAsDouble());
      for (JsonElement thread : capture.getAsJsonArray("Threads")) {
        JsonElement completeness = thread.getAsJsonObject().get("Completeness");
        threads++;
        incomplete += completeness.getAsJsonObject().get("Complete").getAsBoolean() ? 0 : 1;
      }
    }
  }

  @Test
  @Timeout(value = 3, unit = TimeUnit.HOURS)
  void capturesHarmNeitherTheServerNorItsClients() throws Exception {
    ExecutorService clients = Executors.newCachedThreadPool();
    try (ServerProcess server = ServerProcess.serving(data.resolve("server"))) {
      Http http = new Http(server);
      http.createDatabase("Endured");
      useTheNativeBackend(http);
      List<Future<?>> ends = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        int writer = i;
        ends.add(clients.submit(() -> insertUntilStopped(server, writer)));
      }
      ends.add(clients.submit(() -> readUntilStopped(new Http(server))));
      Proc process = new Proc(server.pid());
      capture(http, WARM_UP, ends);
      Await.untilTrue("no helper is left", () -> process.children().isEmpty());
      int pipes = process.files(PIPES).size();
      int ofProcesses = process.files(OF_PROCESSES).size();
      int threads = process.threads();
      Totals totals;
      Map<Long, Long> memory;
      long before = inserted.get();
      try (HelperMemory watch = new HelperMemory(server, "porthole-captur")) {
        totals = capture(http, CAPTURES, ends);
        memory = watch.mostByProcess();
      }
      Await.untilTrue("no helper and no zombie is left", () -> process.children().isEmpty());
      assertThat(process.threadsNotLeftAlone()).isEmpty();
      assertThat(process.files(PIPES)).hasSizeLessThanOrEqualTo(pipes);
      assertThat(process.files(OF_PROCESSES)).hasSizeLessThanOrEqualTo(ofProcesses);
      assertThat(process.threads()).isLessThanOrEqualTo(threads + 10);
      assertThat(memory.values()).isNotEmpty().allMatch(kib -> kib <= MOST_MEMORY_KIB);
      assertThat(inserted.get()).as("inserted while captures were taken").isGreaterThan(before);
      stop.set(true);
      for (Future<?> end : ends) {
        // Throws what went wrong with a request.
        end.get();
      }
      assertEverythingIsThere(http);
      assertThat(server.console())
          .doesNotContain("Interrupted system call", "EINTR", "Exception", "ERROR");
      say(totals, memory);
    } finally {
      stop.set(true);
      clients.shutdownNow();
    }
  }

  private static void useTheNativeBackend(Http http) throws Exception {
    HttpResponse<String> chosen =
        http.admin("PUT", "/admin/capture/backend", "{\"Name\":\"native\"}");
    assertThat(chosen.statusCode()).as(chosen.body()).isLessThan(300);
    JsonObject backends = http.adminJson("/admin/capture");
    for (JsonElement element : backends.getAsJsonArray("Backends")) {
      JsonObject backend = element.getAsJsonObject();
      if (backend.get("Name").getAsString().equals("native")) {
        assumeTrue(backend.get("Available").getAsBoolean(), backend::toString);
      }
    }
  }

  private static Totals capture(Http http, int count, List<Future<?>> ends) throws Exception {
    Totals totals = new Totals();
    for (int i = 0; i < count; i++) {
      String options = i % 10 == 3 ? "?native=true" : i % 10 == 7 ? "?consistent=true" : "";
      totals.add(http.adminJson(STACKS + options));
      for (Future<?> end : ends) {
        if (end.isDone()) {
          end.get();
        }
      }
    }
    return totals;
  }

  private Void insertUntilStopped(ServerProcess server, int writer) {
    try (DocumentStore store = new DocumentStore(server.url(), "Endured")) {
      store.initialize();
      for (long next = 0; !stop.get(); ) {
        try (BulkInsertOperation bulk = store.bulkInsert()) {
          for (int i = 0; i < DOCUMENTS_AT_ONCE; i++, next++) {
            Measurement document = new Measurement();
            document.sensor = "sensor " + next % 7;
            document.value = next;
            bulk.store(document, "measurements/" + writer + "-" + next % DOCUMENTS);
          }
        }
        inserted.addAndGet(DOCUMENTS_AT_ONCE);
      }
    }
    return null;
  }

  private Void readUntilStopped(Http http) throws Exception {
    while (!stop.get()) {
      HttpResponse<String> stats = http.get("/databases/Endured/stats");
      assertThat(stats.statusCode()).as(stats.body()).isEqualTo(200);
      read.incrementAndGet();
    }
    return null;
  }

  private void assertEverythingIsThere(Http http) throws Exception {
    long there =
        Http.json(http.get("/databases/Endured/stats")).get("CountOfDocuments").getAsLong();
    assertThat(there).isLessThanOrEqualTo((long) WRITERS * DOCUMENTS);
    assertThat(there).isGreaterThanOrEqualTo(Math.min(inserted.get() / WRITERS, DOCUMENTS));
  }

  private void say(Totals totals, Map<Long, Long> memory) {
    double[] wall = totals.wallMillis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    System.err.printf(
        "%d captures, median %.1f ms, longest %.1f ms; threads: %d seen, %d stopped, longest hold"
            + " %.0f us, %d incomplete; helpers: %d looked at, at most %d KiB; clients: %d inserted,"
            + " %d read, no failure%n",
        wall.length,
        wall[wall.length / 2],
        wall[wall.length - 1],
        totals.threads,
        totals.stopped,
        totals.longestHoldMicros,
        totals.incomplete,
        memory.size(),
        memory.values().stream().mapToLong(Long::longValue).max().orElse(0),
        inserted.get(),
        read.get());
  }
}
