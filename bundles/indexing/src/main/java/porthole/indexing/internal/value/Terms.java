// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.value;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import porthole.storage.api.Folding;

/** The texts that values are found by. */
public final class Terms {

  /** Of null: sorts before all others. */
  public static final String NULL = "";

  /** Of a string of no characters: sorts before all others but that of null. */
  public static final String EMPTY = "\u0000";

  // Lucene takes 32,766 bytes; what is longer keeps its beginning, and a digest tells it apart.
  private static final int LONGEST_CHARS = 8_000;

  private Terms() {}

  /** Of a value that is not a list; the letter case is kept. */
  public static String exact(@Nullable Object value) {
    if (value == null) {
      return NULL;
    }
    String text = value instanceof Double number ? number(number) : value.toString();
    return text.isEmpty() || text.startsWith(EMPTY) ? EMPTY + text : bounded(text);
  }

  /** Of a value that is not a list; strings that differ only in letter case have one. */
  public static String folded(@Nullable Object value) {
    String text = exact(value);
    return value instanceof String ? Folding.fold(text) : text;
  }

  /** What a term was made of, as a text; null of null. */
  public static @Nullable String text(BytesRef term) {
    String text = term.utf8ToString();
    if (text.equals(NULL)) {
      return null;
    }
    return text.startsWith(EMPTY) ? text.substring(1) : text;
  }

  // 5.0 and 5 are the same number, so they have one term.
  private static String number(double number) {
    boolean whole = number == Math.rint(number) && Math.abs(number) < 1e15;
    return whole ? Long.toString((long) number) : Double.toString(number);
  }

  private static String bounded(String text) {
    if (text.length() <= LONGEST_CHARS) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(LONGEST_CHARS - 1)) ? -1 : 0;
    return text.substring(0, LONGEST_CHARS + end) + digest(Folding.fold(text));
  }

  private static String digest(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
