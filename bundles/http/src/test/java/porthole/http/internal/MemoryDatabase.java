// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import porthole.storage.api.Change;
import porthole.storage.api.CommandResult;
import porthole.storage.api.Database;
import porthole.storage.api.DatabaseStats;
import porthole.storage.api.DocumentCommand;
import porthole.storage.api.DocumentPage;
import porthole.storage.api.PrefixQuery;
import porthole.storage.api.StorageException;
import porthole.storage.api.StoredDocument;

/** A database that forgets: just enough of the contract for the document API's tests. */
final class MemoryDatabase implements Database {
  private final String name;
  private final Map<String, Long> identities = new HashMap<>();
  private TreeMap<String, StoredDocument> documents = new TreeMap<>();
  private long etag;

  /** How many documents each execute had. */
  final List<Integer> batches = new ArrayList<>();

  /** The most bytes that were ever given at once. */
  long largestPiece;

  /** How many more pieces are given before the disk goes. */
  int pieces = Integer.MAX_VALUE;

  /** What somebody else does just before each batch. */
  Runnable disturbance = () -> {};

  MemoryDatabase(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String id() {
    return "AAAAAAAAAAAAAAAAAAAAAA";
  }

  @Override
  public synchronized StoredDocument get(String id) {
    return documents.get(key(id));
  }

  @Override
  public synchronized List<StoredDocument> get(List<String> ids) {
    List<StoredDocument> found = new ArrayList<>();
    ids.forEach(id -> found.add(get(id)));
    return found;
  }

  @Override
  public synchronized List<StoredDocument> list(PrefixQuery query) {
    return documents.values().stream()
        .filter(document -> key(document.id()).startsWith(key(query.prefix())))
        .filter(document -> query.matches() == null || matches(document, query, query.matches()))
        .filter(document -> query.exclude() == null || !matches(document, query, query.exclude()))
        .filter(
            document ->
                query.startAfter() == null
                    || key(document.id()).compareTo(key(query.startAfter())) > 0)
        .skip(query.start())
        .limit(query.pageSize())
        .toList();
  }

  @Override
  public synchronized List<StoredDocument> latest(int start, int pageSize) {
    return documents.values().stream()
        .sorted(Comparator.comparing(StoredDocument::etag).reversed())
        .skip(start)
        .limit(pageSize)
        .toList();
  }

  @Override
  public synchronized List<StoredDocument> get(List<String> ids, long maxBytes) {
    return piece(get(ids), maxBytes);
  }

  @Override
  public synchronized DocumentPage list(PrefixQuery query, long maxBytes) {
    return page(list(query), maxBytes);
  }

  @Override
  public synchronized DocumentPage latest(long belowEtag, int start, int pageSize, long maxBytes) {
    List<StoredDocument> all = latest(0, Integer.MAX_VALUE);
    return page(
        all.stream()
            .filter(document -> document.etag() < belowEtag)
            .skip(start)
            .limit(pageSize)
            .toList(),
        maxBytes);
  }

  private DocumentPage page(List<StoredDocument> all, long maxBytes) {
    List<StoredDocument> piece = piece(all, maxBytes);
    return new DocumentPage(piece, piece.size() < all.size());
  }

  private List<StoredDocument> piece(List<StoredDocument> all, long maxBytes) {
    if (pieces-- == 0) {
      throw new StorageException.EngineFailed("The disk has gone.", null);
    }
    List<StoredDocument> piece = new ArrayList<>();
    long bytes = 0;
    for (int i = 0; i < all.size() && bytes < maxBytes; i++) {
      piece.add(all.get(i));
      bytes += all.get(i) == null ? 1 : all.get(i).body().length;
    }
    largestPiece = Math.max(largestPiece, bytes);
    return piece;
  }

  @Override
  public synchronized List<CommandResult> execute(List<DocumentCommand> commands) {
    Runnable other = disturbance;
    disturbance = () -> {};
    other.run();
    disturbance = other;
    TreeMap<String, StoredDocument> before = new TreeMap<>(documents);
    try {
      List<CommandResult> results = new ArrayList<>();
      commands.forEach(command -> results.add(execute(command)));
      batches.add(commands.size());
      return results;
    } catch (StorageException e) {
      documents = before;
      throw e;
    }
  }

  @Override
  public List<Change> changes(String collection, long afterEtag, int limit, long maxBytes) {
    throw new UnsupportedOperationException();
  }

  @Override
  public synchronized DatabaseStats stats() {
    DatabaseStats stats = new DatabaseStats();
    stats.documents = documents.size();
    stats.lastEtag = etag;
    stats.sizeOnDiskBytes = 3 * 1024 * 1024;
    documents
        .values()
        .forEach(document -> stats.collections.merge(document.collection(), 1L, Long::sum));
    return stats;
  }

  @Override
  public synchronized long nextIdentity(String prefix) {
    return identities.merge(key(prefix), 1L, Long::sum);
  }

  @Override
  public synchronized long seedIdentity(String prefix, long value, boolean force) {
    return identities.merge(key(prefix), value, force ? (old, given) -> given : Math::max);
  }

  @Override
  public synchronized SortedMap<String, Long> identities() {
    return new TreeMap<>(identities);
  }

  private CommandResult execute(DocumentCommand command) {
    if (command instanceof DocumentCommand.Put put) {
      return put(put);
    }
    if (command instanceof DocumentCommand.DeletePrefix all) {
      boolean any = documents.keySet().removeIf(id -> id.startsWith(key(all.prefix())));
      return new CommandResult.Delete(all.prefix(), any, "");
    }
    DocumentCommand.Delete delete = (DocumentCommand.Delete) command;
    check(delete.id(), delete.expectedChangeVector());
    boolean deleted = documents.remove(key(delete.id())) != null;
    return new CommandResult.Delete(delete.id(), deleted, deleted ? "A:" + ++etag : "");
  }

  private CommandResult put(DocumentCommand.Put put) {
    String id = put.id() == null ? UUID.randomUUID().toString() : put.id();
    id = id.endsWith("/") ? id + "0000000000000000001-A" : id;
    check(id, put.expectedChangeVector());
    String collection = put.collection().isEmpty() ? "@empty" : put.collection();
    String changeVector = "A:" + ++etag;
    Instant now = Instant.parse("2026-01-02T03:04:05.678901200Z");
    documents.put(
        key(id),
        new StoredDocument(id, collection, etag, changeVector, now, put.metadata(), put.body()));
    return new CommandResult.Put(id, collection, etag, changeVector, now);
  }

  private void check(String id, String expected) {
    if (expected != null && !expected.isEmpty() && !expected.startsWith("A:")) {
      throw new StorageException.InvalidChangeVector("'" + expected + "' is no change vector.");
    }
    StoredDocument present = documents.get(key(id));
    String actual = present == null ? null : present.changeVector();
    if (expected != null && !expected.equals(actual == null ? "" : actual)) {
      throw new StorageException.ConcurrencyViolation(id, expected, actual);
    }
  }

  private static boolean matches(StoredDocument document, PrefixQuery query, String patterns) {
    String rest = key(document.id()).substring(query.prefix().length());
    return List.of(patterns.split("\\|", 0)).stream()
        .anyMatch(pattern -> rest.matches(key(pattern).replace("*", ".*").replace("?", ".")));
  }

  private static String key(String id) {
    return id.toLowerCase(Locale.ROOT);
  }
}
