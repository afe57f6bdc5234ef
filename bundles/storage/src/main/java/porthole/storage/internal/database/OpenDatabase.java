// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.database;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import porthole.introspection.api.Activities;
import porthole.introspection.api.Activity;
import porthole.introspection.api.ActivityKind;
import porthole.storage.api.Change;
import porthole.storage.api.CommandResult;
import porthole.storage.api.Database;
import porthole.storage.api.DatabaseState;
import porthole.storage.api.DatabaseStats;
import porthole.storage.api.DatabaseUse;
import porthole.storage.api.DocumentCommand;
import porthole.storage.api.DocumentPage;
import porthole.storage.api.Folding;
import porthole.storage.api.PrefixQuery;
import porthole.storage.api.StorageException;
import porthole.storage.api.StoredDocument;
import porthole.storage.api.engine.EngineException;
import porthole.storage.api.engine.Environment;
import porthole.storage.internal.document.ChangeReader;
import porthole.storage.internal.document.CollectionTotals;
import porthole.storage.internal.document.DocumentReader;
import porthole.storage.internal.document.Totals;
import porthole.storage.internal.transaction.DocumentWriter;
import porthole.storage.internal.transaction.GroupCommit;
import porthole.storage.internal.transaction.Identities;
import porthole.storage.internal.transaction.TransactionMerger;
import porthole.storage.internal.transaction.WriteLayer;

/**
 * A database from its load to its unload. Whatever needs the environment holds an operation's
 * lease, and {@link #close} comes after the last of these.
 */
final class OpenDatabase implements Database {
  private static final int COMMAND_OVERHEAD_BYTES = 256;
  private static final int RETRY_SECONDS = 1;

  private final StoredRecord record;
  private final Environment environment;
  private final Activities activities;
  private final DocumentReader documents;
  private final ChangeReader changes;
  private final DocumentWriter writer;
  private final GroupCommit commit;
  private final TransactionMerger merger;
  private final Usage usage;
  private final Companions companions;
  private volatile @Nullable Throwable unreadable;
  private volatile long sizeOnDiskBytes;

  /** Takes over the environment. */
  OpenDatabase(
      StorageContext context,
      StoredRecord record,
      Environment environment,
      Totals totals,
      Companions companions) {
    this.record = record;
    this.companions = companions;
    this.environment = environment;
    activities = context.activities();
    documents = new DocumentReader(environment);
    changes = new ChangeReader(environment);
    writer =
        new DocumentWriter(
            context.settings().nodeTag(),
            record.id(),
            context.platform().clock(),
            context.platform().guids());
    commit = new GroupCommit(record.name(), environment, totals, activities);
    merger = new TransactionMerger(commit, context.settings().group());
    usage = new Usage(context.platform().nanoClock());
    sizeOnDiskBytes = environment.sizeOnDiskBytes();
  }

  @Override
  public String name() {
    return record.name();
  }

  @Override
  public String id() {
    return record.id();
  }

  @Override
  public @Nullable StoredDocument get(String id) {
    try (Leases.Lease lease = lease()) {
      return documents.get(id);
    } catch (EngineException e) {
      throw failed("read", e);
    }
  }

  @Override
  public List<@Nullable StoredDocument> get(List<String> ids) {
    return reading(() -> documents.get(ids));
  }

  @Override
  public List<@Nullable StoredDocument> get(List<String> ids, long maxBytes) {
    return reading(() -> documents.get(ids, maxBytes));
  }

  @Override
  public List<StoredDocument> list(PrefixQuery query) {
    return list(query, Long.MAX_VALUE).documents();
  }

  @Override
  public DocumentPage list(PrefixQuery query, long maxBytes) {
    return reading(() -> documents.list(query, maxBytes));
  }

  @Override
  public List<StoredDocument> latest(int start, int pageSize) {
    return latest(Long.MAX_VALUE, start, pageSize, Long.MAX_VALUE).documents();
  }

  @Override
  public DocumentPage latest(long belowEtag, int start, int pageSize, long maxBytes) {
    return reading(() -> changes.latest(belowEtag, start, pageSize, maxBytes));
  }

  @Override
  public List<Change> changes(
      @Nullable String collection, long afterEtag, int limit, long maxBytes) {
    return reading(
        () -> {
          if (collection == null) {
            return changes.all(afterEtag, limit, maxBytes);
          }
          CollectionTotals known = commit.totals().collections().get(Folding.fold(collection));
          return known == null
              ? List.of()
              : changes.ofCollection(known.number(), afterEtag, limit, maxBytes);
        });
  }

  @Override
  public long lastEtag() {
    return reading(() -> commit.totals().lastEtag());
  }

  @Override
  public DatabaseStats stats() {
    return reading(
        () -> {
          DatabaseStats stats = stats(commit.totals());
          stats.sizeOnDiskBytes = environment.sizeOnDiskBytes();
          return stats;
        });
  }

  private static DatabaseStats stats(Totals totals) {
    DatabaseStats stats = new DatabaseStats();
    stats.documents = totals.documents();
    stats.tombstones = totals.tombstones();
    stats.lastEtag = totals.lastEtag();
    stats.changeVector = totals.changeVector();
    for (CollectionTotals collection : totals.collections().values()) {
      if (collection.documents() > 0) {
        stats.collections.put(collection.name(), collection.documents());
      }
    }
    return stats;
  }

  @Override
  public List<CommandResult> execute(List<DocumentCommand> commands) {
    return writing(layer -> apply(layer, commands), bytes(commands));
  }

  private List<CommandResult> apply(WriteLayer layer, List<DocumentCommand> commands) {
    try (Activity activity =
        activities.begin(
            ActivityKind.TRANSACTION, "apply batch", record.name(), Activities.NO_REQUEST)) {
      List<CommandResult> results = new ArrayList<>(commands.size());
      for (DocumentCommand command : commands) {
        activity.detail(subject(command));
        results.add(writer.apply(layer, command));
        activity.count(results.size());
      }
      return results;
    }
  }

  private static String subject(DocumentCommand command) {
    if (command instanceof DocumentCommand.Put put) {
      String id = put.id();
      return id == null ? "" : id;
    }
    if (command instanceof DocumentCommand.Delete delete) {
      return delete.id();
    }
    return command instanceof DocumentCommand.DeletePrefix delete ? delete.prefix() : "";
  }

  private static long bytes(List<DocumentCommand> commands) {
    long bytes = 0;
    for (DocumentCommand command : commands) {
      bytes += COMMAND_OVERHEAD_BYTES;
      if (command instanceof DocumentCommand.Put put) {
        bytes += put.metadata().length + (long) put.body().length;
      }
    }
    return bytes;
  }

  @Override
  public long nextIdentity(String prefix) {
    return writing(layer -> Identities.next(layer, prefix), COMMAND_OVERHEAD_BYTES);
  }

  @Override
  public long seedIdentity(String prefix, long value, boolean force) {
    return writing(layer -> Identities.seed(layer, prefix, value, force), COMMAND_OVERHEAD_BYTES);
  }

  @Override
  public SortedMap<String, Long> identities() {
    return reading(() -> Identities.all(environment));
  }

  private <T> T writing(Function<WriteLayer, T> work, long bytes) {
    try (Leases.Lease lease = lease()) {
      usage.worked();
      T result = merger.execute(work, bytes);
      companions.changed(this);
      return result;
    }
  }

  private <T> T reading(Supplier<T> work) {
    try (Leases.Lease lease = lease()) {
      return work.get();
    } catch (EngineException e) {
      throw failed("read", e);
    }
  }

  private Leases.Lease lease() {
    Leases.Lease lease = usage.tryOperate();
    if (lease != null) {
      return lease;
    }
    throw new StorageException.DatabaseUnavailable(
        "Database '" + record.name() + "' is being unloaded or has been. Open it again.",
        DatabaseState.UNLOADED,
        RETRY_SECONDS,
        List.of(),
        null);
  }

  private StorageException failed(String what, EngineException cause) {
    unreadable = cause;
    return new StorageException.EngineFailed(
        "Database '" + record.name() + "' cannot " + what + ": " + cause.getMessage(), cause);
  }

  /** A use of it, or null when it is about to be unloaded. */
  @Nullable DatabaseUse tryUse() {
    Leases.Lease lease = usage.tryUse();
    return lease == null ? null : new Use(this, lease);
  }

  /** Who uses it. */
  Usage usage() {
    return usage;
  }

  /** Counts after the last commit; needs no lease. */
  Totals totals() {
    return commit.totals();
  }

  /** Why it takes no more writes or could not be read, or null. */
  @Nullable Throwable failure() {
    Throwable broken = commit.failure();
    return broken == null ? unreadable : broken;
  }

  /** How many writes wait for the commit that is under way. */
  int queued() {
    return merger.queued();
  }

  /** Measures how big it is, unless it is being closed. */
  void measure() {
    Leases.Lease lease = usage.tryOperate();
    if (lease != null) {
      try (lease) {
        sizeOnDiskBytes = environment.sizeOnDiskBytes();
      }
    }
  }

  /** What can be written down of it; asks nothing of the engine. */
  Report report(Instant now) {
    Totals totals = commit.totals();
    return new Report(
        totals.documents(), totals.tombstones(), totals.lastEtag(), sizeOnDiskBytes, now);
  }

  /** Writes to table files what only the log has, unless it is being closed. */
  void flush() {
    Leases.Lease lease = usage.tryOperate();
    if (lease != null) {
      try (lease) {
        environment.flush();
      }
    }
  }

  /** To be called when {@link Usage#stop} is done, and by no other thread at the same time. */
  void close() {
    sizeOnDiskBytes = environment.sizeOnDiskBytes();
    environment.close();
  }

  /** Ends its lease once, however often it is closed. */
  private static final class Use implements DatabaseUse {
    private final Database database;
    private final AtomicReference<Leases.@Nullable Lease> lease;

    Use(Database database, Leases.Lease lease) {
      this.database = database;
      this.lease = new AtomicReference<>(lease);
    }

    @Override
    public Database database() {
      return database;
    }

    @Override
    public void close() {
      Leases.Lease mine = lease.getAndSet(null);
      if (mine != null) {
        mine.close();
      }
    }
  }
}
