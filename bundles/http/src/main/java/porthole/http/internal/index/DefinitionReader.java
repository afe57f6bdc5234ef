// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.index;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import porthole.http.internal.exchange.RequestException;
import porthole.http.internal.json.JsonCursor;
import porthole.indexing.api.IndexDefinition;
import porthole.indexing.api.IndexFieldOptions;
import porthole.indexing.api.SpatialOptions;

/** Reads definitions of indexes; what clients send besides means nothing here. */
final class DefinitionReader {

  private DefinitionReader() {}

  /** Passes a definition. */
  static IndexDefinition read(JsonCursor json) {
    IndexDefinition definition = new IndexDefinition();
    json.object(member -> read(definition, member));
    return definition;
  }

  private static void read(IndexDefinition definition, JsonCursor member) {
    String name = member.name();
    switch (name) {
      case "Name" -> definition.name = member.text();
      case "Maps" -> definition.maps = texts(member);
      case "Reduce" -> definition.reduce = member.textOrNull();
      case "Fields" -> fields(definition, member);
      case "LockMode" ->
          definition.lockMode = constant(IndexDefinition.LockMode.class, name, member);
      case "Priority" ->
          definition.priority = constant(IndexDefinition.Priority.class, name, member);
      case "State" -> definition.state = constant(IndexDefinition.State.class, name, member);
      case "Configuration" -> definition.configuration = map(member);
      case "AdditionalSources" -> definition.additionalSources = map(member);
      case "AdditionalAssemblies", "CompoundFields" -> refuseAny(name, member);
      case "OutputReduceToCollection",
          "PatternForOutputReduceToCollectionReferences",
          "PatternReferencesCollectionName" ->
          refuseText(name, member);
      default -> {
        // said by the server, or nothing that this server does differently
      }
    }
  }

  private static void refuseAny(String name, JsonCursor member) {
    if (member.peek() == '[') {
      member.array(
          element -> {
            throw refusal(name);
          });
    }
  }

  private static void refuseText(String name, JsonCursor member) {
    String text = member.textOrNull();
    if (text != null && !text.isEmpty()) {
      throw refusal(name);
    }
  }

  private static RequestException refusal(String name) {
    return RequestException.notImplemented(
        "An index with " + name + " is nothing that this server can make.");
  }

  private static List<String> texts(JsonCursor member) {
    List<String> texts = new ArrayList<>();
    if (member.peek() == '[') {
      member.array(element -> texts.add(element.text()));
    }
    return texts;
  }

  private static Map<String, String> map(JsonCursor member) {
    Map<String, String> map = new TreeMap<>();
    if (member.peek() == '{') {
      member.object(
          entry -> {
            String name = entry.name();
            String value = entry.textOrNull();
            map.put(name, value == null ? "" : value);
          });
    }
    return map;
  }

  private static <E extends Enum<E>> @Nullable E constant(
      Class<E> type, String name, JsonCursor member) {
    String text = member.textOrNull();
    return text == null ? null : EnumNames.read(type, name, text);
  }

  private static void fields(IndexDefinition definition, JsonCursor member) {
    if (member.peek() == '{') {
      member.object(
          field -> {
            String name = field.name();
            definition.fields.put(name, options(field));
          });
    }
  }

  private static IndexFieldOptions options(JsonCursor json) {
    IndexFieldOptions options = new IndexFieldOptions();
    if (json.peek() == '{') {
      json.object(member -> option(options, member));
    }
    return options;
  }

  private static void option(IndexFieldOptions options, JsonCursor member) {
    String name = member.name();
    switch (name) {
      case "Storage" -> {
        String text = member.textOrNull();
        options.stored = text == null ? null : "yes".equalsIgnoreCase(text);
      }
      case "Indexing" ->
          options.indexing = constant(IndexFieldOptions.Indexing.class, name, member);
      case "TermVector" ->
          options.termVector = constant(IndexFieldOptions.TermVector.class, name, member);
      case "Analyzer" -> options.analyzer = member.textOrNull();
      case "Suggestions" -> options.suggestions = member.bool();
      case "Spatial" -> options.spatial = member.peek() == '{' ? spatial(member) : null;
      default -> {
        // nothing that this server does differently
      }
    }
  }

  private static SpatialOptions spatial(JsonCursor json) {
    SpatialOptions options = new SpatialOptions();
    json.object(
        member -> {
          String name = member.name();
          switch (name) {
            case "Type" ->
                options.type = EnumNames.read(SpatialOptions.Type.class, name, member.text());
            case "Strategy" ->
                options.strategy =
                    EnumNames.read(SpatialOptions.Strategy.class, name, member.text());
            case "Units" ->
                options.units = EnumNames.read(SpatialOptions.Units.class, name, member.text());
            case "MaxTreeLevel" -> options.maxTreeLevel = (int) member.integer();
            case "MinX" -> options.minX = number(member);
            case "MaxX" -> options.maxX = number(member);
            case "MinY" -> options.minY = number(member);
            case "MaxY" -> options.maxY = number(member);
            default -> {
              // unknown to the protocol
            }
          }
        });
    return options;
  }

  private static double number(JsonCursor member) {
    String text = new String(member.raw(), java.nio.charset.StandardCharsets.US_ASCII);
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw RequestException.badRequest("A number was expected, not " + text + ".");
    }
  }
}
