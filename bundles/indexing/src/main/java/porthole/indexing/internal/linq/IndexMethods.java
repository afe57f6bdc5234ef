// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.function.DynamicField;
import porthole.indexing.internal.function.SpatialValue;
import porthole.indexing.internal.linq.value.Casts;
import porthole.indexing.internal.linq.value.Missing;
import porthole.indexing.internal.linq.value.Properties;
import porthole.indexing.internal.linq.value.Sequences;
import porthole.indexing.internal.linq.value.Texts;
import porthole.indexing.internal.linq.value.ValueException;

/** What an index itself has. */
final class IndexMethods {
  private static final int STEPS_OF_LOAD = 100;
  private static final int DEEPEST_RECURSION = 10_000;

  static final Map<String, Method> ALL = all();

  /** Those that RavenDB has and this server has not. */
  static final Set<String> REFUSED =
      Set.of(
          "LoadAttachment",
          "LoadAttachments",
          "LoadCompareExchangeValue",
          "TryConvert",
          "Regex.IsMatch",
          "Regex.Match",
          "Regex.Matches",
          "Regex.Replace",
          "Regex.Split",
          "Guid.NewGuid",
          "Environment.MachineName",
          "DateTime.Now",
          "DateTime.UtcNow",
          "DateTime.Today",
          "DateTimeOffset.Now",
          "DateTimeOffset.UtcNow");

  private IndexMethods() {}

  private static Map<String, Method> all() {
    Map<String, Method> all = new HashMap<>();
    all.put("Id", Method.of("v", (f, self, given) -> id(given[0])));
    all.put("MetadataFor", Method.of("v", (f, self, given) -> metadata(given[0])));
    all.put("AsJson", Method.of("v", (f, self, given) -> given[0]));
    all.put("AsDocument", Method.of("v", (f, self, given) -> given[0]));
    all.put("LoadDocument", Method.of("vv", IndexMethods::load));
    all.put("CreateField", Method.of("vv vvv vvvv", IndexMethods::field));
    all.put("CreateSpatialField", Method.of("v vv", IndexMethods::spatial));
    all.put("SpatialGenerate", Method.of("vv", IndexMethods::spatial));
    all.put("Recurse", Method.of("vf", (f, self, given) -> recurse(f, given[0], given[1])));
    all.put("AttachmentsFor", Method.of("v", (f, self, given) -> of(given[0], "@attachments")));
    all.put("CounterNamesFor", Method.of("v", (f, self, given) -> of(given[0], "@counters")));
    all.put("TimeSeriesNamesFor", Method.of("v", (f, self, given) -> of(given[0], "@timeseries")));
    return Map.copyOf(all);
  }

  private static @Nullable Object id(@Nullable Object document) {
    return document instanceof Map<?, ?> object ? Properties.idOf(object) : Missing.VALUE;
  }

  private static @Nullable Object metadata(@Nullable Object document) {
    return document instanceof Map<?, ?> object && object.containsKey("@metadata")
        ? object.get("@metadata")
        : Missing.VALUE;
  }

  private static List<@Nullable Object> of(@Nullable Object document, String names) {
    return metadata(document) instanceof Map<?, ?> metadata
        ? Sequences.of(metadata.get(names))
        : List.of();
  }

  private static @Nullable Object load(
      Frame frame, @Nullable Object self, @Nullable Object[] given) {
    String collection = Texts.of(given[1]);
    if (!(given[0] instanceof List<?> ids)) {
      return loaded(frame, given[0], collection);
    }
    List<@Nullable Object> documents = new ArrayList<>();
    ids.forEach(id -> documents.add(loaded(frame, id, collection)));
    return documents;
  }

  private static @Nullable Object loaded(Frame frame, @Nullable Object id, String collection) {
    frame.step(STEPS_OF_LOAD);
    if (!(id instanceof String text) || text.isEmpty()) {
      return Missing.VALUE;
    }
    Map<String, @Nullable Object> document = frame.loader().load(text, collection);
    return document == null ? Missing.VALUE : document;
  }

  private static @Nullable Object field(
      Frame frame, @Nullable Object self, @Nullable Object[] given) {
    if (Missing.orNull(given[0])) {
      return Missing.VALUE;
    }
    String name = Texts.of(given[0]);
    if (name.isEmpty()) {
      throw new ValueException("a field needs a name.");
    }
    if (given.length == 3 && given[2] instanceof Map<?, ?> options) {
      return field(name, given[1], options);
    }
    return new DynamicField(
        name,
        given[1],
        given.length > 2 ? (Boolean) Casts.cast(given[2], "bool", false) : null,
        given.length > 3 ? (Boolean) Casts.cast(given[3], "bool", false) : null);
  }

  private static DynamicField field(String name, @Nullable Object value, Map<?, ?> options) {
    for (Object option : options.keySet()) {
      boolean known = option.equals("Storage") || option.equals("Indexing");
      if (!known && !"No".equals(options.get(option))) {
        throw new ValueException("a field that is created cannot have '" + option + "'.");
      }
    }
    Object storage = options.get("Storage");
    Object indexing = options.get("Indexing");
    boolean asDefined = indexing == null || indexing.equals("Default");
    return new DynamicField(
        name,
        value,
        storage == null ? null : (Boolean) storage.equals("Yes"),
        asDefined ? null : (Boolean) "Search".equals(indexing));
  }

  private static @Nullable Object spatial(
      Frame frame, @Nullable Object self, @Nullable Object[] given) {
    for (Object part : given) {
      if (Missing.orNull(part)) {
        return null;
      }
    }
    if (given.length == 1) {
      return new SpatialValue.Shape(Texts.of(given[0]));
    }
    Object latitude = Casts.cast(given[0], "double", true);
    Object longitude = Casts.cast(given[1], "double", true);
    return latitude instanceof Double y && longitude instanceof Double x
        ? new SpatialValue.Point(y, x)
        : null;
  }

  /** A value, what a lambda gives of it, what it gives of that, and so on, each once. */
  static List<@Nullable Object> recurse(
      Frame frame, @Nullable Object start, @Nullable Object lambda) {
    Fn children = SequenceMethods.fn(lambda);
    IdentityHashMap<Object, Boolean> seen = new IdentityHashMap<>();
    List<@Nullable Object> found = new ArrayList<>();
    List<@Nullable Object> waiting = new ArrayList<>();
    waiting.add(start);
    while (!waiting.isEmpty()) {
      Object value = waiting.remove(waiting.size() - 1);
      if (value instanceof List<?> many) {
        for (int i = many.size() - 1; i >= 0; i--) {
          waiting.add(many.get(i));
        }
      } else if (value != null && value != Missing.VALUE && seen.put(value, true) == null) {
        found.add(value);
        waiting.add(children.apply(frame, value));
      }
      if (found.size() > DEEPEST_RECURSION) {
        throw new ValueException("'Recurse' finds more than " + DEEPEST_RECURSION + " values.");
      }
    }
    return found;
  }
}
