// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.transaction;

import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import porthole.storage.api.CommandResult;
import porthole.storage.api.DocumentCommand;
import porthole.storage.api.Folding;
import porthole.storage.api.StorageException;
import porthole.storage.api.StoredDocument;
import porthole.storage.internal.document.ChangeEntry;
import porthole.storage.internal.document.ChangeVector;
import porthole.storage.internal.document.CollectionTotals;
import porthole.storage.internal.document.DocumentRecord;
import porthole.storage.internal.document.Ids;
import porthole.storage.internal.document.Keys;

/** Applies commands to a layer of writes. Keeps nothing between them. */
public final class DocumentWriter {
  private static final byte[] NO_BYTES = {};

  private final String nodeTag;
  private final String databaseId;
  private final Clock clock;
  private final NewIds newIds;

  /** Writes as that node and database. */
  public DocumentWriter(String nodeTag, String databaseId, Clock clock, Supplier<UUID> guids) {
    this.nodeTag = nodeTag;
    this.databaseId = databaseId;
    this.clock = clock;
    newIds = new NewIds(nodeTag, guids);
  }

  /** Applies one command. */
  public CommandResult apply(WriteLayer layer, DocumentCommand command) {
    if (command instanceof DocumentCommand.Put put) {
      return put(layer, put);
    }
    if (command instanceof DocumentCommand.Delete delete) {
      return delete(layer, delete);
    }
    if (command instanceof DocumentCommand.DeletePrefix delete) {
      return deletePrefix(layer, delete);
    }
    throw new IllegalArgumentException("unknown command " + command);
  }

  private CommandResult.Put put(WriteLayer layer, DocumentCommand.Put put) {
    parse(put.expectedChangeVector());
    long etag = layer.totals().nextEtag();
    String id = newIds.id(layer, put.id(), etag);
    String foldedId = Folding.fold(id);
    byte[] key = Keys.document(foldedId);
    StoredDocument old = read(layer, key);
    check(id, put.expectedChangeVector(), old);
    String wanted = put.collection().isEmpty() ? DocumentCommand.NO_COLLECTION : put.collection();
    CollectionTotals collection = layer.totals().collection(wanted);
    makeRoom(layer, foldedId, collection, old);
    StoredDocument document = stamp(id, collection.name(), etag, put.metadata(), put.body());
    layer.put(key, DocumentRecord.encode(document));
    addChange(layer, new ChangeEntry(false, collection.number(), foldedId), document);
    return new CommandResult.Put(
        id, document.collection(), etag, document.changeVector(), document.lastModified());
  }

  private static void makeRoom(
      WriteLayer layer,
      String foldedId,
      CollectionTotals collection,
      @Nullable StoredDocument old) {
    if (old == null) {
      dropTombstone(layer, foldedId, collection.number());
      count(layer, collection, 1);
    } else if (Folding.fold(old.collection()).equals(Folding.fold(collection.name()))) {
      dropChange(layer, collection.number(), old.etag());
    } else {
      throw new StorageException.CollectionMismatch(old.id(), old.collection(), collection.name());
    }
  }

  private StoredDocument stamp(
      String id, String collection, long etag, byte[] metadata, byte[] body) {
    return new StoredDocument(
        id,
        collection,
        etag,
        ChangeVector.of(nodeTag, etag, databaseId),
        DocumentRecord.truncate(clock.instant()),
        metadata,
        body);
  }

  private CommandResult.Delete delete(WriteLayer layer, DocumentCommand.Delete delete) {
    parse(delete.expectedChangeVector());
    byte[] key = Keys.document(Folding.fold(Ids.check(delete.id())));
    StoredDocument old = read(layer, key);
    check(delete.id(), delete.expectedChangeVector(), old);
    if (old == null) {
      return new CommandResult.Delete(delete.id(), false, "");
    }
    return new CommandResult.Delete(delete.id(), true, bury(layer, key, old));
  }

  private CommandResult.Delete deletePrefix(WriteLayer layer, DocumentCommand.DeletePrefix delete) {
    String changeVector = "";
    for (byte[] key : layer.keys(Keys.document(Folding.fold(Ids.check(delete.prefix()))))) {
      StoredDocument old = read(layer, key);
      if (old != null) {
        changeVector = bury(layer, key, old);
      }
    }
    return new CommandResult.Delete(delete.prefix(), !changeVector.isEmpty(), changeVector);
  }

  /** Puts a tombstone in a document's place and gives its change vector. */
  private String bury(WriteLayer layer, byte[] key, StoredDocument old) {
    String foldedId = Keys.foldedText(key);
    CollectionTotals collection = layer.totals().collection(old.collection());
    layer.delete(key);
    dropChange(layer, collection.number(), old.etag());
    count(layer, collection, -1);
    StoredDocument tombstone =
        stamp(old.id(), old.collection(), layer.totals().nextEtag(), NO_BYTES, NO_BYTES);
    layer.put(Keys.tombstone(foldedId, collection.number()), DocumentRecord.encode(tombstone));
    layer.totals().addTombstones(1);
    addChange(layer, new ChangeEntry(true, collection.number(), foldedId), tombstone);
    return tombstone.changeVector();
  }

  // Only that of the same collection: whoever follows another one has yet to learn of the delete.
  private static void dropTombstone(WriteLayer layer, String foldedId, int collection) {
    if (layer.totals().tombstones() == 0) {
      return;
    }
    byte[] key = Keys.tombstone(foldedId, collection);
    StoredDocument tombstone = read(layer, key);
    if (tombstone != null) {
      layer.delete(key);
      dropChange(layer, collection, tombstone.etag());
      layer.totals().addTombstones(-1);
    }
  }

  private static void count(WriteLayer layer, CollectionTotals collection, long change) {
    layer.totals().addDocuments(change);
    layer.totals().addToCollection(collection.name(), change);
  }

  private static void addChange(WriteLayer layer, ChangeEntry entry, StoredDocument target) {
    byte[] encoded = entry.encode();
    layer.put(Keys.etag(target.etag()), encoded);
    layer.put(Keys.collectionEtag(entry.collection(), target.etag()), encoded);
    layer.totals().written(target.changeVector());
  }

  private static void dropChange(WriteLayer layer, int collection, long etag) {
    layer.delete(Keys.etag(etag));
    layer.delete(Keys.collectionEtag(collection, etag));
  }

  private static @Nullable StoredDocument read(WriteLayer layer, byte[] key) {
    byte[] record = layer.get(key);
    return record == null ? null : DocumentRecord.decode(key, record);
  }

  private static void parse(@Nullable String expected) {
    if (expected != null) {
      ChangeVector.parse(expected);
    }
  }

  private static void check(String id, @Nullable String expected, @Nullable StoredDocument old) {
    if (expected == null) {
      return;
    }
    String actual = old == null ? null : old.changeVector();
    boolean holds =
        actual == null
            ? expected.isEmpty()
            : ChangeVector.parse(actual).equals(ChangeVector.parse(expected));
    if (!holds) {
      throw new StorageException.ConcurrencyViolation(id, expected, actual);
    }
  }
}
