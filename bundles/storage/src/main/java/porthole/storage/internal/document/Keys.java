// SPDX-License-Identifier: Apache-2.0
package porthole.storage.internal.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The keys of a database's environment; docs/formats/storage-keys.md has the whole layout. */
public final class Keys {
  private static final byte META = 0;
  private static final byte DOCUMENT = 1;
  private static final byte ETAG = 2;
  private static final byte COLLECTION_ETAG = 3;
  private static final byte TOMBSTONE = 4;
  private static final byte COLLECTION = 5;
  private static final byte IDENTITY = 6;

  private Keys() {}

  /** What the environment is, and of which version. */
  public static byte[] format() {
    return new byte[] {META, 0};
  }

  /** The database's counts. */
  public static byte[] totals() {
    return new byte[] {META, 1};
  }

  /** The document of that folded id. */
  public static byte[] document(String foldedId) {
    return table(DOCUMENT, foldedId);
  }

  /** The folded id or prefix that the key of a document or an identity was made of. */
  public static String foldedText(byte[] key) {
    return new String(key, 1, key.length - 1, UTF_8);
  }

  /** The change of that etag. */
  public static byte[] etag(long etag) {
    return ByteBuffer.allocate(9).put(ETAG).putLong(etag).array();
  }

  /** Where the table of all changes ends. */
  public static byte[] etagsEnd() {
    return new byte[] {ETAG + 1};
  }

  /** The etag that a key of either table of changes ends in. */
  public static long etagOf(byte[] key) {
    return ByteBuffer.wrap(key).getLong(key.length - Long.BYTES);
  }

  /** The change of that etag in its collection. */
  public static byte[] collectionEtag(int collection, long etag) {
    return ByteBuffer.allocate(13).put(COLLECTION_ETAG).putInt(collection).putLong(etag).array();
  }

  /** Where a collection's table of changes ends. */
  public static byte[] collectionEtagsEnd(int collection) {
    return ByteBuffer.allocate(5).put(COLLECTION_ETAG).putInt(collection + 1).array();
  }

  /** The tombstone of a folded id in a collection. */
  public static byte[] tombstone(String foldedId, int collection) {
    byte[] id = foldedId.getBytes(UTF_8);
    return ByteBuffer.allocate(id.length + 6)
        .put(TOMBSTONE)
        .put(id)
        .put((byte) 0)
        .putInt(collection)
        .array();
  }

  /** A collection's entry in the register. */
  public static byte[] collection(String foldedName) {
    return table(COLLECTION, foldedName);
  }

  /** Where the register of collections begins. */
  public static byte[] collectionsStart() {
    return new byte[] {COLLECTION};
  }

  /** Where the register of collections ends. */
  public static byte[] collectionsEnd() {
    return new byte[] {COLLECTION + 1};
  }

  /** The last number given out for a folded identity. */
  public static byte[] identity(String foldedPrefix) {
    return table(IDENTITY, foldedPrefix);
  }

  /** Where the table of identities begins. */
  public static byte[] identitiesStart() {
    return new byte[] {IDENTITY};
  }

  /** Where the table of identities ends. */
  public static byte[] identitiesEnd() {
    return new byte[] {IDENTITY + 1};
  }

  /** The first key that does not begin as this one. */
  public static byte[] after(byte[] prefix) {
    byte[] end = prefix.clone();
    for (int i = end.length - 1; i >= 0; i--) {
      if (end[i] != (byte) 0xff) {
        end[i]++;
        return Arrays.copyOf(end, i + 1);
      }
    }
    throw new IllegalArgumentException("no key comes after " + Arrays.toString(prefix));
  }

  private static byte[] table(byte table, String text) {
    byte[] utf8 = text.getBytes(UTF_8);
    byte[] key = new byte[utf8.length + 1];
    key[0] = table;
    System.arraycopy(utf8, 0, key, 1, utf8.length);
    return key;
  }
}
