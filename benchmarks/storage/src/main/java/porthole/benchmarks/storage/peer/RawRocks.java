// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.storage.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import porthole.benchmarks.harness.Clock;
import porthole.benchmarks.usage.NativeUsage;
import porthole.storage.rocksdb.internal.ShippedRocks;

/**
 * The program: RocksDB and nothing else. Each line of its input asks for load, as {@code threads
 * documents warmUpNanos nanos}; it answers with {@code operations nanos cpuNanos}. Ends when its
 * input does.
 */
public final class RawRocks {
  private final ShippedRocks rocks;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger written = new AtomicInteger();
  private final AtomicLong acknowledged = new AtomicLong();
  private volatile boolean over;

  private RawRocks(ShippedRocks rocks) {
    this.rocks = rocks;
  }

  /** The argument is the directory of the database. */
  public static void main(String[] arguments) throws Exception {
    PrintStream out = new PrintStream(System.out, true, UTF_8);
    try (ShippedRocks rocks = new ShippedRocks(Path.of(arguments[0]))) {
      out.println("ready");
      RawRocks raw = new RawRocks(rocks);
      BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        out.println(raw.load(line.split(" ", 4)));
      }
      raw.threads.shutdown();
    }
  }

  private String load(String[] words) throws InterruptedException, ExecutionException {
    int documents = Integer.parseInt(words[1]);
    over = false;
    List<Future<?>> writers = new ArrayList<>();
    for (int i = 0; i < Integer.parseInt(words[0]); i++) {
      writers.add(threads.submit(() -> write(documents)));
    }
    TimeUnit.NANOSECONDS.sleep(Long.parseLong(words[2]));
    long cpu = NativeUsage.processNanos();
    long begin = Clock.nanos();
    long before = acknowledged.get();
    TimeUnit.NANOSECONDS.sleep(Long.parseLong(words[3]));
    long operations = acknowledged.get() - before;
    long end = Clock.nanos();
    cpu = NativeUsage.processNanos() - cpu;
    over = true;
    for (Future<?> writer : writers) {
      writer.get();
    }
    return operations + " " + (end - begin) + " " + cpu;
  }

  private Void write(int documents) throws RocksDBException, IOException {
    RocksDB database = rocks.database();
    StoredBytes bytes = new StoredBytes();
    try (WriteBatch batch = new WriteBatch()) {
      while (!over) {
        batch.clear();
        int first = written.getAndAdd(documents);
        for (int i = 0; i < documents; i++) {
          bytes.addDocument(batch, first + i);
        }
        bytes.addCounts(batch);
        database.write(rocks.synced(), batch);
        acknowledged.addAndGet(documents);
      }
    }
    return null;
  }
}
