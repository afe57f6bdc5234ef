// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import porthole.itests.process.Command;
import porthole.itests.process.Http;
import porthole.itests.process.ServerProcess;

/**
 * Kills a server while clients write to a database and its indexes follow, starts it again, over
 * and over on the same data, and compares the indexes with those that another server makes anew of
 * a copy of the documents.
 *
 * <p>The seed decides what is written and, about, when the kill comes.
 */
final class IndexCrashRun {
  private static final String DATABASE = "indexed";
  private static final int CLIENTS = 3;
  // Every second kill comes when there has been time for a commit.
  private static final long UNCOMMITTED_NANOS = TimeUnit.MILLISECONDS.toNanos(1_500);
  private static final long COMMITTED_NANOS = TimeUnit.MILLISECONDS.toNanos(3_200);
  private static final int COMPARED_EVERY = 5;
  private static final int PROGRESS_EVERY = 10;

  private final Path folder;
  private final Path data;
  private final long seed;
  private final AtomicInteger batches = new AtomicInteger();
  private final List<String> replays = new ArrayList<>();
  private int entries;

  IndexCrashRun(Path folder, long seed) {
    this.folder = folder;
    data = folder.resolve("data");
    this.seed = seed;
  }

  /** Does so many kills; fails with the first entry that is not as it must be. */
  void run(int kills) throws Exception {
    say("seed " + seed + ", " + kills + " kills, server on " + ServerProcess.javaHome());
    for (int i = 1; i <= kills; i++) {
      try {
        kill(i, new SplittableRandom(seed + i));
        if (i == kills || i % COMPARED_EVERY == 0) {
          compare();
        }
      } catch (Exception | AssertionError e) {
        throw new AssertionError(
            "index crash, seed " + seed + ", kill " + i + ": " + e.getMessage(), e);
      }
      if (i % PROGRESS_EVERY == 0) {
        say(i + " kills, " + batches + " batches acknowledged, last compared " + entries);
      }
    }
    say(
        kills
            + " kills passed with seed "
            + seed
            + ": "
            + batches
            + " batches acknowledged, "
            + entries
            + " entries at the end; last commits at the kills: "
            + replays);
  }

  private void kill(int number, SplittableRandom random) throws Exception {
    Cycle cycle = new Cycle(number, false, 1, 0);
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    ServerProcess server = ServerProcess.serving(data);
    try {
      Http http = new Http(server);
      if (number == 1) {
        http.createDatabase(DATABASE);
      }
      new KnownIndexes(http, DATABASE).define();
      for (int i = 0; i < CLIENTS; i++) {
        MovingOrders orders = new MovingOrders(random.split());
        clients.execute(() -> write(http, orders, cycle));
      }
      LockSupport.parkNanos(
          (number % 2 == 0 ? COMMITTED_NANOS : 0) + random.nextLong(UNCOMMITTED_NANOS));
      cycle.awaitEnough();
    } finally {
      cycle.crashing();
      server.kill();
      cycle.over();
      clients.shutdown();
    }
    if (!clients.awaitTermination(90, TimeUnit.SECONDS)) {
      throw new AssertionError("A client still waits for a server that is dead.");
    }
    cycle.check();
  }

  private void write(Http http, MovingOrders orders, Cycle cycle) {
    try {
      while (!cycle.isOver()) {
        HttpResponse<String> answer =
            http.send("POST", "/databases/" + DATABASE + "/bulk_docs", orders.batch());
        if (answer.statusCode() != 201) {
          throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        batches.incrementAndGet();
        cycle.acknowledged();
      }
    } catch (IOException e) {
      cycle.lostConnection(e);
    } catch (UncheckedIOException e) {
      cycle.lostConnection(e.getCause());
    } catch (Exception | AssertionError e) {
      cycle.failed(e);
    }
  }

  /** The indexes that were killed against those that are made anew. */
  private void compare() throws Exception {
    Path copy = folder.resolve("copy");
    Command.run("rm", "-rf", copy).expectSuccess();
    Command.run("cp", "-a", data, copy).expectSuccess();
    List<IndexDirectory> before = IndexDirectory.all(data);
    replays.add(before.stream().map(IndexDirectory::committedEtag).toList().toString());
    for (IndexDirectory index : IndexDirectory.all(copy)) {
      index.forget();
    }
    catchUp(data);
    catchUp(copy);
    List<IndexDirectory> killed = IndexDirectory.all(data);
    entries = 0;
    for (IndexDirectory index : killed) {
      entries += index.assertEquals(index.in(copy));
    }
    if (killed.size() < KnownIndexes.COUNT) {
      throw new AssertionError("There are only " + killed);
    }
  }

  private static void catchUp(Path data) throws Exception {
    try (ServerProcess server = ServerProcess.serving(data)) {
      new KnownIndexes(new Http(server), DATABASE).awaitCaughtUp();
    }
  }

  private static void say(String what) {
    System.out.println("index crash test: " + what);
  }
}
