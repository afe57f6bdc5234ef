// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.storage.peer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import porthole.benchmarks.load.Template;
import porthole.storage.api.Folding;
import porthole.storage.api.StoredDocument;
import porthole.storage.internal.document.ChangeEntry;
import porthole.storage.internal.document.CollectionTotals;
import porthole.storage.internal.document.DocumentRecord;
import porthole.storage.internal.document.Keys;
import porthole.storage.internal.document.Totals;

/** The keys and values that Porthole stores for a new document. For one thread. */
final class StoredBytes {
  private static final int NUMBER_OF_COLLECTION = 1;
  private static final long ETAG = 1_234_567;
  private static final String ID = Documents.id(Template.mark(0));
  private static final String CHANGE_VECTOR = "A:1234567-AAAAAAAAAAAAAAAAAAAAAA";

  /** Bytes with the number of a document in them. */
  private static final class Numbered {
    private final Template template;
    private final byte[] bytes;

    Numbered(byte[] encoded) {
      template = new Template(new String(encoded, ISO_8859_1));
      bytes = template.copy();
    }

    byte[] with(int number) {
      template.fill(bytes, number);
      return bytes;
    }
  }

  private final Numbered key = new Numbered(Keys.document(Folding.fold(ID)));
  private final Numbered record = new Numbered(DocumentRecord.encode(document()));
  private final Numbered change =
      new Numbered(new ChangeEntry(false, NUMBER_OF_COLLECTION, Folding.fold(ID)).encode());
  private final byte[] etag = Keys.etag(0);
  private final byte[] collectionEtag = Keys.collectionEtag(NUMBER_OF_COLLECTION, 0);
  private final byte[] collection = Keys.collection(Folding.fold(Documents.COLLECTION));
  private final byte[] collectionCount =
      new CollectionTotals(NUMBER_OF_COLLECTION, Documents.COLLECTION, ETAG).encode();
  private final byte[] count = new Totals(ETAG, ETAG, 0, CHANGE_VECTOR, Map.of()).encode();

  private static StoredDocument document() {
    return new StoredDocument(
        ID,
        Documents.COLLECTION,
        ETAG,
        CHANGE_VECTOR,
        Instant.EPOCH,
        Documents.METADATA.getBytes(UTF_8),
        Documents.body(Template.mark(0)).getBytes(UTF_8));
  }

  /** What there is of each document. */
  void addDocument(WriteBatch batch, int number) throws RocksDBException {
    ByteBuffer.wrap(etag).putLong(etag.length - Long.BYTES, number);
    ByteBuffer.wrap(collectionEtag).putLong(collectionEtag.length - Long.BYTES, number);
    batch.put(key.with(number), record.with(number));
    byte[] entry = change.with(number);
    batch.put(etag, entry);
    batch.put(collectionEtag, entry);
  }

  /** What there is of each batch. */
  void addCounts(WriteBatch batch) throws RocksDBException {
    batch.put(collection, collectionCount);
    batch.put(Keys.totals(), count);
  }
}
