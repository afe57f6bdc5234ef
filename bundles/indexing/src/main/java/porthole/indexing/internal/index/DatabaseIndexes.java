// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.index;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.analysis.Analyzer;
import porthole.indexing.internal.auto.AutoDefinition;
import porthole.indexing.internal.auto.AutoEntries;
import porthole.indexing.internal.auto.AutoFields;
import porthole.indexing.internal.entry.IndexContent;
import porthole.indexing.internal.entry.MapContent;
import porthole.indexing.internal.value.DocumentValues;
import porthole.indexing.internal.work.FairScheduler;

/**
 * The indexes of one loaded database. Thread-safe; {@link #close} is called once, when nobody
 * queries any more.
 */
public final class DatabaseIndexes {
  private static final System.Logger LOG = System.getLogger("porthole.indexing");

  private final String database;
  private final ChangeFeed feed;
  private final AutoIndexDirectory directory;
  private final Analyzer analyzer;
  private final AutoFields fields;
  private final FairScheduler scheduler;
  private final IndexingContext context;
  private final Map<AutoDefinition, Worked> indexes = new ConcurrentHashMap<>();

  // Guarded by this: no index begins after that, or works on.
  private boolean closed;

  /** An index, and the monitor under which it does a step or is closed. */
  private static final class Worked implements FairScheduler.Task {
    private final LiveIndex index;
    private boolean closed;

    Worked(LiveIndex index) {
      this.index = index;
    }

    @Override
    public synchronized boolean step() {
      return !closed && index.step();
    }

    synchronized void close() {
      if (!closed) {
        closed = true;
        index.close();
      }
    }
  }

  /**
   * Opens the indexes there are; those that cannot be read are made anew.
   *
   * @param path where they lie; need not be there
   * @throws UncheckedIOException if the definitions cannot be read
   */
  public DatabaseIndexes(
      String database,
      ChangeFeed feed,
      Path path,
      Analyzer analyzer,
      FairScheduler scheduler,
      IndexingContext context) {
    this.database = database;
    this.feed = feed;
    this.analyzer = analyzer;
    this.scheduler = scheduler;
    this.context = context;
    directory = new AutoIndexDirectory(path);
    fields = new AutoFields(analyzer);
    try {
      for (AutoDefinition definition : directory.definitions()) {
        start(definition);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private LiveIndex start(AutoDefinition definition) throws IOException {
    IndexIdentity identity = new IndexIdentity(database, definition.name());
    LiveIndex index =
        new LiveIndex(identity, open(identity, definition), content(definition), feed, context);
    Worked worked = new Worked(index);
    indexes.put(definition, worked);
    wake(worked);
    return index;
  }

  private IndexContent content(AutoDefinition definition) {
    String collection = definition.collection();
    Set<String> collections = AutoDefinition.isOfAll(collection) ? Set.of() : Set.of(collection);
    AutoEntries entries = new AutoEntries(definition, fields);
    return new MapContent(
        collections, (document, loader) -> List.of(entries.entry(DocumentValues.of(document))));
  }

  private IndexFiles open(IndexIdentity identity, AutoDefinition definition) throws IOException {
    try {
      return directory.open(definition, analyzer);
    } catch (IOException e) {
      LOG.log(WARNING, identity + " cannot be read and is made anew.", e);
      directory.clear(definition);
      return directory.open(definition, analyzer);
    }
  }

  /** The index that answers a query which needs this; made if there is none. */
  public LiveIndex covering(AutoDefinition needed) {
    return find(needed).orElseGet(() -> create(needed));
  }

  private Optional<LiveIndex> find(AutoDefinition needed) {
    return indexes.entrySet().stream()
        .filter(entry -> entry.getKey().covers(needed))
        .min(
            Comparator.comparing(
                (Map.Entry<AutoDefinition, Worked> entry) -> entry.getKey().fields().size()))
        .map(entry -> entry.getValue().index);
  }

  private synchronized LiveIndex create(AutoDefinition needed) {
    Optional<LiveIndex> meanwhile = find(needed);
    if (meanwhile.isPresent()) {
      return meanwhile.get();
    }
    if (closed) {
      throw new IllegalStateException("Database '" + database + "' is being unloaded.");
    }
    AutoDefinition wider = needed;
    for (AutoDefinition other : indexes.keySet()) {
      wider = other.isOfSame(needed) ? wider.with(other) : wider;
    }
    try {
      directory.create(wider);
      LiveIndex index = start(wider);
      LOG.log(INFO, "{0} is made for a query.", index.identity());
      return index;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes indexes which others that have caught up make needless. */
  public synchronized void deleteCovered() {
    for (Map.Entry<AutoDefinition, Worked> narrow : indexes.entrySet()) {
      boolean needless =
          indexes.entrySet().stream()
              .anyMatch(
                  wide ->
                      !wide.getKey().equals(narrow.getKey())
                          && wide.getKey().covers(narrow.getKey())
                          && !wide.getValue().index.isStale());
      if (needless) {
        delete(narrow.getKey());
      }
    }
  }

  private void delete(AutoDefinition definition) {
    Worked worked = indexes.remove(definition);
    if (worked == null) {
      return;
    }
    worked.close();
    try {
      directory.delete(definition);
      LOG.log(INFO, "{0} is deleted: a wider one does its work.", worked.index.identity());
    } catch (IOException e) {
      LOG.log(WARNING, worked.index.identity() + " leaves files behind.", e);
    }
  }

  /** All of them. */
  public Collection<LiveIndex> all() {
    return indexes.values().stream().map(worked -> worked.index).toList();
  }

  /** The database has changed. */
  public void changed() {
    indexes.values().forEach(this::wake);
  }

  /** Has those committed that searches see more of than a crash would leave. */
  public void commitDue() {
    indexes.values().stream().filter(worked -> worked.index.isUncommitted()).forEach(this::wake);
  }

  private void wake(Worked worked) {
    scheduler.wake(database, worked);
  }

  /** Ends work between two steps, commits and closes all. */
  public synchronized void close() {
    closed = true;
    indexes.values().forEach(Worked::close);
  }
}
