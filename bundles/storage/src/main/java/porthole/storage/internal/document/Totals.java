// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.document;

import java.util.Map;

/**
 * A database's counts after one commit.
 *
 * @param lastEtag the highest etag given out
 * @param documents how many there are
 * @param tombstones how many there are
 * @param changeVector of the last write, or empty
 * @param collections by folded name, those that are empty now among them
 */
public record Totals(
    long lastEtag,
    long documents,
    long tombstones,
    String changeVector,
    Map<String, CollectionTotals> collections) {
  private static final int VERSION = 1;

  /** Of a database that nothing was ever written to. */
  public static Totals empty() {
    return new Totals(0, 0, 0, "", Map.of());
  }

  /** The same after a higher etag has been given out. */
  public Totals withLastEtag(long etag) {
    return new Totals(etag, documents, tombstones, changeVector, collections);
  }

  /** The stored form; collections have their own. */
  public byte[] encode() {
    return new RecordWriter(64)
        .u8(VERSION)
        .u64(lastEtag)
        .u64(documents)
        .u64(tombstones)
        .text(changeVector)
        .bytes();
  }

  /** The counts of a stored form. */
  public static Totals decode(byte[] record, Map<String, CollectionTotals> collections) {
    return RecordReader.read("the totals", record, reader -> decode(reader, collections));
  }

  private static Totals decode(RecordReader reader, Map<String, CollectionTotals> collections) {
    reader.version(VERSION);
    return new Totals(reader.u64(), reader.u64(), reader.u64(), reader.text(), collections);
  }
}
