// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.document;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What the tables of changes say of one etag.
 *
 * @param tombstone whether it is a delete
 * @param collection the number of the collection it is in
 * @param foldedId the document's folded id
 */
public record ChangeEntry(boolean tombstone, int collection, String foldedId) {
  private static final int DOCUMENT_KIND = 1;
  private static final int TOMBSTONE_KIND = 2;

  /** The stored form. */
  public byte[] encode() {
    return new RecordWriter(foldedId.length() + 8)
        .u8(tombstone ? TOMBSTONE_KIND : DOCUMENT_KIND)
        .u32(collection)
        .raw(foldedId.getBytes(UTF_8))
        .bytes();
  }

  /** The entry of a stored form. */
  public static ChangeEntry decode(byte[] record) {
    return RecordReader.read("a change", record, ChangeEntry::decode);
  }

  private static ChangeEntry decode(RecordReader reader) {
    int kind = reader.u8();
    if (kind != DOCUMENT_KIND && kind != TOMBSTONE_KIND) {
      throw new IllegalArgumentException("kind " + kind);
    }
    return new ChangeEntry(kind == TOMBSTONE_KIND, reader.u32(), new String(reader.rest(), UTF_8));
  }

  /** Where the document or the tombstone itself is. */
  public byte[] target() {
    return tombstone ? Keys.tombstone(foldedId, collection) : Keys.document(foldedId);
  }
}
