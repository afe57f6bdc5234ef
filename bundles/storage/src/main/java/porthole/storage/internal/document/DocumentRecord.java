// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import porthole.storage.api.StoredDocument;

/** The stored form of documents and tombstones, version 1: docs/formats/storage-keys.md. */
public final class DocumentRecord {
  private static final int VERSION = 1;
  private static final int FIXED_BYTES = 32;
  private static final long TICKS_PER_SECOND = 10_000_000;
  private static final int NANOS_PER_TICK = 100;

  private DocumentRecord() {}

  /** A document; of a tombstone, metadata and body are empty. */
  public static byte[] encode(StoredDocument document) {
    int texts = 3 * (document.id().length() + document.collection().length());
    int bytes = document.metadata().length + document.body().length;
    return new RecordWriter(FIXED_BYTES + texts + document.changeVector().length() + bytes)
        .u8(VERSION)
        .u64(document.etag())
        .u64(ticks(document.lastModified()))
        .text(document.id())
        .text(document.collection())
        .text(document.changeVector())
        .block(document.metadata())
        .raw(document.body())
        .bytes();
  }

  /** The document of a record. */
  public static StoredDocument decode(byte[] key, byte[] record) {
    return RecordReader.read(
        "document '" + new String(key, 1, key.length - 1, UTF_8) + "'",
        record,
        DocumentRecord::decode);
  }

  private static StoredDocument decode(RecordReader reader) {
    reader.version(VERSION);
    long etag = reader.u64();
    Instant lastModified = instant(reader.u64());
    String id = reader.text();
    String collection = reader.text();
    String changeVector = reader.text();
    byte[] metadata = reader.block();
    return new StoredDocument(
        id, collection, etag, changeVector, lastModified, metadata, reader.rest());
  }

  /** An instant as precise as it is stored. */
  public static Instant truncate(Instant instant) {
    return instant(ticks(instant));
  }

  private static long ticks(Instant instant) {
    return instant.getEpochSecond() * TICKS_PER_SECOND + instant.getNano() / NANOS_PER_TICK;
  }

  private static Instant instant(long ticks) {
    return Instant.ofEpochSecond(
        Math.floorDiv(ticks, TICKS_PER_SECOND),
        Math.floorMod(ticks, TICKS_PER_SECOND) * NANOS_PER_TICK);
  }
}
