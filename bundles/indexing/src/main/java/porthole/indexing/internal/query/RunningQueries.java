// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.query;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import porthole.indexing.api.QueryRequest;
import porthole.indexing.api.RunningQuery;
import porthole.indexing.internal.search.StopSignal;
import porthole.introspection.api.Activity;

/** The queries that are being answered. Thread-safe. */
public final class RunningQueries {
  private final Clock clock;
  private final LongSupplier nanoClock;
  private final Duration longestSearch;
  private final AtomicLong lastId = new AtomicLong();
  private final Map<Long, Running> running = new ConcurrentHashMap<>();

  /**
   * None.
   *
   * @param longestSearch how long each search of a query may take
   */
  public RunningQueries(Clock clock, LongSupplier nanoClock, Duration longestSearch) {
    this.clock = clock;
    this.nanoClock = nanoClock;
    this.longestSearch = longestSearch;
  }

  /** A query that runs until this is closed. */
  public final class Running implements AutoCloseable {
    private final long id = lastId.incrementAndGet();
    private final String database;
    private final QueryRequest request;
    private final Instant startedAt = clock.instant();
    private final long startNanos = nanoClock.getAsLong();
    private final StopSignal stop = new StopSignal(nanoClock, longestSearch);
    private final Activity activity;
    private volatile String indexName = "";
    private volatile boolean killed;

    private Running(String database, QueryRequest request, Activity activity) {
      this.database = database;
      this.request = request;
      this.activity = activity;
      activity.detail(request.text());
    }

    /** What is asked. */
    QueryRequest request() {
      return request;
    }

    /** What ends it. */
    StopSignal stop() {
      return stop;
    }

    /** Says which index it asks, while its activity lasts. */
    void asks(String index) {
      indexName = index;
      activity.detail(index + ": " + request.text());
    }

    /** For how long it has run. */
    Duration elapsed() {
      return Duration.ofNanos(nanoClock.getAsLong() - startNanos);
    }

    private RunningQuery report() {
      RunningQuery report = new RunningQuery();
      report.id = id;
      report.database = database;
      report.indexName = indexName;
      report.text = request.text();
      report.parameters = request.parameters();
      report.startedAt = startedAt;
      report.duration = elapsed();
      report.killed = killed;
      return report;
    }

    @Override
    public void close() {
      running.remove(id);
    }
  }

  /**
   * One more.
   *
   * @param activity of the calling thread, until the answer begins
   */
  public Running begin(String database, QueryRequest request, Activity activity) {
    Running one = new Running(database, request, activity);
    running.put(one.id, one);
    return one;
  }

  /** All of them, the longest running first. */
  public List<RunningQuery> list() {
    return running.values().stream()
        .map(Running::report)
        .sorted(Comparator.comparingLong(query -> query.id))
        .toList();
  }

  /** Ends one; says whether it runs. */
  public boolean kill(String database, long id) {
    @Nullable Running one = running.get(id);
    if (one == null || !one.database.equalsIgnoreCase(database)) {
      return false;
    }
    one.killed = true;
    one.stop.stop("it was killed.");
    return true;
  }
}
