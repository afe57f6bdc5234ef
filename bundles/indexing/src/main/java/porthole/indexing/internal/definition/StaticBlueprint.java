// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.definition;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.Analyzer;
import porthole.indexing.api.IndexDefinition;
import porthole.indexing.internal.entry.IndexContent;
import porthole.indexing.internal.entry.MapContent;
import porthole.indexing.internal.function.FunctionException;
import porthole.indexing.internal.function.MapFunction;
import porthole.indexing.internal.function.ReduceFunction;
import porthole.indexing.internal.index.IndexBlueprint;
import porthole.indexing.internal.language.IndexFunctions;
import porthole.indexing.internal.language.IndexTexts;
import porthole.indexing.internal.language.Language;
import porthole.indexing.internal.reduce.ReducedContent;
import porthole.indexing.internal.search.IndexFields;

/** An index that somebody defined, its functions compiled. */
public final class StaticBlueprint implements IndexBlueprint {
  // Part of what decides on the entries: raised when they are made in another way.
  private static final String ENTRIES = "2 ";
  // What gives fields whose names are known only when documents are mapped.
  private static final Pattern DYNAMIC = Pattern.compile("(?i)\\bcreateField\\s*\\(");

  private final IndexDefinition definition;
  private final IndexFunctions functions;
  private final StaticFields fields;

  private StaticBlueprint(
      IndexDefinition definition, IndexFunctions functions, StaticFields fields) {
    this.definition = definition;
    this.functions = functions;
    this.fields = fields;
  }

  /**
   * Compiles a definition.
   *
   * @param text makes words where the definition names nothing that does
   * @throws FunctionException if a function is none, or a field asks for what is not there
   */
  public static StaticBlueprint of(
      IndexDefinition definition, Function<IndexTexts, IndexFunctions> compiler, Analyzer text) {
    IndexDefinition own = Definitions.copy(definition);
    IndexFunctions functions = compiler.apply(texts(own));
    own.type = type(functions);
    return new StaticBlueprint(own, functions, fields(own, functions, text));
  }

  private static IndexTexts texts(IndexDefinition definition) {
    return new IndexTexts(
        definition.name, definition.maps, definition.reduce, definition.additionalSources);
  }

  private static IndexDefinition.Type type(IndexFunctions functions) {
    if (functions.language() == Language.JAVASCRIPT) {
      return functions.reduce().isEmpty()
          ? IndexDefinition.Type.JAVA_SCRIPT_MAP
          : IndexDefinition.Type.JAVA_SCRIPT_MAP_REDUCE;
    }
    return functions.reduce().isEmpty()
        ? IndexDefinition.Type.MAP
        : IndexDefinition.Type.MAP_REDUCE;
  }

  private static StaticFields fields(
      IndexDefinition definition, IndexFunctions functions, Analyzer text) {
    Set<String> names = new TreeSet<>(definition.fields.keySet());
    // What a script gives shows fully only as it runs.
    boolean script = functions.language() == Language.JAVASCRIPT;
    boolean open = script || definition.maps.stream().anyMatch(map -> DYNAMIC.matcher(map).find());
    List<Set<String>> made =
        functions.reduce().isEmpty()
            ? functions.maps().stream().map(MapFunction::fields).toList()
            : List.of(functions.reduce().get().fields());
    for (Set<String> some : made) {
      names.addAll(some);
      open |= some.isEmpty();
    }
    return new StaticFields(definition.name, definition.fields, names, open, text);
  }

  @Override
  public String name() {
    return definition.name;
  }

  private Set<String> collections() {
    Set<String> collections = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (MapFunction map : functions.maps()) {
      if (map.collections().isEmpty()) {
        return Set.of();
      }
      collections.addAll(map.collections());
    }
    return collections;
  }

  @Override
  public String digest() {
    return ENTRIES + Definitions.digest(definition);
  }

  @Override
  public Analyzer analyzer() {
    return fields.analyzer();
  }

  @Override
  public IndexContent content() {
    StaticEntries entries =
        new StaticEntries(functions.maps(), fields, Definitions.hasMissingAsNull(definition));
    if (functions.reduce().isEmpty()) {
      return new MapContent(collections(), entries);
    }
    ReduceFunction reduce = functions.reduce().get();
    return new ReducedContent(
        collections(), entries::outputs, reduce, result -> entries.entry(result, reduce));
  }

  @Override
  public IndexFields fields() {
    return fields;
  }

  @Override
  public IndexDefinition definition() {
    return Definitions.copy(definition);
  }
}
