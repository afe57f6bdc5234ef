// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.function.FunctionException;
import porthole.indexing.internal.function.Loader;
import porthole.indexing.internal.function.MapFunction;
import porthole.indexing.internal.language.IndexFunctions;
import porthole.indexing.internal.language.IndexTexts;
import porthole.indexing.internal.language.Language;
import porthole.indexing.internal.linq.LinqMap;

/**
 * Functions in a language for tests: {@code Users: name, age} gives one entry with these fields;
 * {@code Users: tags[]} one entry for each element of an array.
 */
public final class FakeFunctions {

  private FakeFunctions() {}

  /** Compiles the maps; there are no reduces. */
  public static IndexFunctions compile(IndexTexts texts) {
    List<MapFunction> maps = new ArrayList<>();
    texts.maps().forEach(map -> maps.add(map(map)));
    return new IndexFunctions(Language.CSHARP, maps, Optional.empty());
  }

  private static MapFunction map(String text) {
    if (text.startsWith("from ")) {
      return LinqMap.of("map", text);
    }
    String[] parts = text.split(":", 2);
    if (parts.length < 2) {
      throw new FunctionException("'" + text + "' has no colon.");
    }
    Set<String> fields = new TreeSet<>(List.of(parts[1].strip().split(" *, *")));
    return new Map1(Set.of(parts[0]), fields);
  }

  private record Map1(Set<String> collections, Set<String> paths) implements MapFunction {

    @Override
    public Set<String> fields() {
      TreeSet<String> names = new TreeSet<>();
      paths.forEach(path -> names.add(path.replace("[]", "")));
      return names;
    }

    @Override
    public List<Map<String, @Nullable Object>> entries(
        Map<String, @Nullable Object> document, Loader loader) {
      if (document.containsKey("fail")) {
        throw new FunctionException("The document says fail.");
      }
      List<Map<String, @Nullable Object>> entries = new ArrayList<>();
      entries.add(new LinkedHashMap<>());
      for (String path : paths) {
        String name = path.replace("[]", "");
        if (path.equals(name)) {
          entries.forEach(entry -> entry.put(name, document.get(name)));
        } else {
          entries = each(entries, name, (List<?>) document.get(name));
        }
      }
      return entries;
    }

    private static List<Map<String, @Nullable Object>> each(
        List<Map<String, @Nullable Object>> entries, String name, List<?> values) {
      List<Map<String, @Nullable Object>> all = new ArrayList<>();
      for (Map<String, @Nullable Object> entry : entries) {
        for (Object value : values) {
          Map<String, @Nullable Object> with = new LinkedHashMap<>(entry);
          with.put(name, value);
          all.add(with);
        }
      }
      return all;
    }
  }
}
