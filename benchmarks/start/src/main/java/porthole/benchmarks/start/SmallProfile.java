// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.start;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import porthole.benchmarks.harness.Clock;

/**
 * A server with little memory and many databases, of which a few are in use by turns: each for some
 * seconds, then another in its place.
 *
 * @param databases in the data directory
 * @param counted by the control group
 * @param heapMegabytes in use after a collection, at the end
 */
record SmallProfile(
    int databases,
    long writes,
    long reads,
    long refused,
    Map<String, Long> counted,
    double heapMegabytes) {
  static final long LIMIT = 512L << 20;
  private static final int CLIENTS = 8;
  private static final int DOCUMENT_BYTES = 1_000;

  /** Databases that requests go to at a time. */
  private record Window(int width, int databases, AtomicInteger first) {
    int pick(long turn) {
      return (first.get() + (int) (turn % width)) % databases;
    }
  }

  /** Loads it for that long, and looks. */
  static SmallProfile measure(TimedServer server, MemoryLimit limit, int databases, Options options)
      throws IOException, InterruptedException {
    LongAdder writes = new LongAdder();
    LongAdder reads = new LongAdder();
    LongAdder refused = new LongAdder();
    AtomicLong turns = new AtomicLong();
    Window window = new Window(options.used, databases, new AtomicInteger());
    long end = Clock.nanos() + TimeUnit.SECONDS.toNanos(options.smallSeconds);
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      var running =
          IntStream.range(0, CLIENTS)
              .mapToObj(
                  client ->
                      clients.submit(
                          () -> {
                            while (Clock.nanos() < end) {
                              long turn = turns.getAndIncrement();
                              int number = window.pick(turn);
                              boolean write = turn % 2 == 0;
                              int status = ask(server, number, turn, write);
                              (status >= 300 ? refused : write ? writes : reads).increment();
                            }
                            return true;
                          }))
              .toList();
      while (Clock.nanos() < end) {
        Clock.rest(1_000);
        window.first().addAndGet(Math.max(1, options.used / 8));
      }
      for (var one : running) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("A client failed", e);
    } finally {
      clients.shutdownNow();
    }
    double heap = server.heapMegabytes(options.jdkHome);
    return new SmallProfile(
        databases, writes.sum(), reads.sum(), refused.sum(), limit.counted(), heap);
  }

  private static int ask(TimedServer server, int number, long turn, boolean write)
      throws IOException {
    if (!write) {
      return server.ask("GET", Population.document(number), "");
    }
    String path = "/databases/" + Population.name(number) + "/docs?id=things/" + turn;
    return server.ask("PUT", path, "{\"Text\":\"" + "x".repeat(DOCUMENT_BYTES) + "\"}");
  }
}
