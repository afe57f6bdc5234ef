// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.rql;

/**
 * A word of a query.
 *
 * @param text of a string what it stands for, without quotes and escapes; of a parameter its name
 *     without the dollar sign; otherwise as written
 * @param start offset of its first character
 * @param end offset after its last character
 */
record Token(Kind kind, String text, int start, int end) {

  enum Kind {
    NAME("a name"),
    STRING("a string"),
    NUMBER("a number"),
    PARAMETER("a parameter"),
    SYMBOL("a symbol"),
    END("the end of the query");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  boolean is(Kind wanted) {
    return kind == wanted;
  }

  boolean isSymbol(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  boolean isWord(String keyword) {
    return kind == Kind.NAME && text.equalsIgnoreCase(keyword);
  }

  /** For the one who wrote the query. */
  String inWords() {
    return switch (kind) {
      case END -> kind.words;
      case STRING -> "the string '" + text + "'";
      case PARAMETER -> "the parameter $" + text;
      default -> "'" + text + "'";
    };
  }
}
