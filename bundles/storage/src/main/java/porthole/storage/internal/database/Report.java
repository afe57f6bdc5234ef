// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.database;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import porthole.storage.internal.document.RecordReader;
import porthole.storage.internal.document.RecordWriter;

/**
 * What is written down of a database so that it can be reported on while it is not loaded. Kept in
 * the system database; see docs/formats/storage-keys.md.
 *
 * @param asOf when it was so, to the millisecond; null when that is not known
 */
record Report(
    long documents, long tombstones, long lastEtag, long sizeOnDiskBytes, @Nullable Instant asOf) {
  /** Of a database about which nothing was ever written down. */
  static final Report UNKNOWN = new Report(-1, -1, -1, -1, null);

  private static final int VERSION = 1;

  /** Of a database that was just made. */
  static Report empty(Instant now) {
    return new Report(0, 0, 0, 0, now);
  }

  /** Whether both say the same, be it of different times. */
  boolean isLike(Report other) {
    return documents == other.documents
        && tombstones == other.tombstones
        && lastEtag == other.lastEtag
        && sizeOnDiskBytes == other.sizeOnDiskBytes;
  }

  byte[] encode() {
    return new RecordWriter(64)
        .u8(VERSION)
        .u64(documents)
        .u64(tombstones)
        .u64(lastEtag)
        .u64(sizeOnDiskBytes)
        .u64(asOf == null ? 0 : asOf.toEpochMilli())
        .bytes();
  }

  static Report decode(byte[] stored) {
    return RecordReader.read("a report", stored, Report::decode);
  }

  private static Report decode(RecordReader reader) {
    reader.version(VERSION);
    return new Report(
        reader.u64(), reader.u64(), reader.u64(), reader.u64(), Instant.ofEpochMilli(reader.u64()));
  }
}
