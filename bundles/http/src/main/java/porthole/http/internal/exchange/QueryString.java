// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.exchange;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a URL. Names compare case-insensitively; a name may come more than once.
 *
 * <p>Read here and not by the container, which would take form fields from the body as well.
 */
public final class QueryString {

  private record Parameter(String name, String value) {}

  private final List<Parameter> parameters = new ArrayList<>();

  /** Reads what follows the question mark, or null. */
  public QueryString(@Nullable String raw) {
    if (raw == null) {
      return;
    }
    for (String part : raw.split("&", 0)) {
      int equals = part.indexOf('=');
      if (equals >= 0) {
        add(part.substring(0, equals), part.substring(equals + 1));
      } else if (!part.isEmpty()) {
        add(part, "");
      }
    }
  }

  /** The first value of a parameter, or null. */
  public @Nullable String first(String name) {
    for (Parameter parameter : parameters) {
      if (parameter.name.equalsIgnoreCase(name)) {
        return parameter.value;
      }
    }
    return null;
  }

  /** All values of a parameter, in their order. */
  public List<String> all(String name) {
    return parameters.stream()
        .filter(parameter -> parameter.name.equalsIgnoreCase(name))
        .map(Parameter::value)
        .toList();
  }

  /** The value of a parameter that must be there. */
  public String required(String name) {
    String value = first(name);
    if (value == null || value.isBlank()) {
      throw RequestException.badRequest("The parameter '" + name + "' is missing or empty.");
    }
    return value;
  }

  /** A whole number, 0 or more. */
  public int count(String name, int otherwise) {
    long value = number(name, otherwise);
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw wrong(name, "a whole number from 0 to 2147483647", String.valueOf(value));
    }
    return (int) value;
  }

  /** A whole number. */
  public long number(String name, long otherwise) {
    String value = first(name);
    if (value == null || value.isBlank()) {
      return otherwise;
    }
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw wrong(name, "a whole number", value);
    }
  }

  /** Whether a parameter is there and true. */
  public boolean flag(String name) {
    String value = first(name);
    if (value == null) {
      return false;
    }
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true", "" -> true;
      case "false" -> false;
      default -> throw wrong(name, "true or false", value);
    };
  }

  /** The text of a part of a URL, with {@code %xx} replaced; a plus is left as it is. */
  public static String decode(String raw) {
    if (raw.indexOf('%') < 0) {
      return raw;
    }
    byte[] source = raw.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(source.length);
    for (int i = 0; i < source.length; i++) {
      if (source[i] == '%') {
        bytes.put(hex(source, i, raw));
        i += 2;
      } else {
        bytes.put(source[i]);
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException e) {
      throw RequestException.badRequest("The URL holds '" + raw + "', which is not UTF-8.");
    }
  }

  private static byte hex(byte[] source, int percent, String raw) {
    if (percent + 2 < source.length) {
      int high = Character.digit(source[percent + 1], 16);
      int low = Character.digit(source[percent + 2], 16);
      if (high >= 0 && low >= 0) {
        return (byte) (high << 4 | low);
      }
    }
    throw RequestException.badRequest("The URL holds '" + raw + "' with a % that escapes nothing.");
  }

  private void add(String name, String value) {
    parameters.add(new Parameter(decode(plus(name)), decode(plus(value))));
  }

  private static String plus(String text) {
    return text.replace('+', ' ');
  }

  private static RequestException wrong(String name, String expected, String actual) {
    return RequestException.badRequest(
        "The parameter '" + name + "' must be " + expected + ", not '" + actual + "'.");
  }
}
