// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.query;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.store.AlreadyClosedException;
import org.jspecify.annotations.Nullable;
import porthole.indexing.api.IndexChoice;
import porthole.indexing.api.IndexingException;
import porthole.indexing.api.QueryAnswer;
import porthole.indexing.api.QueryHit;
import porthole.indexing.api.QueryOptions;
import porthole.indexing.api.QueryRequest;
import porthole.indexing.api.QuerySummary;
import porthole.indexing.internal.auto.AutoDefinition;
import porthole.indexing.internal.facet.FacetCounts;
import porthole.indexing.internal.index.Entries;
import porthole.indexing.internal.index.IndexBlueprint;
import porthole.indexing.internal.index.LiveIndex;
import porthole.indexing.internal.projection.Projection;
import porthole.indexing.internal.projection.Projections;
import porthole.indexing.internal.query.FilteredHits.Filter;
import porthole.indexing.internal.query.RunningQueries.Running;
import porthole.indexing.internal.registry.DatabaseIndexes;
import porthole.indexing.internal.registry.ManagedIndex;
import porthole.indexing.internal.search.IndexFields;
import porthole.indexing.internal.search.QueryException;
import porthole.indexing.internal.search.StopSignal;
import porthole.indexing.internal.value.DocumentValues;
import porthole.indexing.internal.work.Waiting;
import porthole.script.api.ScriptEngine;
import porthole.storage.api.Database;
import porthole.storage.api.DatabaseStats;
import porthole.storage.api.StoredDocument;

/** Answers queries. Thread-safe. */
public final class QueryRunner {
  // An index that a query made has nothing yet; clients do not expect an empty answer from it.
  private static final Duration FOR_NEW_INDEX = Duration.ofSeconds(15);
  private static final Duration FOR_OPENING = Duration.ofSeconds(15);

  private final Analyzer analyzer;
  private final RandomGenerator random;
  private final Waiting waiting;
  private final Supplier<Optional<ScriptEngine>> engines;
  private final ParsedQueries parsed = new ParsedQueries();

  /**
   * With the words that this analyzer makes.
   *
   * @param engines gives nothing while none is there
   */
  public QueryRunner(
      Analyzer analyzer,
      RandomGenerator random,
      Waiting waiting,
      Supplier<Optional<ScriptEngine>> engines) {
    this.engines = engines;
    this.analyzer = analyzer;
    this.random = random;
    this.waiting = waiting;
  }

  /**
   * As {@link porthole.indexing.api.Indexing#query}, with that database's indexes.
   *
   * @param running closed with the answer, if there is one
   */
  public QueryAnswer run(Database database, DatabaseIndexes indexes, Running running) {
    QueryRequest request = running.request();
    QueryPlan asked = plan(database, indexes, running);
    QueryPlan plan = request.options().entries ? asked.ofEntries() : asked;
    return plan.unconditional()
        ? collection(database, plan, running)
        : indexed(database, indexes, plan, running);
  }

  private QueryPlan plan(Database database, DatabaseIndexes indexes, Running running) {
    QueryRequest request = running.request();
    return QueryPlan.of(request.text(), request.parameters(), known(database, indexes, running));
  }

  /** As {@link porthole.indexing.api.Indexing#explain}, with that database's indexes. */
  public List<IndexChoice> explain(Database database, DatabaseIndexes indexes, Running running) {
    QueryPlan plan = plan(database, indexes, running);
    if (plan.index() != null) {
      return List.of(
          new IndexChoice(indexes.named(plan.index()).name(), "The query names this index."));
    }
    return plan.unconditional()
        ? List.of(
            new IndexChoice(
                collectionName(plan),
                "No index is asked: all documents are wanted, in no particular order."))
        : indexes.choices(plan.needs());
  }

  private static String collectionName(QueryPlan plan) {
    return AutoDefinition.isOfAll(plan.collection())
        ? "AllDocs"
        : "collection/" + plan.collection();
  }

  private QueryPlan.Known known(Database database, DatabaseIndexes indexes, Running running) {
    return new QueryPlan.Known(
        parsed::of,
        analyzer,
        random,
        name -> fields(indexes, name),
        id -> values(database, id),
        new Projections.Sources(database, engines, running.stop()));
  }

  private static @Nullable Map<String, @Nullable Object> values(Database database, String id) {
    StoredDocument document = database.get(id);
    return document == null ? null : DocumentValues.of(document);
  }

  private static IndexFields fields(DatabaseIndexes indexes, String name) {
    ManagedIndex index = indexes.named(name);
    IndexBlueprint blueprint = index.blueprint();
    if (blueprint == null) {
      throw index.fault();
    }
    return blueprint.fields();
  }

  private static QueryAnswer collection(Database database, QueryPlan plan, Running running) {
    @Nullable String collection =
        AutoDefinition.isOfAll(plan.collection()) ? null : plan.collection();
    DatabaseStats stats = database.stats();
    QuerySummary summary = new QuerySummary();
    summary.indexName = collectionName(plan);
    summary.totalResults =
        collection == null ? stats.documents : stats.collections.getOrDefault(collection, 0L);
    summary.indexEtag = stats.lastEtag;
    summary.resultEtag = stats.lastEtag;
    summary.includes = plan.includes();
    running.asks(summary.indexName);
    CollectionHits hits = new CollectionHits(database, collection, plan.hits(), running.stop());
    return new Answer(
        summary,
        wanted(database, plan, hits::next, summary, running.stop()),
        plan,
        running,
        () -> {});
  }

  private static IntFunction<List<QueryHit>> wanted(
      Database database,
      QueryPlan plan,
      IntFunction<List<QueryHit>> found,
      QuerySummary summary,
      StopSignal stop) {
    IntFunction<List<QueryHit>> hits = filtered(database, plan, found, summary, stop);
    Projection projection = plan.projection();
    return plan.distinct() && projection != null
        ? new DistinctHits(database, hits, plan, projection, stop)::next
        : hits;
  }

  private static IntFunction<List<QueryHit>> filtered(
      Database database,
      QueryPlan plan,
      IntFunction<List<QueryHit>> found,
      QuerySummary summary,
      StopSignal stop) {
    Filter filter = plan.filter();
    if (filter == null) {
      return found;
    }
    FilteredHits hits = new FilteredHits(database, found, filter, plan.filtered(), stop);
    return most -> {
      List<QueryHit> next = hits.next(most);
      summary.scannedResults = hits.scanned();
      return next;
    };
  }

  private QueryAnswer indexed(
      Database database, DatabaseIndexes indexes, QueryPlan plan, Running running) {
    try {
      return indexedOnce(database, indexes, plan, running);
    } catch (AlreadyClosedException widenedOrMadeAnew) {
      return indexedAgain(database, indexes, plan, running);
    }
  }

  private QueryAnswer indexedAgain(
      Database database, DatabaseIndexes indexes, QueryPlan plan, Running running) {
    try {
      return indexedOnce(database, indexes, plan, running);
    } catch (AlreadyClosedException onceMore) {
      throw new IndexingException.Unavailable(
          "The index of the query was closed while it was asked. Try again.");
    }
  }

  private QueryAnswer indexedOnce(
      Database database, DatabaseIndexes indexes, QueryPlan plan, Running running) {
    LiveIndex index = index(indexes, plan, database, running);
    Watch watch = new Watch(indexes, index);
    return watch.over(() -> indexed(database, index, plan, running, watch));
  }

  /** Sees when an index is found to be damaged; then it is made anew. */
  private record Watch(DatabaseIndexes indexes, LiveIndex index) {

    <T> T over(Supplier<T> search) {
      try {
        return search.get();
      } catch (QueryException e) {
        throw new IndexingException.InvalidQuery(String.valueOf(e.getMessage()));
      } catch (IndexingException | AlreadyClosedException notTheIndex) {
        throw notTheIndex;
      } catch (RuntimeException | InternalError e) {
        if (indexes.hasDamage(index, e)) {
          throw new IndexingException.Unavailable(
              index.identity() + " is damaged, and is being made anew. Try again.");
        }
        throw e;
      }
    }
  }

  private LiveIndex index(
      DatabaseIndexes indexes, QueryPlan plan, Database database, Running running) {
    String name = plan.index();
    ManagedIndex managed = name == null ? indexes.covering(plan.needs()) : indexes.named(name);
    LiveIndex index = opened(managed, running.stop());
    running.asks(index.identity().name());
    Duration staleness = running.request().staleness();
    boolean asked = !staleness.isZero();
    boolean fresh = name == null && index.etag() == 0;
    if (!asked && !fresh) {
      return index;
    }
    Duration patience = asked ? staleness : FOR_NEW_INDEX;
    CompletableFuture<Void> caughtUp = index.until(database.lastEtag());
    boolean done = isDone(caughtUp, patience, running.stop());
    caughtUp.cancel(false);
    // It is waited for no longer once it has failed, too.
    LiveIndex unused = managed.answering();
    if (!done && asked) {
      throw new IndexingException.StillStale(
          index.identity()
              + " has not caught up within "
              + patience.toMillis()
              + " ms: it has the changes up to "
              + index.etag()
              + ".");
    }
    return index;
  }

  private LiveIndex opened(ManagedIndex index, StopSignal stop) {
    CompletableFuture<Void> opened = index.opened();
    if (!opened.isDone() && !isDone(opened, FOR_OPENING, stop)) {
      throw new IndexingException.Unavailable(index + " is being made anew. Try again.");
    }
    return index.answering();
  }

  private boolean isDone(CompletableFuture<Void> awaited, Duration patience, StopSignal stop) {
    boolean done = waiting.until(awaited.acceptEither(stop.stopped(), unused -> {}), patience);
    stop.check();
    return done;
  }

  private static QueryAnswer indexed(
      Database database, LiveIndex index, QueryPlan plan, Running running, Watch watch) {
    QuerySummary summary = new QuerySummary();
    summary.indexName = index.identity().name();
    summary.indexEtag = index.etag();
    summary.indexTimestamp = index.changedAt();
    summary.stale = index.isStale();
    summary.includes = plan.includes();
    summary.resultEtag =
        Objects.hash(summary.indexName, summary.indexEtag, summary.stale, database.lastEtag());
    Entries entries = index.entries();
    try {
      Computed computed = plan.computed();
      if (computed != null) {
        return computed(summary, entries, plan, computed, running);
      }
      QueryOptions options = running.request().options();
      Projection projection = plan.projection();
      IndexProjection fromIndex =
          plan.index() == null || projection == null
              ? null
              : new IndexProjection(projection, database, options.projection);
      IndexHits hits = new IndexHits(entries, plan, options, fromIndex, running.stop());
      summary.totalResults = hits.total();
      IntFunction<List<QueryHit>> noting = most -> watch.over(() -> next(hits, most, summary));
      return new Answer(
          summary,
          wanted(database, plan, noting, summary, running.stop()),
          plan,
          running,
          hits::close);
    } catch (RuntimeException e) {
      entries.close();
      throw e;
    }
  }

  private static List<QueryHit> next(IndexHits hits, int most, QuerySummary summary) {
    List<QueryHit> next = hits.next(most);
    summary.skippedResults = hits.skipped();
    return next;
  }

  private static QueryAnswer computed(
      QuerySummary summary, Entries entries, QueryPlan plan, Computed computed, Running running) {
    List<Map<String, @Nullable Object>> results =
        computed.results(entries.searcher().getIndexReader(), plan.matches(), running.stop());
    ComputedHits hits = new ComputedHits(results);
    summary.totalResults = hits.total();
    summary.includedIds = FacetCounts.values(results, plan.includes());
    return new Answer(summary, hits::next, plan, running, entries::close);
  }
}
