// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.reduce;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.jspecify.annotations.Nullable;

/**
 * Tells groups apart: a digest of the value that is reduced by, too long for two values to share it
 * by chance.
 *
 * @param digest SHA-256; not to be changed
 */
record GroupKey(BytesRef digest) {
  private static final int DIGEST_BYTES = 32;
  private static final int PLACE_BYTES = 4;

  static GroupKey of(@Nullable Object value) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return new GroupKey(new BytesRef(sha.digest(CanonicalJson.of(value))));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }

  /** The key of the group that an output is in. */
  static GroupKey ofMember(BytesRef member) {
    return new GroupKey(
        BytesRef.deepCopyOf(new BytesRef(member.bytes, member.offset, DIGEST_BYTES)));
  }

  /** The place of a member among the others. */
  static int placeOf(BytesRef member) {
    int place = 0;
    for (int i = 0; i < PLACE_BYTES; i++) {
      place = (place << 8) | (member.bytes[member.offset + DIGEST_BYTES + i] & 0xff);
    }
    return place;
  }

  /** A place that outputs of all documents share evenly, and an output always has. */
  static int place(String foldedId, int number) {
    BytesRef text = new BytesRef(foldedId + '\n' + number);
    return StringHelper.murmurhash3_x86_32(text, 0);
  }

  /** A member: ordered by place, taken as an unsigned number. */
  BytesRef member(int place) {
    byte[] bytes = new byte[DIGEST_BYTES + PLACE_BYTES];
    System.arraycopy(digest.bytes, digest.offset, bytes, 0, DIGEST_BYTES);
    for (int i = 0; i < PLACE_BYTES; i++) {
      bytes[DIGEST_BYTES + i] = (byte) (place >>> (8 * (PLACE_BYTES - 1 - i)));
    }
    return new BytesRef(bytes);
  }
}
