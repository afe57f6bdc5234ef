// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal;

import static java.lang.System.Logger.Level.WARNING;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.lucene.analysis.Analyzer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import porthole.indexing.api.IndexChoice;
import porthole.indexing.api.IndexListener;
import porthole.indexing.api.Indexes;
import porthole.indexing.api.Indexing;
import porthole.indexing.api.IndexingException;
import porthole.indexing.api.QueryAnswer;
import porthole.indexing.api.QueryRequest;
import porthole.indexing.api.RunningQuery;
import porthole.indexing.api.UpdateQuery;
import porthole.indexing.internal.definition.Analyzers;
import porthole.indexing.internal.index.DatabaseFeed;
import porthole.indexing.internal.index.IndexListeners;
import porthole.indexing.internal.index.IndexingContext;
import porthole.indexing.internal.language.FunctionCompiler;
import porthole.indexing.internal.language.ScriptEngineReference;
import porthole.indexing.internal.query.QueryRunner;
import porthole.indexing.internal.query.RunningQueries;
import porthole.indexing.internal.query.RunningQueries.Running;
import porthole.indexing.internal.query.UpdateQueries;
import porthole.indexing.internal.registry.DatabaseIndexes;
import porthole.indexing.internal.registry.IndexAdmin;
import porthole.indexing.internal.registry.IndexTools;
import porthole.indexing.internal.registry.IndexTools.Retirement;
import porthole.indexing.internal.registry.IndexWait;
import porthole.indexing.internal.work.FairScheduler;
import porthole.introspection.api.Activities;
import porthole.introspection.api.ActivitiesReference;
import porthole.introspection.api.Activity;
import porthole.introspection.api.ActivityKind;
import porthole.script.api.ScriptEngine;
import porthole.storage.api.Database;
import porthole.storage.api.DatabaseCompanion;

/** The indexes of all loaded databases. Configured under the PID {@code porthole.indexing}. */
@Component(
    service = {Indexing.class, DatabaseCompanion.class},
    name = IndexingComponent.PID,
    configurationPid = IndexingComponent.PID)
@Designate(ocd = IndexingComponent.Config.class)
public final class IndexingComponent implements Indexing, DatabaseCompanion {
  static final String PID = "porthole.indexing";

  private static final System.Logger LOG = System.getLogger("porthole.indexing");
  private static final String DIRECTORY = "indexes";
  private static final Duration TIDY = Duration.ofSeconds(1);

  /** A change restarts indexing, which goes on from where it was. */
  @ObjectClassDefinition(id = PID, name = "Indexing")
  @interface Config {
    @AttributeDefinition(
        description = "How many indexes work at a time; 0: half of the processors, at least one")
    int workers() default 0;

    @AttributeDefinition(
        description =
            "Longest time that a query may search, until its answer begins and then for each piece"
                + " of it; milliseconds")
    long searchTime_ms() default 60_000;

    @AttributeDefinition(
        description = "When an automatic index that nobody has asked rests until it is; seconds")
    long autoIndexRest_s() default 1_800;

    @AttributeDefinition(
        description = "When an automatic index that nobody has asked is deleted; seconds")
    long autoIndexDelete_s() default 259_200;
  }

  private final Map<Database, DatabaseIndexes> indexes = new ConcurrentHashMap<>();
  private final ActivitiesReference activities = new ActivitiesReference();
  private final ScriptEngineReference engines = new ScriptEngineReference();
  private final IndexListeners listeners = new IndexListeners();
  private final IndexingThreads threads = new IndexingThreads();
  private final Analyzer analyzer = Analyzers.usual();
  private final IndexingContext context =
      new IndexingContext(activities, Clock.systemUTC(), System::nanoTime, listeners);
  private final QueryRunner runner =
      new QueryRunner(analyzer, new SecureRandom(), IndexingComponent::await, engines);
  private final RunningQueries running;
  private final IndexTools tools;

  /** With no database so far. */
  @Activate
  public IndexingComponent(Config config) {
    int half = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    int workers = config.workers() > 0 ? config.workers() : half;
    FairScheduler scheduler = new FairScheduler(threads.workers(), () -> workers);
    FunctionCompiler compiler = new FunctionCompiler(engines);
    Retirement retirement =
        new Retirement(
            Duration.ofSeconds(config.autoIndexRest_s()),
            Duration.ofSeconds(config.autoIndexDelete_s()));
    tools = new IndexTools(analyzer, compiler::compile, scheduler, context, retirement);
    running =
        new RunningQueries(
            context.clock(), context.nanoClock(), Duration.ofMillis(config.searchTime_ms()));
    threads.every(TIDY, this::tidy);
  }

  @Reference(
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY,
      cardinality = ReferenceCardinality.OPTIONAL)
  void bindActivities(Activities service) {
    activities.bind(service);
  }

  void unbindActivities(Activities service) {
    activities.unbind(service);
  }

  @Reference(
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY,
      cardinality = ReferenceCardinality.OPTIONAL)
  void bindEngine(ScriptEngine service) {
    engines.bind(service);
    indexes.values().forEach(DatabaseIndexes::engineIsThere);
  }

  void unbindEngine(ScriptEngine service) {
    engines.unbind(service);
  }

  @Reference(policy = ReferencePolicy.DYNAMIC, cardinality = ReferenceCardinality.MULTIPLE)
  void bindListener(IndexListener listener) {
    listeners.add(listener);
  }

  void unbindListener(IndexListener listener) {
    listeners.remove(listener);
  }

  private void tidy() {
    for (DatabaseIndexes of : indexes.values()) {
      try {
        of.wakeDue();
        if (engines.get().isPresent()) {
          of.engineIsThere();
        }
        of.retire();
        of.replace();
        of.deleteCovered();
      } catch (RuntimeException e) {
        LOG.log(WARNING, "Indexes could not be looked after.", e);
      }
    }
  }

  @Override
  public void loaded(Database database, Path directory) {
    indexes.computeIfAbsent(
        database,
        unused ->
            new DatabaseIndexes(
                database.name(), new DatabaseFeed(database), directory.resolve(DIRECTORY), tools));
  }

  @Override
  public void changed(Database database) {
    DatabaseIndexes of = indexes.get(database);
    if (of != null) {
      of.changed();
    }
  }

  @Override
  public void leaving(Database database) {
    DatabaseIndexes of = indexes.remove(database);
    if (of != null) {
      of.close();
    }
  }

  private DatabaseIndexes of(Database database) {
    DatabaseIndexes of = indexes.get(database);
    if (of == null) {
      throw new IndexingException.Unavailable(
          "The indexes of database '" + database.name() + "' are not there. Try again.");
    }
    return of;
  }

  @Override
  public Indexes indexes(Database database) {
    return new IndexAdmin(of(database));
  }

  @Override
  public QueryAnswer query(Database database, QueryRequest request) {
    DatabaseIndexes of = of(database);
    try (Activity activity =
        activities.begin(ActivityKind.QUERY, "query", database.name(), Activities.NO_REQUEST)) {
      return run(database, of, running.begin(database.name(), request, activity));
    }
  }

  @Override
  public List<IndexChoice> explain(Database database, QueryRequest request) {
    DatabaseIndexes of = of(database);
    try (Activity activity =
            activities.begin(
                ActivityKind.QUERY, "explain query", database.name(), Activities.NO_REQUEST);
        Running one = running.begin(database.name(), request, activity)) {
      return runner.explain(database, of, one);
    }
  }

  private QueryAnswer run(Database database, DatabaseIndexes of, Running one) {
    try {
      return runner.run(database, of, one);
    } catch (RuntimeException e) {
      one.close();
      throw e;
    }
  }

  @Override
  public List<String> await(Database database, List<String> names, Duration patience) {
    return new IndexWait(of(database), IndexingComponent::await)
        .until(database.lastEtag(), names, patience);
  }

  @Override
  public List<RunningQuery> running() {
    return running.list();
  }

  @Override
  public boolean kill(String database, long id) {
    return running.kill(database, id);
  }

  @Override
  public UpdateQuery update(String text) {
    return UpdateQueries.read(text);
  }

  private static boolean await(CompletableFuture<Void> done, Duration patience) {
    try {
      done.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Closes all indexes; a query that is being answered ends as it began. */
  @Deactivate
  void close() {
    threads.close();
    indexes.keySet().forEach(this::leaving);
  }
}
