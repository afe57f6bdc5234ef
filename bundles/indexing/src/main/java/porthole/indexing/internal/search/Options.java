// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.search;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Options that come with a query as an object; their names compare case-insensitively. */
public final class Options {
  private final Map<String, @Nullable Object> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  private Options() {}

  /**
   * Those of an object.
   *
   * @param options null: none
   */
  public static Options of(@Nullable Object options) {
    Options read = new Options();
    if (options instanceof Map<?, ?> object) {
      object.forEach((name, value) -> read.values.put(String.valueOf(name), value));
    } else if (options != null) {
      throw new QueryException("Options are an object, not " + options + ".");
    }
    return read;
  }

  /** All of them; whatever is put into the map stays out of these. */
  Map<String, @Nullable Object> all() {
    return new TreeMap<>(values);
  }

  /** The value as it came; null where there is none. */
  public @Nullable Object value(String name) {
    return values.get(name);
  }

  /** A whole number of 0 or more. */
  public int count(String name, int otherwise) {
    double number = number(name, otherwise);
    if (!(number >= 0)) {
      throw wrong(name, "a number of 0 or more");
    }
    return (int) Math.min(Integer.MAX_VALUE, number);
  }

  /** A number. */
  public double number(String name, double otherwise) {
    Object value = value(name);
    if (value != null && !(value instanceof Number)) {
      throw wrong(name, "a number");
    }
    return value instanceof Number number ? number.doubleValue() : otherwise;
  }

  /** A truth. */
  public boolean flag(String name) {
    Object value = value(name);
    if (value != null && !(value instanceof Boolean)) {
      throw wrong(name, "true or false");
    }
    return Boolean.TRUE.equals(value);
  }

  /** A text. */
  public @Nullable String text(String name) {
    Object value = value(name);
    if (value != null && !(value instanceof String)) {
      throw wrong(name, "a text");
    }
    return (String) value;
  }

  /** Texts; none where there is no list. */
  public List<String> texts(String name) {
    Object value = value(name);
    if (value != null && !(value instanceof List)) {
      throw wrong(name, "a list");
    }
    return value instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }

  /** One of several names, as in {@code CountAsc} for {@code COUNT_ASC}. */
  public <E extends Enum<E>> E choice(String name, E otherwise) {
    String text = text(name);
    if (text == null) {
      return otherwise;
    }
    for (E constant : otherwise.getDeclaringClass().getEnumConstants()) {
      if (plain(constant.name()).equals(plain(text))) {
        return constant;
      }
    }
    throw wrong(name, "one of " + List.of(otherwise.getDeclaringClass().getEnumConstants()));
  }

  private static String plain(String name) {
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }

  private QueryException wrong(String name, String expected) {
    return new QueryException(
        "The option '" + name + "' is " + value(name) + "; " + expected + " was expected.");
  }
}
