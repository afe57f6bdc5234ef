// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.registry;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.TermQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import porthole.indexing.api.IndexDefinition;
import porthole.indexing.api.IndexReport;
import porthole.indexing.internal.MemoryDatabase;
import porthole.indexing.internal.definition.FakeFunctions;
import porthole.indexing.internal.function.FunctionException;
import porthole.indexing.internal.index.Counting;
import porthole.indexing.internal.index.DatabaseFeed;
import porthole.indexing.internal.index.IndexingContext;
import porthole.indexing.internal.language.IndexFunctions;
import porthole.indexing.internal.language.IndexTexts;
import porthole.indexing.internal.work.FairScheduler;
import porthole.introspection.api.Activities;

/** Indexes of a database in memory that tests define, and work when the test says so. */
abstract class DefinedIndexes {
  final MemoryDatabase database = new MemoryDatabase();
  final Deque<Runnable> work = new ArrayDeque<>();
  final AtomicLong nanos = new AtomicLong();
  final List<String> events = new ArrayList<>();
  private final InstantSource clock = () -> Instant.EPOCH.plusNanos(nanos.get());
  boolean engineIsAway;
  DatabaseIndexes indexes;
  IndexAdmin admin;

  @TempDir Path directory;

  @BeforeEach
  void open() {
    IndexTools tools =
        new IndexTools(
            new StandardAnalyzer(),
            this::compile,
            new FairScheduler(work::add, () -> 1),
            new IndexingContext(
                Activities.none(),
                clock.withZone(ZoneOffset.UTC),
                nanos::get,
                (of, index, event) -> events.add(of + " " + index + " " + event)));
    indexes =
        new DatabaseIndexes("db", new DatabaseFeed(database), directory.resolve("indexes"), tools);
    admin = new IndexAdmin(indexes);
  }

  private IndexFunctions compile(IndexTexts texts) {
    if (engineIsAway) {
      throw new FunctionException.EngineAway("Nothing runs the map now.");
    }
    return FakeFunctions.compile(texts);
  }

  @AfterEach
  void close() {
    indexes.close();
  }

  void reopen() {
    close();
    work.clear();
    open();
  }

  void runAll() {
    indexes.changed();
    do {
      while (!work.isEmpty()) {
        work.remove().run();
      }
      indexes.replace();
    } while (!work.isEmpty());
  }

  static IndexDefinition definition(String name, String... maps) {
    IndexDefinition definition = new IndexDefinition();
    definition.name = name;
    definition.maps = List.of(maps);
    return definition;
  }

  int count(String index, String field, String value) {
    return Counting.count(
        indexes.named(index).answering().entries(), new TermQuery(new Term(field, value)));
  }

  IndexReport report(String name) {
    return admin.reports().stream().filter(r -> r.name.equals(name)).findFirst().orElseThrow();
  }

  List<String> names() {
    return admin.reports().stream().map(report -> report.name).toList();
  }
}
