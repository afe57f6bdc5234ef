// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.value;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON text, from its bytes: indexing does little else than this and Lucene. What is no
 * JSON is refused, though not all of it, since documents are checked when they are stored.
 */
final class JsonParser {
  // Deeper than any document can be stored.
  private static final int DEEPEST = 1_000;
  // So many decimal digits always fit into a long.
  private static final int SAFE_DIGITS = 18;

  private final byte[] json;
  private int at;
  private int depth;

  JsonParser(byte[] json) {
    this.json = json;
  }

  /**
   * The object that the text is.
   *
   * @throws IllegalArgumentException if it is none
   */
  Map<String, @Nullable Object> object() {
    try {
      expect('{');
      Map<String, @Nullable Object> object = members();
      skipBlanks();
      if (at < json.length) {
        throw unexpected();
      }
      return object;
    } catch (ArrayIndexOutOfBoundsException e) {
      throw new IllegalArgumentException("Not a JSON object: it ends too early", e);
    }
  }

  private Map<String, @Nullable Object> members() {
    deeper();
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    if (!ends('}')) {
      do {
        expect('"');
        String name = string();
        expect(':');
        object.put(name, value());
      } while (goesOn('}'));
    }
    depth--;
    return object;
  }

  private List<@Nullable Object> elements() {
    deeper();
    List<@Nullable Object> array = new ArrayList<>();
    if (!ends(']')) {
      do {
        array.add(value());
      } while (goesOn(']'));
    }
    depth--;
    return array;
  }

  private void deeper() {
    if (++depth > DEEPEST) {
      throw new IllegalArgumentException("JSON deeper than " + DEEPEST + " levels");
    }
  }

  private @Nullable Object value() {
    skipBlanks();
    return switch (json[at++]) {
      case '{' -> members();
      case '[' -> elements();
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> {
        at--;
        yield number();
      }
    };
  }

  private @Nullable Object word(String word, @Nullable Object value) {
    at--;
    for (int i = 0; i < word.length(); i++) {
      expectNow(word.charAt(i));
    }
    return value;
  }

  // Up to the closing quote, the opening one is behind. Most have neither escapes nor more than
  // ASCII.
  private String string() {
    int start = at;
    int all = 0;
    byte b = json[at];
    while (b != '"' && b != '\\') {
      all |= b;
      b = json[++at];
    }
    if (b == '"') {
      int length = at++ - start;
      return new String(
          json, start, length, all < 0 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    }
    return escaped(new StringBuilder(new String(json, start, at - start, StandardCharsets.UTF_8)));
  }

  private String escaped(StringBuilder text) {
    while (json[at] != '"') {
      if (json[at] == '\\') {
        at++;
        text.append(escape());
      } else {
        int start = at;
        while (json[at] != '"' && json[at] != '\\') {
          at++;
        }
        text.append(new String(json, start, at - start, StandardCharsets.UTF_8));
      }
    }
    at++;
    return text.toString();
  }

  private char escape() {
    byte b = json[at++];
    return switch (b) {
      case '"', '\\', '/' -> (char) b;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unit();
      default -> {
        at--;
        throw unexpected();
      }
    };
  }

  private char unit() {
    int unit = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(json[at], 16);
      if (digit < 0) {
        throw unexpected();
      }
      unit = (unit << 4) | digit;
      at++;
    }
    return (char) unit;
  }

  private Number number() {
    int start = at;
    boolean negative = json[at] == '-';
    at += negative ? 1 : 0;
    int digits = at;
    long whole = 0;
    while (at < json.length && json[at] >= '0' && json[at] <= '9') {
      whole = whole * 10 + json[at++] - '0';
    }
    boolean isWhole = at == json.length || !isOfNumber(json[at]);
    if (isWhole && at > digits && at - digits <= SAFE_DIGITS) {
      return negative ? -whole : whole;
    }
    while (at < json.length && isOfNumber(json[at])) {
      at++;
    }
    if (at == digits) {
      throw unexpected();
    }
    return number(new String(json, start, at - start, StandardCharsets.ISO_8859_1), isWhole);
  }

  private static boolean isOfNumber(byte b) {
    return (b >= '0' && b <= '9') || b == '.' || b == 'e' || b == 'E' || b == '+' || b == '-';
  }

  private static Number number(String text, boolean whole) {
    if (whole) {
      try {
        return Long.valueOf(text);
      } catch (NumberFormatException tooBig) {
        return Double.valueOf(text);
      }
    }
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("Not a JSON object: '" + text + "' is no number", e);
    }
  }

  private boolean ends(char end) {
    skipBlanks();
    boolean ends = json[at] == end;
    at += ends ? 1 : 0;
    return ends;
  }

  private boolean goesOn(char end) {
    if (ends(end)) {
      return false;
    }
    expect(',');
    return true;
  }

  private void expect(char wanted) {
    skipBlanks();
    expectNow(wanted);
  }

  private void expectNow(char wanted) {
    if (json[at] != wanted) {
      throw unexpected();
    }
    at++;
  }

  private void skipBlanks() {
    while (at < json.length && json[at] <= ' ' && json[at] >= 0) {
      at++;
    }
  }

  private IllegalArgumentException unexpected() {
    return new IllegalArgumentException("Not a JSON object: unexpected at byte " + at);
  }
}
