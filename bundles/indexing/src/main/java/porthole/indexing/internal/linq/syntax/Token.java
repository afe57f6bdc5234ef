// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq.syntax;

import org.jspecify.annotations.Nullable;

/**
 * A word of a function.
 *
 * @param text as written; of a name without a leading {@code @}
 * @param value what a literal stands for
 * @param start offset of its first character
 * @param end offset after its last character
 */
record Token(Kind kind, String text, @Nullable Object value, int start, int end) {

  enum Kind {
    NAME,
    LITERAL,
    /** A string with expressions in it; its value is what stands between the quotes. */
    INTERPOLATED,
    SYMBOL,
    END
  }

  boolean is(Kind wanted) {
    return kind == wanted;
  }

  boolean isSymbol(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  boolean isWord(String word) {
    return kind == Kind.NAME && text.equals(word);
  }

  /** For the one who wrote the function. */
  String inWords() {
    return kind == Kind.END ? "the end" : "'" + text + "'";
  }
}
