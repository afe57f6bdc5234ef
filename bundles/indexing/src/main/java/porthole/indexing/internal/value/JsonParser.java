// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.value;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
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

  // Powers of ten, exact as doubles, as whole numbers of so many digits are.
  private static final double[] TENS = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };
  private static final int EXACT_DIGITS = 15;

  private final byte[] json;
  private final int end;
  private final boolean lazy;
  private int at;
  private int depth;

  /**
   * Of a part of those bytes.
   *
   * @param lazy whether objects and arrays within are read when somebody looks into them
   */
  JsonParser(byte[] json, int start, int end, boolean lazy) {
    this.json = json;
    this.end = end;
    this.lazy = lazy;
    at = start;
  }

  /**
   * The object that the text is.
   *
   * @throws IllegalArgumentException if it is none
   */
  Map<String, @Nullable Object> object() {
    return whole('{', this::members);
  }

  /**
   * The array that the text is.
   *
   * @throws IllegalArgumentException if it is none
   */
  List<@Nullable Object> array() {
    return whole('[', this::elements);
  }

  private <T> T whole(char begin, Supplier<T> content) {
    try {
      expect(begin);
      T value = content.get();
      skipBlanks();
      if (at < end) {
        throw unexpected();
      }
      return value;
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
      case '{' -> lazy ? later(LazyObject::new, JsonParser::object) : members();
      case '[' -> lazy ? later(LazyArray::new, JsonParser::array) : elements();
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

  private <T> Object later(Function<Supplier<T>, Object> holder, Function<JsonParser, T> reader) {
    int start = at - 1;
    skipToEnd();
    int behind = at;
    return holder.apply(() -> reader.apply(new JsonParser(json, start, behind, true)));
  }

  // Of what has begun at the byte before.
  private void skipToEnd() {
    int open = 1;
    while (open > 0) {
      switch (json[at++]) {
        case '{', '[' -> open++;
        case '}', ']' -> open--;
        case '"' -> skipString();
        default -> {
          // within
        }
      }
    }
  }

  private void skipString() {
    byte b = json[at++];
    while (b != '"') {
      at += b == '\\' ? 1 : 0;
      b = json[at++];
    }
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
    long whole = digits(0);
    int wholeDigits = at - digits;
    boolean isWhole = at == end || !isOfNumber(json[at]);
    if (isWhole && wholeDigits > 0 && wholeDigits <= SAFE_DIGITS) {
      return negative ? -whole : whole;
    }
    int fraction = 0;
    if (at < end && json[at] == '.' && wholeDigits > 0) {
      at++;
      whole = digits(whole);
      fraction = at - digits - wholeDigits - 1;
    }
    boolean plain = fraction > 0 && (at == end || !isOfNumber(json[at]));
    if (plain && wholeDigits + fraction <= EXACT_DIGITS) {
      // Both are exact, so that one division rounds as it should.
      double value = whole / TENS[fraction];
      return negative ? -value : value;
    }
    while (at < end && isOfNumber(json[at])) {
      at++;
    }
    if (at == digits) {
      throw unexpected();
    }
    return number(new String(json, start, at - start, StandardCharsets.ISO_8859_1), isWhole);
  }

  // Goes on with a whole number; it is of no use when there were too many.
  private long digits(long before) {
    long number = before;
    while (at < end && json[at] >= '0' && json[at] <= '9') {
      number = number * 10 + json[at++] - '0';
    }
    return number;
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
    while (at < end && json[at] <= ' ' && json[at] >= 0) {
      at++;
    }
  }

  private IllegalArgumentException unexpected() {
    return new IllegalArgumentException("Not a JSON object: unexpected at byte " + at);
  }
}
