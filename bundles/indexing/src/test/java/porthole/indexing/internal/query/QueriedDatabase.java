// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.jspecify.annotations.Nullable;
import porthole.indexing.api.IndexChoice;
import porthole.indexing.api.IndexDefinition;
import porthole.indexing.api.IndexFieldOptions;
import porthole.indexing.api.QueryAnswer;
import porthole.indexing.api.QueryHit;
import porthole.indexing.api.QueryOptions;
import porthole.indexing.api.QueryRequest;
import porthole.indexing.internal.MemoryDatabase;
import porthole.indexing.internal.definition.FakeFunctions;
import porthole.indexing.internal.index.DatabaseFeed;
import porthole.indexing.internal.index.IndexingContext;
import porthole.indexing.internal.registry.DatabaseIndexes;
import porthole.indexing.internal.registry.IndexAdmin;
import porthole.indexing.internal.registry.IndexTools;
import porthole.indexing.internal.value.Json;
import porthole.indexing.internal.work.FairScheduler;
import porthole.introspection.api.Activities;
import porthole.introspection.api.Activity;
import porthole.introspection.api.ActivityKind;

/** A database in memory whose queries wait until their index has caught up. */
final class QueriedDatabase implements AutoCloseable {
  private static final Activity QUERY =
      Activities.none().begin(ActivityKind.QUERY, "query", "db", Activities.NO_REQUEST);

  private final MemoryDatabase database = new MemoryDatabase();
  private final Deque<Runnable> work = new ArrayDeque<>();
  private final RunningQueries running =
      new RunningQueries(Clock.systemUTC(), System::nanoTime, Duration.ofMinutes(1));
  private final DatabaseIndexes indexes;
  private final QueryRunner runner;

  QueriedDatabase(Path directory) {
    Analyzer analyzer = new StandardAnalyzer();
    indexes =
        new DatabaseIndexes(
            "db",
            new DatabaseFeed(database),
            directory,
            new IndexTools(
                analyzer,
                FakeFunctions::compile,
                new FairScheduler(work::add, () -> 1),
                new IndexingContext(Activities.none(), Clock.systemUTC(), System::nanoTime)));
    runner =
        new QueryRunner(
            analyzer,
            new Random(1),
            (done, patience) -> {
              while (!work.isEmpty()) {
                work.remove().run();
              }
              return done.isDone();
            },
            Optional::empty);
  }

  void put(String collection, String id, String json) {
    database.put(collection, id, json);
  }

  /** Defines an index, with maps as {@link FakeFunctions} has them. */
  void define(String name, Map<String, IndexFieldOptions> fields, String... maps) {
    IndexDefinition definition = new IndexDefinition();
    definition.name = name;
    definition.maps = List.of(maps);
    definition.fields.putAll(fields);
    new IndexAdmin(indexes).put(List.of(definition));
  }

  DatabaseIndexes indexes() {
    return indexes;
  }

  QueryAnswer ask(String text, Map<String, @Nullable Object> parameters) {
    return ask(text, parameters, new QueryOptions());
  }

  QueryAnswer ask(String text, Map<String, @Nullable Object> parameters, QueryOptions options) {
    indexes.changed();
    QueryRequest request = new QueryRequest(text, parameters, Duration.ofSeconds(1), options);
    return runner.run(database, indexes, running.begin("db", request, QUERY));
  }

  List<IndexChoice> explain(String text) {
    QueryRequest request = new QueryRequest(text, Map.of(), Duration.ZERO);
    try (RunningQueries.Running one = running.begin("db", request, QUERY)) {
      return runner.explain(database, indexes, one);
    }
  }

  List<String> ids(String text) {
    return ids(text, Map.of());
  }

  /** The ids of all that is found, in order. */
  List<String> ids(String text, Map<String, @Nullable Object> parameters) {
    try (QueryAnswer answer = ask(text, parameters)) {
      return hits(answer).stream().map(QueryHit::id).toList();
    }
  }

  /** The results of a query that finds no documents, but makes some. */
  List<Map<String, @Nullable Object>> results(
      String text, Map<String, @Nullable Object> parameters) {
    try (QueryAnswer answer = ask(text, parameters)) {
      return hits(answer).stream().map(hit -> Json.object(hit.result())).toList();
    }
  }

  /** All hits of an answer. */
  static List<QueryHit> hits(QueryAnswer answer) {
    List<QueryHit> all = new ArrayList<>();
    List<QueryHit> hits = answer.next(100);
    while (!hits.isEmpty()) {
      all.addAll(hits);
      hits = answer.next(100);
    }
    return all;
  }

  /** An object, as it would come with a query. */
  static Map<String, @Nullable Object> json(String text) {
    return Json.object(text.replace('\'', '"').getBytes(UTF_8));
  }

  @Override
  public void close() {
    indexes.close();
  }
}
