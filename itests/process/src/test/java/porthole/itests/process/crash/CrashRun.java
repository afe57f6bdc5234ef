// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import porthole.itests.process.Http;
import porthole.itests.process.ServerProcess;

/**
 * Starts a server, lets clients and an operator work on several databases, ends it without a
 * warning, reads its files, and starts it again; over and over, on the same data. What clients were
 * told must be there, and nothing that they were not told may be there in part.
 *
 * <p>The seed decides what is done and, about, when; not how threads interleave.
 */
final class CrashRun {
  private static final int CLIENTS = 4;
  private static final int DATABASES = 5;
  private static final int MOST_BATCHES = 150;
  private static final int MOST_DEEDS = 6;
  private static final long LONGEST_START_NANOS = TimeUnit.MILLISECONDS.toNanos(2_500);
  private static final long LONGEST_DELAY_NANOS = TimeUnit.MILLISECONDS.toNanos(40);
  private static final int PROGRESS_EVERY = 25;

  private final Machine machine;
  private final Path dist;
  private final long seed;
  private final String name;
  private final List<KnownDatabase> databases =
      IntStream.range(0, DATABASES).mapToObj(i -> new KnownDatabase("crash" + i, CLIENTS)).toList();
  private final List<Operator.Removal> removals = new ArrayList<>();
  private final RestartTimes served = new RestartTimes();
  private final RestartTimes answered = new RestartTimes();
  private final Map<String, Integer> kinds = new TreeMap<>();
  private long batches;

  /**
   * A run.
   *
   * @param name what it is called where it prints
   */
  CrashRun(String name, Machine machine, Path dist, long seed) {
    this.name = name;
    this.machine = machine;
    this.dist = dist;
    this.seed = seed;
  }

  /** Does all cycles; fails with the first thing that is not as it must be. */
  void run(int cycles) throws Exception {
    say("seed " + seed + ", " + cycles + " cycles, server on " + ServerProcess.javaHome());
    for (int i = 1; i <= cycles; i++) {
      try {
        cycle(i, new SplittableRandom(seed + i));
        settle();
      } catch (Exception | AssertionError e) {
        throw new AssertionError(
            name + ", seed " + seed + ", cycle " + i + ": " + e.getMessage(), e);
      }
      if (i % PROGRESS_EVERY == 0) {
        say(i + " cycles, " + batches + " batches acknowledged, restart to serving " + served);
      }
    }
    try (ServerProcess server = start()) {
      new Verification(new Http(server), databases).run();
    }
    settle();
    say(
        cycles
            + " cycles passed with seed "
            + seed
            + ": "
            + batches
            + " batches acknowledged, crashes while "
            + kinds
            + ", restart to serving min/median/max "
            + served
            + ", to all databases having answered "
            + answered
            + machine.report());
  }

  private void cycle(int number, SplittableRandom random) throws Exception {
    int kind = random.nextInt(10);
    if (kind == 0) {
      crashStarting(random);
    } else if (kind == 1) {
      crashLoading(random);
    } else {
      crashWorking(number, random, kind > 4);
    }
  }

  private ServerProcess start() throws IOException {
    long begin = System.nanoTime();
    ServerProcess server = ServerProcess.servingCopy(List.of(), dist, machine.data());
    served.add(System.nanoTime() - begin);
    return server;
  }

  private void crashStarting(SplittableRandom random) throws Exception {
    count("starting");
    ServerProcess server = ServerProcess.launchCopy(List.of(), dist, machine.data());
    LockSupport.parkNanos(random.nextLong(LONGEST_START_NANOS));
    machine.crash(server, random);
  }

  private void crashLoading(SplittableRandom random) throws Exception {
    count("loading");
    ServerProcess server = start();
    Cycle cycle = new Cycle(0, true, 0, 0);
    try (Workers workers = new Workers(cycle, new Http(server))) {
      for (KnownDatabase database : databases) {
        if (database.existence() == KnownDatabase.Existence.PRESENT) {
          workers.start(http -> http.get("/databases/" + database.name() + "/stats"));
        }
      }
      LockSupport.parkNanos(random.nextLong(LONGEST_DELAY_NANOS));
      cycle.crashing();
      machine.crash(server, random);
    }
    cycle.check();
  }

  private void crashWorking(int number, SplittableRandom random, boolean soonAfterADeed)
      throws Exception {
    count(soonAfterADeed ? "writing and managing" : "writing");
    long begin = System.nanoTime();
    ServerProcess server = start();
    Http http = new Http(server);
    new Verification(http, databases).run();
    answered.add(System.nanoTime() - begin);
    int deeds = soonAfterADeed ? 1 + random.nextInt(MOST_DEEDS) : 0;
    int wanted = 1 + random.nextInt(soonAfterADeed ? MOST_BATCHES / 10 : MOST_BATCHES);
    Cycle cycle = new Cycle(number, machine.failsBeforeTheEnd(), wanted, deeds);
    try (Workers workers = new Workers(cycle, http)) {
      Operator operator = new Operator(databases, cycle, random.split(), removals);
      workers.start(operator::run);
      for (int i = 0; i < CLIENTS; i++) {
        workers.start(new Client(i, databases, cycle, random.split())::run);
      }
      cycle.awaitEnough();
      LockSupport.parkNanos(random.nextLong(LONGEST_DELAY_NANOS));
      cycle.crashing();
      machine.crash(server, random);
      cycle.over();
    }
    batches += cycle.acknowledgedBatches();
    cycle.check();
  }

  private void count(String kind) {
    kinds.merge(kind, 1, Integer::sum);
  }

  /** Looks at the files of the dead server. */
  private void settle() throws IOException {
    SystemRecords records = SystemRecords.read(machine.data());
    Path root = machine.data().resolve("databases");
    for (KnownDatabase database : databases) {
      database.settle(records);
      if (database.existence() == KnownDatabase.Existence.PRESENT) {
        database.settle(StoredFiles.read(root.resolve(database.directory())));
      }
    }
    for (Operator.Removal removal : removals) {
      settle(root, removal);
    }
    removals.clear();
  }

  // A hard delete that was acknowledged has no files left, or they are to go at the next start.
  private static void settle(Path root, Operator.Removal removal) throws IOException {
    Path kept = root.resolve("deleted-" + removal.directory());
    boolean there = Files.exists(root.resolve(removal.directory()));
    if (there && !SystemRecords.read(root.getParent()).removals().contains(removal.directory())) {
      throw new AssertionError("The files of a deleted database stay: " + removal);
    }
    if (Files.exists(kept) == removal.hard()) {
      throw new AssertionError("Files that are kept: " + Files.exists(kept) + ", " + removal);
    }
    if (!removal.hard()) {
      deleteFlat(kept);
    }
  }

  private static void deleteFlat(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }

  private void say(String what) {
    System.out.println(name + ": " + what);
  }

  /** Threads that work on one server and have ended when this is closed. */
  private static final class Workers implements AutoCloseable {
    interface Work {
      void on(Http http) throws Exception;
    }

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Cycle cycle;
    private final Http http;

    Workers(Cycle cycle, Http http) {
      this.cycle = cycle;
      this.http = http;
    }

    void start(Work work) {
      threads.execute(
          () -> {
            try {
              work.on(http);
            } catch (IOException e) {
              cycle.lostConnection(e);
            } catch (UncheckedIOException e) {
              cycle.lostConnection(e.getCause());
            } catch (Exception | AssertionError e) {
              cycle.failed(e);
            }
          });
    }

    @Override
    public void close() throws InterruptedException {
      threads.shutdown();
      if (!threads.awaitTermination(90, TimeUnit.SECONDS)) {
        throw new AssertionError("A client still waits for a server that is dead.");
      }
    }
  }
}
