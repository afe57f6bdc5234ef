// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.auto;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.Analyzer;
import porthole.indexing.api.IndexDefinition;
import porthole.indexing.api.IndexFieldOptions;
import porthole.indexing.api.SpatialOptions;
import porthole.indexing.internal.entry.IndexContent;
import porthole.indexing.internal.entry.MapContent;
import porthole.indexing.internal.index.IndexBlueprint;
import porthole.indexing.internal.reduce.ReducedContent;
import porthole.indexing.internal.search.IndexFields;
import porthole.indexing.internal.value.DocumentValues;

/** An index that a query made. */
public final class AutoBlueprint implements IndexBlueprint {
  // Part of what decides on the entries: raised when they are made in another way.
  private static final String ENTRIES = "2 ";

  private final AutoDefinition of;
  private final AutoFields fields;
  private final Analyzer analyzer;

  /** Of that; with the words that the analyzer makes. */
  public AutoBlueprint(AutoDefinition of, Analyzer analyzer) {
    this.of = of;
    this.analyzer = analyzer;
    fields = new AutoFields(analyzer);
  }

  /** What it is of. */
  public AutoDefinition of() {
    return of;
  }

  @Override
  public String name() {
    return of.name();
  }

  @Override
  public String digest() {
    return ENTRIES + of.name();
  }

  @Override
  public Analyzer analyzer() {
    return analyzer;
  }

  @Override
  public IndexContent content() {
    String collection = of.collection();
    Set<String> collections = AutoDefinition.isOfAll(collection) ? Set.of() : Set.of(collection);
    AutoReduce reduce = of.reduce();
    if (reduce != null) {
      return new ReducedContent(
          collections,
          new GroupRows(reduce),
          new GroupSums(reduce),
          new GroupEntries(of, reduce, fields)::entry);
    }
    AutoEntries entries = new AutoEntries(of, fields);
    return new MapContent(
        collections, (document, loader) -> List.of(entries.entry(DocumentValues.of(document))));
  }

  @Override
  public IndexFields fields() {
    return new HeldFields(of, fields);
  }

  @Override
  public IndexDefinition definition() {
    IndexDefinition definition = new IndexDefinition();
    definition.name = of.name();
    definition.type =
        of.reduce() == null ? IndexDefinition.Type.AUTO_MAP : IndexDefinition.Type.AUTO_MAP_REDUCE;
    definition.lockMode = IndexDefinition.LockMode.UNLOCK;
    definition.priority = IndexDefinition.Priority.NORMAL;
    definition.state = IndexDefinition.State.NORMAL;
    AutoReduce reduce = of.reduce();
    List<String> paths =
        reduce == null
            ? of.fields().stream().map(AutoField::path).distinct().toList()
            : reduce.names();
    definition.reduce =
        reduce == null
            ? null
            : "group by "
                + reduce.keys().stream().map(GroupPath::name).collect(Collectors.joining(", "));
    definition.maps = List.of(of.collection() + ":[" + String.join(",", paths) + "]");
    of.fields().forEach(field -> show(field, definition));
    return definition;
  }

  private static void show(AutoField field, IndexDefinition definition) {
    IndexFieldOptions options =
        definition.fields.computeIfAbsent(field.path(), unused -> new IndexFieldOptions());
    switch (field.way()) {
      case WORDS -> options.indexing = IndexFieldOptions.Indexing.SEARCH;
      case EXACT -> options.indexing = IndexFieldOptions.Indexing.EXACT;
      case PLAIN -> {
        if (options.indexing == null) {
          options.indexing = IndexFieldOptions.Indexing.DEFAULT;
        }
      }
      case POINT, WKT -> options.spatial = new SpatialOptions();
    }
  }
}
