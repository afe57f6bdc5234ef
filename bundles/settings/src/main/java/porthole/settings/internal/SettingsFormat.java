// SPDX-License-Identifier: Apache-2.0
package porthole.settings.internal;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The format of a settings file: one flat JSON object. Values are strings, booleans, numbers, or
 * arrays of one of these; whole numbers become {@code Integer} where they fit, else {@code Long},
 * others {@code Double}.
 */
final class SettingsFormat {

  private SettingsFormat() {}

  /** The properties that the text stands for, as Config Admin takes them. */
  static SortedMap<String, Object> parse(String text) throws SettingsException {
    try (JsonReader reader = new JsonReader(new StringReader(text))) {
      reader.setStrictness(Strictness.STRICT);
      SortedMap<String, Object> properties = new TreeMap<>();
      reader.beginObject();
      while (reader.hasNext()) {
        String key = reader.nextName();
        Object value = value(key, JsonParser.parseReader(reader));
        if (properties.put(key, value) != null) {
          throw new SettingsException("'" + key + "' stands there twice", null);
        }
      }
      reader.endObject();
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw new SettingsException("something follows the object", null);
      }
      return properties;
    } catch (IOException | JsonParseException | IllegalStateException e) {
      throw new SettingsException(firstLine(e), e);
    }
  }

  /**
   * What this run of the server decides, whatever the files say.
   *
   * @param json an object with, by PID, an object of plain values; null for nothing
   */
  static Map<String, Map<String, Object>> parseOverrides(@Nullable String json)
      throws SettingsException {
    Map<String, Map<String, Object>> overrides = new TreeMap<>();
    if (json != null) {
      JsonObject pids = JsonParser.parseString(json).getAsJsonObject();
      for (Map.Entry<String, JsonElement> pid : pids.entrySet()) {
        overrides.put(pid.getKey(), parse(pid.getValue().toString()));
      }
    }
    return overrides;
  }

  /** The parser's message names line, column and path; what follows is advice to programmers. */
  private static String firstLine(Exception e) {
    Throwable cause = e instanceof JsonParseException && e.getCause() != null ? e.getCause() : e;
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("malformed JSON");
  }

  private static Object value(String key, JsonElement element) throws SettingsException {
    if (element instanceof JsonPrimitive primitive) {
      return scalar(primitive);
    }
    if (element instanceof JsonArray array) {
      return array(key, array);
    }
    throw new SettingsException(
        "'"
            + key
            + "' is "
            + (element.isJsonNull() ? "null" : "an object")
            + "; expected a string, a boolean, a number or an array of one of these",
        null);
  }

  private static Object scalar(JsonPrimitive primitive) {
    if (primitive.isBoolean()) {
      return primitive.getAsBoolean();
    }
    if (primitive.isString()) {
      return primitive.getAsString();
    }
    BigDecimal number = primitive.getAsBigDecimal();
    try {
      long whole = number.longValueExact();
      if (whole == (int) whole) {
        return (int) whole;
      }
      return whole;
    } catch (ArithmeticException e) {
      return number.doubleValue();
    }
  }

  private static Object array(String key, JsonArray array) throws SettingsException {
    List<Object> values = new ArrayList<>();
    for (JsonElement element : array) {
      if (!(element instanceof JsonPrimitive primitive)) {
        throw new SettingsException("'" + key + "' holds something else than plain values", null);
      }
      values.add(scalar(primitive));
    }
    Class<?> type = values.isEmpty() ? String.class : values.get(0).getClass();
    Object typed = Array.newInstance(type, values.size());
    for (int i = 0; i < values.size(); i++) {
      if (!type.isInstance(values.get(i))) {
        throw new SettingsException("'" + key + "' mixes types", null);
      }
      Array.set(typed, i, values.get(i));
    }
    return typed;
  }
}
