// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process.crash;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files of a database whose server is dead, checked against what docs/formats/storage-keys.md
 * promises: every document and every tombstone is in the change feed exactly once, at its own etag,
 * and so in its collection's; the feed has nothing else; the counts are right.
 */
final class StoredFiles {
  private static final int TOMBSTONE = 2;

  private record Change(int kind, int collection, String id) {}

  private record Counts(int number, long documents) {}

  private final Map<Long, Change> feed = new HashMap<>();
  private final Map<Long, Change> collectionFeeds = new HashMap<>();
  private final Map<Long, Change> expected = new HashMap<>();
  private final Map<String, Stored> changes = new TreeMap<>();
  private final Map<String, Counts> collections = new HashMap<>();
  private final Map<String, Long> documentsOf = new HashMap<>();
  private final Map<Long, String> collectionOf = new HashMap<>();
  private long lastEtag;
  private long documents;
  private long tombstones;

  private StoredFiles() {}

  /** Reads and checks them. */
  static StoredFiles read(Path directory) throws IOException {
    StoredFiles files = new StoredFiles();
    if (Records.areIn(directory)) {
      Records.read(directory, files::add);
      try {
        files.check();
      } catch (AssertionError e) {
        throw new AssertionError(directory + ": " + e.getMessage(), e);
      }
    }
    return files;
  }

  /** The latest change of each document, by id. */
  Map<String, Stored> changes() {
    return changes;
  }

  /** The highest etag given out, as the totals say. */
  long lastEtag() {
    return lastEtag;
  }

  private void add(ByteBuffer key, ByteBuffer value) {
    switch (key.get()) {
      case 0 -> {
        if (key.get() == 1) {
          totals(Records.version1(value));
        }
      }
      case 1 -> document(Records.rest(key), Records.version1(value));
      case 2 -> put(feed, key.getLong(), new Change(value.get(), value.getInt(), rest(value)));
      case 3 -> {
        int collection = key.getInt();
        Change change = new Change(value.get(), value.getInt(), rest(value));
        equal("the collection of " + change, change.collection, collection);
        put(collectionFeeds, key.getLong(), change);
      }
      case 4 -> tombstone(key, Records.version1(value));
      case 5 -> {
        int number = Records.version1(value).getInt();
        collections.put(rest(key), new Counts(number, value.getLong()));
      }
      default -> throw new AssertionError("A key of no table: " + key);
    }
  }

  private static String rest(ByteBuffer from) {
    return Records.rest(from);
  }

  private void totals(ByteBuffer value) {
    lastEtag = value.getLong();
    documents = value.getLong();
    tombstones = value.getLong();
  }

  private void document(String id, ByteBuffer value) {
    long etag = value.getLong();
    value.getLong();
    Records.text(value);
    String collection = Records.text(value);
    equal("the etag in the change vector of " + id, Batch.etagOf(Records.text(value)), etag);
    Records.block(value);
    String token = Content.tokenOf(JsonParser.parseString(rest(value)).getAsJsonObject());
    add(id, new Stored(etag, token));
    collectionOf.put(etag, collection.toLowerCase(Locale.ROOT));
    documentsOf.merge(collection.toLowerCase(Locale.ROOT), 1L, Long::sum);
    put(expected, etag, new Change(1, 0, id));
  }

  private void tombstone(ByteBuffer key, ByteBuffer value) {
    String id = Records.utf8(key, key.remaining() - 1 - Integer.BYTES);
    equal("what ends the id " + id, (int) key.get(), 0);
    long etag = value.getLong();
    add(id, Stored.tombstone(etag));
    put(expected, etag, new Change(TOMBSTONE, key.getInt(), id));
  }

  private void add(String id, Stored change) {
    Stored other = changes.put(id, change);
    if (other != null) {
      throw new AssertionError("There are a document and a tombstone: " + other + ", " + change);
    }
  }

  private static void put(Map<Long, Change> feed, long etag, Change change) {
    Change other = feed.put(etag, change);
    if (other != null) {
      throw new AssertionError("The etag " + etag + " is of " + other + " and of " + change);
    }
  }

  private void check() {
    // Documents know their collection by name, the feed by number.
    collectionOf.forEach(
        (etag, name) -> {
          Counts counts = collections.get(name);
          if (counts == null) {
            throw new AssertionError("The collection " + name + " is not registered.");
          }
          expected.computeIfPresent(
              etag, (same, change) -> new Change(change.kind, counts.number, change.id));
        });
    equal("the change feed", feed, expected);
    equal("the change feeds of the collections", collectionFeeds, expected);
    collections.forEach(
        (name, counts) ->
            equal("the count of " + name, counts.documents, documentsOf.getOrDefault(name, 0L)));
    long there = changes.values().stream().filter(stored -> !stored.isTombstone()).count();
    equal("the count of documents", documents, there);
    equal("the count of tombstones", tombstones, changes.size() - there);
    long highest = feed.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
    if (lastEtag < highest) {
      throw new AssertionError("The last etag is " + lastEtag + ", but there is " + highest);
    }
  }

  private static void equal(String what, Object actual, Object expected) {
    if (!actual.equals(expected)) {
      throw new AssertionError(what + " is " + actual + "; it ought to be " + expected);
    }
  }
}
