// SPDX-License-Identifier: Apache-2.0
package porthole.changes.internal.hub;

import static java.lang.System.Logger.Level.WARNING;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import porthole.changes.internal.wire.Messages;
import porthole.storage.api.Change;
import porthole.storage.api.Database;
import porthole.storage.api.StorageException;

/**
 * A database, loaded or not, and those who watch it. It reads what has changed from the database's
 * own feed, piece by piece on the sender's threads, so a writer does no more than to ask for it.
 * Thread-safe.
 */
final class Channel {
  private static final System.Logger LOG = System.getLogger("porthole.changes");
  private static final int PIECE_CHANGES = 1024;
  private static final long PIECE_BYTES = 4 << 20;
  private static final int LAST_PIECES = 16;

  private final String name;
  private final ConnectionContext.Sender sender;
  private final List<Connection> connections = new CopyOnWriteArrayList<>();
  private final AtomicInteger asked = new AtomicInteger();
  private volatile @Nullable Database database;
  private volatile long told;
  private @Nullable String databaseId;
  private boolean forgotten;

  Channel(String name, ConnectionContext.Sender sender) {
    this.name = name;
    this.sender = sender;
  }

  String name() {
    return name;
  }

  List<Connection> connections() {
    return connections;
  }

  /** Whether nobody has a use for it; then it is not to be used again. */
  synchronized boolean forget() {
    forgotten = database == null && connections.isEmpty();
    return forgotten;
  }

  boolean isLoaded() {
    return database != null;
  }

  /** The database is loaded. False, and nothing done, when this has been forgotten. */
  synchronized boolean loaded(Database loaded) {
    if (forgotten) {
      return false;
    }
    become(loaded.id());
    told = loaded.lastEtag();
    database = loaded;
    return true;
  }

  /** One of another id than before is another one, though of the same name. */
  private void become(String id) {
    if (!id.equals(databaseId)) {
      closeAll(Goodbye.databaseGone("The database was deleted and made anew. Connect again."));
      databaseId = id;
    }
  }

  /** The database is about to be closed: tells what it can before. */
  synchronized void leaving() {
    boolean more = !connections.isEmpty();
    for (int i = 0; i < LAST_PIECES && more; i++) {
      more = tellPiece();
    }
    database = null;
    if (more) {
      closeAll(Goodbye.behind());
    }
  }

  /**
   * One more listens from now on, to the database of that id. False, and nothing done, when this
   * has been forgotten.
   */
  synchronized boolean join(Connection connection, String id) {
    if (forgotten) {
      return false;
    }
    if (database == null) {
      become(id);
    }
    if (connections.isEmpty()) {
      told = Math.max(told, lastEtag());
    }
    connections.add(connection);
    return true;
  }

  void leave(Connection connection) {
    connections.remove(connection);
  }

  /** The database is not what connections were made to. */
  synchronized boolean isOther(String id) {
    return !id.equals(databaseId);
  }

  /** The highest etag given out, 0 when the database is not loaded. */
  long lastEtag() {
    Database now = database;
    if (now == null) {
      return 0;
    }
    try {
      return now.lastEtag();
    } catch (StorageException e) {
      // It is being unloaded: nothing is written any more.
      return told;
    }
  }

  /** Something was written. Called by writers: costs next to nothing when nobody listens. */
  void changed() {
    if (!connections.isEmpty()) {
      ask();
    }
  }

  private void ask() {
    if (asked.getAndIncrement() == 0) {
      sender.execute(name, this::tell);
    }
  }

  private void tell() {
    int seen = asked.get();
    if (tellPiece()) {
      asked.incrementAndGet();
    }
    if (asked.addAndGet(-seen) > 0) {
      sender.execute(name, this::tell);
    }
  }

  /** Tells of the changes that come next; says whether there are more. */
  private synchronized boolean tellPiece() {
    Database now = database;
    if (now == null) {
      return false;
    }
    try {
      // Before it is asked who wants documents: who begins to want them later gets what is later.
      long last = now.lastEtag();
      if (last <= told) {
        return false;
      }
      connections.forEach(connection -> connection.written(last));
      told = connections.stream().anyMatch(Connection::wantsDocuments) ? tell(now, last) : last;
      return told < last;
    } catch (StorageException.DatabaseUnavailable e) {
      return false;
    } catch (RuntimeException e) {
      LOG.log(WARNING, "Changes of database '" + name + "' could not be read.", e);
      return false;
    }
  }

  private long tell(Database from, long last) {
    List<Change> changes = from.changes(null, told, PIECE_CHANGES, PIECE_BYTES);
    if (changes.isEmpty()) {
      return last;
    }
    List<DocumentEvent> events = changes.stream().map(DocumentEvent::new).toList();
    connections.forEach(connection -> connection.documents(events));
    return changes.get(changes.size() - 1).etag();
  }

  void index(IndexNews news) {
    connections.forEach(connection -> connection.index(news));
  }

  /** An operation has come further; its state is asked for when somebody wants it. */
  void operation(long id, Supplier<byte[]> state) {
    String number = Long.toString(id);
    @Nullable String message = null;
    for (Connection connection : connections) {
      if (connection.wantsOperation(number)) {
        message = message == null ? Messages.operation(id, state.get()) : message;
        connection.tell(message);
      }
    }
  }

  void closeAll(Goodbye why) {
    connections.forEach(connection -> connection.close(why));
  }

  ChannelReport report() {
    boolean loaded = isLoaded();
    return new ChannelReport(
        name, loaded, loaded ? told : 0, connections.stream().map(Connection::report).toList());
  }
}
