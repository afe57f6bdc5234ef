// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.script;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.function.BoostedValue;
import porthole.indexing.internal.function.DynamicField;
import porthole.indexing.internal.function.FunctionException;
import porthole.indexing.internal.function.SpatialValue;

/** Turns the tagged objects in a script's results into what they stand for. */
final class Tagged {
  private static final String VALUE = "$value";
  private static final String NAME = "$name";
  private static final String OPTIONS = "$options";
  private static final String BOOST = "$boost";
  private static final String SPATIAL = "$spatial";

  private final String function;

  /**
   * For the results of one function.
   *
   * @param function its name, for messages
   */
  Tagged(String function) {
    this.function = function;
  }

  /** The results, each of which has to be an object. */
  List<Map<String, @Nullable Object>> objects(List<@Nullable Object> results) {
    List<Map<String, @Nullable Object>> objects = new ArrayList<>(results.size());
    for (Object result : results) {
      if (result instanceof Map<?, ?> object) {
        objects.add(object(object));
      } else if (result != null) {
        throw wrong("gives " + result + ", which is no object.");
      }
    }
    return objects;
  }

  private Map<String, @Nullable Object> object(Map<?, ?> object) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>(object.size() * 2);
    object.forEach((name, value) -> values.put((String) name, value(String.valueOf(name), value)));
    // There when a document itself is the result.
    values.remove("@metadata");
    return values;
  }

  private @Nullable Object value(String property, @Nullable Object value) {
    if (value instanceof List<?> list) {
      List<@Nullable Object> values = new ArrayList<>(list.size());
      list.forEach(element -> values.add(value(property, element)));
      return values;
    }
    if (!(value instanceof Map<?, ?> object)) {
      return value;
    }
    if (object.containsKey(SPATIAL)) {
      return spatial(object.get(SPATIAL));
    }
    if (object.containsKey(BOOST)) {
      return new BoostedValue(
          value(property, object.get(VALUE)), (float) number(object.get(BOOST), "a boost"));
    }
    boolean field = object.containsKey(NAME) || object.containsKey(OPTIONS);
    return field && object.containsKey(VALUE) ? field(property, object) : value;
  }

  private SpatialValue spatial(@Nullable Object place) {
    if (place instanceof List<?> both && both.size() == 2) {
      return new SpatialValue.Point(
          number(both.get(0), "a latitude"), number(both.get(1), "a longitude"));
    }
    return new SpatialValue.Shape(String.valueOf(place));
  }

  private double number(@Nullable Object value, String what) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    throw wrong("has " + value + " where " + what + " was expected.");
  }

  private DynamicField field(String property, Map<?, ?> tagged) {
    Object name = tagged.get(NAME);
    Map<?, ?> options = tagged.get(OPTIONS) instanceof Map<?, ?> given ? given : Map.of();
    Boolean stored = null;
    Boolean analyzed = null;
    for (Map.Entry<?, ?> option : options.entrySet()) {
      switch (String.valueOf(option.getKey()).toLowerCase(Locale.ROOT)) {
        case "storage" -> stored = isYes(option.getValue());
        case "indexing" -> analyzed = isSearched(option.getValue());
        case "termvector" -> checkNo(option.getValue());
        default -> throw wrong("has a field with an unknown option '" + option.getKey() + "'.");
      }
    }
    return new DynamicField(
        name == null ? property : String.valueOf(name),
        value(property, tagged.get(VALUE)),
        stored,
        analyzed);
  }

  private static boolean isYes(@Nullable Object value) {
    return Boolean.TRUE.equals(value) || "yes".equalsIgnoreCase(String.valueOf(value));
  }

  private void checkNo(@Nullable Object value) {
    if (!Boolean.FALSE.equals(value) && !"no".equalsIgnoreCase(String.valueOf(value))) {
      throw wrong("has a field with term vectors, which fields that are created cannot have.");
    }
  }

  private @Nullable Boolean isSearched(@Nullable Object value) {
    return switch (String.valueOf(value).toLowerCase(Locale.ROOT)) {
      case "default" -> null;
      case "search" -> true;
      case "exact" -> false;
      default -> throw wrong("has a field with unknown indexing '" + value + "'.");
    };
  }

  private FunctionException wrong(String problem) {
    return new FunctionException(function + " " + problem);
  }
}
