// SPDX-License-Identifier: Apache-2.0
package porthole.changes.internal.hub;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import porthole.indexing.api.IndexEvent;
import porthole.storage.api.Database;
import porthole.storage.api.Folding;

/**
 * All connections of this server, by database. They belong to a database's name and outlast its
 * unloads: one that sleeps changes nothing, and who watches it does not wake it. Thread-safe.
 */
public final class Hub {

  /** What is known of a database without loading it. */
  @FunctionalInterface
  public interface Catalog {
    /** The id of the database of that name while clients may have it; null else. */
    @Nullable String idOf(String name);
  }

  private final ConnectionContext context;
  private final Map<String, Channel> channels = new ConcurrentHashMap<>();
  private final Map<Database, Channel> loaded = new ConcurrentHashMap<>();
  private final Set<Connection> open = ConcurrentHashMap.newKeySet();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private volatile @Nullable Goodbye closing;

  /** With no connection so far. */
  public Hub(ConnectionContext context) {
    this.context = context;
  }

  /** Whether no more connections are taken. */
  public boolean isFull() {
    return open.size() >= context.limits().connections();
  }

  /** Whether it has been closed. */
  public boolean isClosed() {
    return closing != null;
  }

  /**
   * A listener for a socket that is about to be opened.
   *
   * @param name the database's name as it was made with
   * @param id the database's id
   */
  public SocketListener connect(String name, String id) {
    return new Connection(context, new Place(name, id));
  }

  /** The channel of that name that takes it: one that was about to be forgotten does not. */
  private Channel channel(String name, Predicate<Channel> taken) {
    String key = Folding.fold(name);
    while (true) {
      Channel channel =
          channels.computeIfAbsent(key, unused -> new Channel(name, context.sender()));
      if (taken.test(channel)) {
        return channel;
      }
      channels.remove(key, channel);
    }
  }

  private @Nullable Channel channel(String name) {
    return channels.get(Folding.fold(name));
  }

  /** A database is loaded. */
  public void loaded(Database database) {
    loaded.put(database, channel(database.name(), channel -> channel.loaded(database)));
  }

  /** Something was written to a database. */
  public void changed(Database database) {
    if (open.isEmpty()) {
      return;
    }
    Channel channel = loaded.get(database);
    if (channel != null) {
      channel.changed();
    }
  }

  /** A database is about to be closed. */
  public void leaving(Database database) {
    Channel channel = loaded.remove(database);
    if (channel != null) {
      channel.leaving();
    }
  }

  /** Something has happened to an index. */
  public void index(String database, String index, IndexEvent event) {
    Channel channel = open.isEmpty() ? null : channel(database);
    if (channel != null && !channel.connections().isEmpty()) {
      channel.index(IndexNews.of(index, event));
    }
  }

  /** An operation has come further. */
  public void operation(String database, long id, Supplier<byte[]> state) {
    Channel channel = open.isEmpty() ? null : channel(database);
    if (channel != null) {
      channel.operation(id, state);
    }
  }

  /** Looks after all connections: to be called every second or so. */
  public void look() {
    open.forEach(Connection::look);
    channels.forEach(
        (key, channel) -> {
          if (channel.forget()) {
            channels.remove(key, channel);
          }
        });
  }

  /** Closes the connections to databases that clients may not have any more. */
  public void check(Catalog catalog) {
    for (Channel channel : channels.values()) {
      if (!channel.isLoaded() && !channel.connections().isEmpty()) {
        check(channel, catalog);
      }
    }
  }

  private static void check(Channel channel, Catalog catalog) {
    @Nullable String id = catalog.idOf(channel.name());
    if (id == null || channel.isOther(id)) {
      channel.closeAll(Goodbye.databaseGone("The database was deleted, disabled or has failed."));
    }
  }

  /**
   * Says goodbye to all and lets nobody in any more.
   *
   * @return done when all sockets are closed
   */
  public CompletableFuture<Void> close(Goodbye why) {
    closing = why;
    open.forEach(connection -> connection.close(why));
    endedIfEmpty();
    return ended;
  }

  private void endedIfEmpty() {
    if (closing != null && open.isEmpty()) {
      ended.complete(null);
    }
  }

  /** Ends those that are still there without waiting for the other side. */
  public void abort() {
    open.forEach(Connection::abort);
  }

  /** How many sockets are open. */
  public int connections() {
    return open.size();
  }

  /** What can be said of each database that is watched, by name; wakes none. */
  public List<ChannelReport> report() {
    List<ChannelReport> reports = new ArrayList<>();
    for (Channel channel : channels.values()) {
      if (!channel.connections().isEmpty()) {
        reports.add(channel.report());
      }
    }
    reports.sort(Comparator.comparing(ChannelReport::database));
    return reports;
  }

  /** A connection's place here. */
  private final class Place implements Connection.Owner {
    private final String name;
    private final String id;
    private volatile @Nullable Channel channel;

    Place(String name, String id) {
      this.name = name;
      this.id = id;
    }

    @Override
    public String database() {
      return name;
    }

    @Override
    public @Nullable Goodbye joined(Connection connection) {
      if (isFull()) {
        return Goodbye.full(context.limits().connections());
      }
      open.add(connection);
      channel = channel(name, of -> of.join(connection, id));
      // Whoever closes the hub has either found it among those that are open, or is found here.
      return closing;
    }

    @Override
    public long lastEtag() {
      Channel of = channel;
      return of == null ? 0 : of.lastEtag();
    }

    @Override
    public void left(Connection connection) {
      Channel of = channel;
      if (of != null) {
        of.leave(connection);
      }
    }

    @Override
    public void ended(Connection connection) {
      open.remove(connection);
      endedIfEmpty();
    }
  }
}
