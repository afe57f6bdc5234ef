// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.definition;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.DelegatingAnalyzerWrapper;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.jspecify.annotations.Nullable;
import porthole.indexing.api.IndexFieldOptions;
import porthole.indexing.api.IndexFieldOptions.Indexing;
import porthole.indexing.api.IndexFieldOptions.TermVector;
import porthole.indexing.internal.field.FieldPlan;
import porthole.indexing.internal.field.FieldPlan.Analysis;
import porthole.indexing.internal.field.FieldPlan.Extras;
import porthole.indexing.internal.function.FunctionException;
import porthole.indexing.internal.search.IndexFields;
import porthole.indexing.internal.search.Operands;
import porthole.indexing.internal.search.QueryException;

/** The fields of an index that somebody defined, each held in one way. Thread-safe. */
final class StaticFields implements IndexFields {
  private static final String ALL = "__all_fields";

  private final String index;
  private final Map<String, IndexFieldOptions> options;
  private final Set<String> names;
  private final boolean open;
  private final Analyzer text;
  private final Analyzer folded = new Analyzers.LowerCaseKeyword();
  private final Analyzer keyword = new KeywordAnalyzer();
  private final Map<String, FieldPlan> plans = new ConcurrentHashMap<>();

  /**
   * As a definition has them.
   *
   * @param names of those that the functions make
   * @param open whether there may be others, which are known only as documents are indexed
   * @param text makes words where the definition names nothing that does
   * @throws FunctionException if an analyzer is not there
   */
  StaticFields(
      String index,
      Map<String, IndexFieldOptions> options,
      Set<String> names,
      boolean open,
      Analyzer text) {
    this.index = index;
    this.options = options;
    this.names = names;
    this.open = open;
    this.text = text;
    options.keySet().forEach(this::plan);
  }

  /** How a field of that name is held. */
  FieldPlan plan(String name) {
    return plans.computeIfAbsent(name, this::make);
  }

  /** The same field, but held by its words. */
  FieldPlan analyzed(FieldPlan plan) {
    if (plan.analysis() == Analysis.FULL_TEXT) {
      return plan;
    }
    FieldPlan words = new FieldPlan(plan.name(), Analysis.FULL_TEXT, text, plan.extras());
    plans.put(plan.name(), words);
    return words;
  }

  /** Makes the words of whatever field. */
  Analyzer analyzer() {
    return new DelegatingAnalyzerWrapper(Analyzer.PER_FIELD_REUSE_STRATEGY) {
      @Override
      protected Analyzer getWrappedAnalyzer(String field) {
        return plan(field).analyzer();
      }
    };
  }

  /** Whether its values can be had from the index. */
  boolean isStored(String name) {
    IndexFieldOptions own = options.get(name);
    IndexFieldOptions all = options.get(ALL);
    Boolean stored = own == null ? null : own.stored;
    if (stored == null && all != null) {
      stored = all.stored;
    }
    return stored != null && stored;
  }

  private FieldPlan make(String name) {
    IndexFieldOptions own =
        Objects.requireNonNullElseGet(options.get(name), IndexFieldOptions::new);
    IndexFieldOptions all = Objects.requireNonNullElseGet(options.get(ALL), IndexFieldOptions::new);
    @Nullable Indexing indexing = own.indexing == null ? all.indexing : own.indexing;
    @Nullable String analyzer = own.analyzer == null ? all.analyzer : own.analyzer;
    TermVector vectors = own.termVector == null ? all.termVector : own.termVector;
    Extras extras =
        new Extras(
            true,
            vectors == null ? usualVectors(indexing) : vectors,
            own.spatial == null ? all.spatial : own.spatial);
    return plan(name, indexing, analyzer, extras);
  }

  private static TermVector usualVectors(@Nullable Indexing indexing) {
    return indexing == Indexing.HIGHLIGHTING
        ? TermVector.WITH_POSITIONS_AND_OFFSETS
        : TermVector.NO;
  }

  private FieldPlan plan(
      String name, @Nullable Indexing indexing, @Nullable String analyzer, Extras extras) {
    boolean words = indexing == Indexing.SEARCH || indexing == Indexing.HIGHLIGHTING;
    if (indexing == Indexing.NO) {
      return new FieldPlan(name, Analysis.NONE, keyword, extras);
    }
    if (indexing == Indexing.EXACT || (!words && isNamed(analyzer, "keywordanalyzer"))) {
      return new FieldPlan(name, Analysis.EXACT, keyword, extras);
    }
    if (analyzer != null && !isNamed(analyzer, "lowercasekeywordanalyzer")) {
      return new FieldPlan(name, Analysis.FULL_TEXT, analyzer(name, analyzer), extras);
    }
    return words && analyzer == null
        ? new FieldPlan(name, Analysis.FULL_TEXT, text, extras)
        : new FieldPlan(name, Analysis.FOLDED, folded, extras);
  }

  private static boolean isNamed(@Nullable String analyzer, String shortName) {
    return analyzer != null && Analyzers.shortName(analyzer).equals(shortName);
  }

  private static Analyzer analyzer(String field, String name) {
    return Analyzers.named(name)
        .orElseThrow(
            () ->
                new FunctionException(
                    "The field '"
                        + field
                        + "' names the analyzer '"
                        + name
                        + "', which this server does not have. It has "
                        + Analyzers.names()
                        + "."));
  }

  @Override
  public Set<String> names() {
    return Set.copyOf(names);
  }

  @Override
  public FieldPlan plain(String name) {
    if (name.equals(Operands.ID)) {
      return new FieldPlan(name, Analysis.FOLDED, folded);
    }
    if (!open && !names.contains(name)) {
      throw new QueryException(
          "The field '"
              + name
              + "' is not indexed in '"
              + index
              + "', so nothing can be found or sorted by it. Its fields are "
              + names.stream().sorted().toList()
              + ".");
    }
    return plan(name);
  }

  @Override
  public FieldPlan exact(String name) {
    FieldPlan plan = plain(name);
    return name.equals(Operands.ID)
        ? plan
        : new FieldPlan(name, Analysis.EXACT, plan.analyzer(), plan.extras());
  }

  @Override
  public FieldPlan words(String name) {
    FieldPlan plan = plain(name);
    return new FieldPlan(name, Analysis.FULL_TEXT, plan.analyzer(), plan.extras());
  }
}
