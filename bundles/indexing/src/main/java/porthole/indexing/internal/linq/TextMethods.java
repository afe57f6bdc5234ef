// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.linq.value.Casts;
import porthole.indexing.internal.linq.value.Sequences;
import porthole.indexing.internal.linq.value.Texts;
import porthole.indexing.internal.linq.value.ValueException;

/** Methods of texts. Letters are those of no language; an argument of null is the empty text. */
final class TextMethods {
  private static final int LONGEST_PADDING = 10_000;

  static final Map<String, Method> ALL =
      Map.ofEntries(
          changed("ToLower", text -> text.toLowerCase(Locale.ROOT)),
          changed("ToLowerInvariant", text -> text.toLowerCase(Locale.ROOT)),
          changed("ToUpper", text -> text.toUpperCase(Locale.ROOT)),
          changed("ToUpperInvariant", text -> text.toUpperCase(Locale.ROOT)),
          Map.entry("Trim", Method.of("*", (f, self, given) -> trim(self, given, true, true))),
          Map.entry(
              "TrimStart", Method.of("*", (f, self, given) -> trim(self, given, true, false))),
          Map.entry("TrimEnd", Method.of("*", (f, self, given) -> trim(self, given, false, true))),
          Map.entry("Substring", Method.of("v vv", TextMethods::substring)),
          Map.entry("Remove", Method.of("v vv", TextMethods::remove)),
          Map.entry("Insert", Method.of("vv", TextMethods::insert)),
          Map.entry("Replace", Method.of("vv", TextMethods::replace)),
          Map.entry("Split", Method.of("*", TextMethods::split)),
          Map.entry("PadLeft", Method.of("v vv", (f, self, given) -> padded(self, given, true))),
          Map.entry("PadRight", Method.of("v vv", (f, self, given) -> padded(self, given, false))),
          Map.entry("Contains", Method.of("v vv", TextMethods::contains)),
          Map.entry("StartsWith", Method.of("v vv", TextMethods::startsWith)),
          Map.entry("EndsWith", Method.of("v vv", TextMethods::endsWith)),
          Map.entry("IndexOf", Method.of("v vv", TextMethods::indexOf)),
          Map.entry("LastIndexOf", Method.of("v vv", TextMethods::lastIndexOf)),
          Map.entry("ToCharArray", Method.of("-", (f, self, given) -> Sequences.of(self))));

  private TextMethods() {}

  private static Map.Entry<String, Method> changed(String name, UnaryOperator<String> change) {
    return Map.entry(name, Method.of("- v", (frame, self, given) -> change.apply(Texts.of(self))));
  }

  private static String trim(
      @Nullable Object self, @Nullable Object[] given, boolean left, boolean right) {
    StringBuilder trimmed = new StringBuilder();
    for (Object each : given) {
      Sequences.of(each instanceof Character ? each.toString() : each)
          .forEach(c -> trimmed.append(Texts.of(c)));
    }
    String text = Texts.of(self);
    int start = 0;
    int end = text.length();
    while (left && start < end && isTrimmed(trimmed, text.charAt(start))) {
      start++;
    }
    while (right && start < end && isTrimmed(trimmed, text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isTrimmed(StringBuilder trimmed, char c) {
    return trimmed.isEmpty() ? Character.isWhitespace(c) : trimmed.indexOf(String.valueOf(c)) >= 0;
  }

  private static int whole(@Nullable Object value) {
    return Casts.cast(value, "int", false) instanceof Integer number ? number : 0;
  }

  private static String substring(Frame frame, @Nullable Object self, @Nullable Object[] given) {
    String text = Texts.of(self);
    int start = whole(given[0]);
    int length = given.length > 1 ? whole(given[1]) : text.length() - start;
    checkRange(text, start, length);
    return text.substring(start, start + length);
  }

  private static String remove(Frame frame, @Nullable Object self, @Nullable Object[] given) {
    String text = Texts.of(self);
    int start = whole(given[0]);
    int length = given.length > 1 ? whole(given[1]) : text.length() - start;
    checkRange(text, start, length);
    return text.substring(0, start) + text.substring(start + length);
  }

  private static String insert(Frame frame, @Nullable Object self, @Nullable Object[] given) {
    String text = Texts.of(self);
    int start = whole(given[0]);
    checkRange(text, start, 0);
    return text.substring(0, start) + Texts.of(given[1]) + text.substring(start);
  }

  private static void checkRange(String text, int start, int length) {
    if (start < 0 || length < 0 || start > text.length() - length) {
      throw new ValueException(
          Texts.described(text)
              + " of "
              + text.length()
              + " characters has no "
              + length
              + " from "
              + start
              + " on.");
    }
  }

  private static String replace(Frame frame, @Nullable Object self, @Nullable Object[] given) {
    String text = Texts.of(self);
    String wanted = Texts.of(given[0]);
    String by = Texts.of(given[1]);
    if (wanted.isEmpty()) {
      throw new ValueException("an empty text cannot be replaced.");
    }
    frame.step(text.length() / wanted.length() * (1 + by.length() / 8));
    return text.replace(wanted, by);
  }

  private static List<@Nullable Object> split(
      Frame frame, @Nullable Object self, @Nullable Object[] given) {
    String text = Texts.of(self);
    List<String> separators = new ArrayList<>();
    boolean keepEmpty = true;
    for (Object each : given) {
      keepEmpty &= !"RemoveEmptyEntries".equals(each);
      if (each instanceof String || each instanceof Character) {
        separators.add(each.toString());
      } else {
        Sequences.of(each).forEach(separator -> separators.add(Texts.of(separator)));
      }
    }
    separators.removeIf(each -> each.isEmpty() || each.equals("RemoveEmptyEntries"));
    frame.step(text.length());
    return parts(text, separators.isEmpty() ? List.of(" ") : separators, keepEmpty);
  }

  private static List<@Nullable Object> parts(
      String text, List<String> separators, boolean keepEmpty) {
    List<@Nullable Object> parts = new ArrayList<>();
    int start = 0;
    for (int at = 0; at <= text.length(); at++) {
      int place = at;
      String separator =
          separators.stream().filter(each -> text.startsWith(each, place)).findFirst().orElse("");
      if (at == text.length() || !separator.isEmpty()) {
        if (keepEmpty || at > start) {
          parts.add(text.substring(start, at));
        }
        start = at + separator.length();
        at = Math.max(at, start - 1);
      }
    }
    return parts;
  }

  private static String padded(@Nullable Object self, @Nullable Object[] given, boolean left) {
    String text = Texts.of(self);
    int width = whole(given[0]);
    if (width > LONGEST_PADDING) {
      throw new ValueException("a text cannot be padded to " + width + " characters.");
    }
    String padding = given.length > 1 ? Texts.of(given[1]) : " ";
    String fill = padding.repeat(Math.max(0, width - text.length()));
    return left ? fill + text : text + fill;
  }

  private static boolean ignoresCase(@Nullable Object[] given) {
    return given.length > 1 && given[1] instanceof String how && how.endsWith("IgnoreCase");
  }

  private static String comparable(@Nullable Object value, @Nullable Object[] given) {
    String text = Texts.of(value);
    return ignoresCase(given) ? text.toLowerCase(Locale.ROOT) : text;
  }

  private static boolean contains(Frame frame, @Nullable Object self, @Nullable Object[] given) {
    return comparable(self, given).contains(comparable(given[0], given));
  }

  private static boolean startsWith(Frame frame, @Nullable Object self, @Nullable Object[] given) {
    return comparable(self, given).startsWith(comparable(given[0], given));
  }

  private static boolean endsWith(Frame frame, @Nullable Object self, @Nullable Object[] given) {
    return comparable(self, given).endsWith(comparable(given[0], given));
  }

  private static int indexOf(Frame frame, @Nullable Object self, @Nullable Object[] given) {
    int start = given.length > 1 && !(given[1] instanceof String) ? whole(given[1]) : 0;
    return comparable(self, given).indexOf(comparable(given[0], given), start);
  }

  private static int lastIndexOf(Frame frame, @Nullable Object self, @Nullable Object[] given) {
    return comparable(self, given).lastIndexOf(comparable(given[0], given));
  }
}
