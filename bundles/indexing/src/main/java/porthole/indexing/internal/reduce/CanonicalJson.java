// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.reduce;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.function.BoostedValue;

/**
 * Bytes that two values share exactly if they are equal as JSON: numbers by what they are, not how
 * they are written; objects without an order; strings as they are.
 */
final class CanonicalJson {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private CanonicalJson() {}

  static byte[] of(@Nullable Object value) {
    CanonicalJson canonical = new CanonicalJson();
    canonical.write(value);
    return canonical.out.toByteArray();
  }

  private void write(@Nullable Object value) {
    if (value instanceof Map<?, ?> object) {
      Map<String, Object> sorted = new TreeMap<>();
      object.forEach((name, member) -> sorted.put(String.valueOf(name), member));
      sized('{', sorted.size());
      sorted.forEach(
          (name, member) -> {
            text('s', name);
            write(member);
          });
    } else if (value instanceof List<?> list) {
      sized('[', list.size());
      list.forEach(this::write);
    } else if (value instanceof Number number) {
      text('n', number(number));
    } else if (value instanceof BoostedValue boosted) {
      write(boosted.value());
    } else {
      scalar(value);
    }
  }

  private void scalar(@Nullable Object value) {
    if (value == null) {
      out.write('0');
    } else if (value instanceof Boolean is) {
      out.write(is ? 't' : 'f');
    } else {
      text('s', value.toString());
    }
  }

  private static String number(Number number) {
    if (number instanceof Long || number instanceof Integer) {
      return number.toString();
    }
    double value = number.doubleValue();
    boolean whole = value == Math.rint(value) && Math.abs(value) < 0x1p63;
    return whole ? Long.toString((long) value) : Double.toString(value);
  }

  private void text(char kind, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    sized(kind, bytes.length);
    out.writeBytes(bytes);
  }

  private void sized(char kind, int size) {
    out.write(kind);
    out.writeBytes((size + ":").getBytes(UTF_8));
  }
}
