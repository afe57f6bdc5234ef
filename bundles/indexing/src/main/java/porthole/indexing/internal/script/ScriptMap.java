// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.script;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.function.FunctionException;
import porthole.indexing.internal.function.Loader;
import porthole.indexing.internal.function.MapFunction;

/** A map written in JavaScript; one text may bring several. */
final class ScriptMap implements MapFunction {
  private static final int MOST_ENTRIES = 32_768;

  private final FunctionScript script;
  private final Tagged tagged;
  private final Set<String> collections;
  private final Set<String> fields;

  /**
   * Of a text.
   *
   * @throws FunctionException if it is none
   */
  ScriptMap(FunctionScript script) {
    this.script = script;
    this.tagged = new Tagged(script.name());
    script.checkSupported();
    this.collections = collections(script);
    this.fields = script.fields();
  }

  private static Set<String> collections(FunctionScript script) {
    List<@Nullable Object> found = script.list(Loads.NONE, Prelude.COLLECTIONS);
    if (found.isEmpty()) {
      throw new FunctionException(
          "A call of map('<collection>', <function>) was expected in " + script.name() + ".");
    }
    Set<String> collections = new LinkedHashSet<>();
    found.forEach(each -> collections.add(String.valueOf(each)));
    return found.contains(null) ? Set.of() : collections;
  }

  @Override
  public Set<String> collections() {
    return collections;
  }

  @Override
  public Set<String> fields() {
    return fields;
  }

  @Override
  public List<Map<String, @Nullable Object>> entries(
      Map<String, @Nullable Object> document, Loader loader) {
    Object metadata = document.get("@metadata");
    Object collection = metadata instanceof Map<?, ?> known ? known.get("@collection") : null;
    String folded = String.valueOf(collection).toLowerCase(Locale.ROOT);
    List<@Nullable Object> entries = script.list(loader, Prelude.ENTRIES, folded, document);
    if (entries.size() > MOST_ENTRIES) {
      throw new FunctionException(
          script.name()
              + " makes "
              + entries.size()
              + " entries of one document; at most "
              + MOST_ENTRIES
              + " are allowed.");
    }
    return tagged.objects(entries);
  }
}
