// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.document;

/**
 * One collection in the register.
 *
 * @param number stands for it in keys
 * @param name in the letter case of its first document
 * @param documents how many it has now
 */
public record CollectionTotals(int number, String name, long documents) {
  private static final int VERSION = 1;

  /** With more documents, or with fewer. */
  public CollectionTotals plus(long change) {
    return new CollectionTotals(number, name, documents + change);
  }

  /** The stored form. */
  public byte[] encode() {
    return new RecordWriter(name.length() + 16)
        .u8(VERSION)
        .u32(number)
        .u64(documents)
        .text(name)
        .bytes();
  }

  /** The collection of a stored form. */
  public static CollectionTotals decode(byte[] record) {
    return RecordReader.read("a collection", record, CollectionTotals::decode);
  }

  private static CollectionTotals decode(RecordReader reader) {
    reader.version(VERSION);
    int number = reader.u32();
    long documents = reader.u64();
    return new CollectionTotals(number, reader.text(), documents);
  }
}
