// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.projection;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import porthole.indexing.api.IndexingException;
import porthole.indexing.internal.rql.RqlQuery;
import porthole.indexing.internal.rql.RqlQuery.Declaration;
import porthole.indexing.internal.rql.RqlQuery.Load;
import porthole.indexing.internal.rql.RqlQuery.Selection;
import porthole.indexing.internal.search.Operands;
import porthole.indexing.internal.search.StopSignal;
import porthole.script.api.HostFunction;
import porthole.script.api.ScriptEngine;
import porthole.storage.api.Database;

/** Makes a query's projection. */
public final class Projections {
  // What documents are called in a shape where the query calls them nothing.
  private static final String UNNAMED = "__document";

  private final Sources sources;
  private final RqlQuery query;
  private final LoadedDocuments loads;
  private final String alias;

  /**
   * What projections take from elsewhere.
   *
   * @param database in use until the query ends
   * @param engines gives nothing while there is none
   * @param stop ends scripts
   */
  public record Sources(
      Database database, Supplier<Optional<ScriptEngine>> engines, StopSignal stop) {}

  private Projections(Sources sources, RqlQuery query) {
    this.sources = sources;
    this.query = query;
    this.loads = new LoadedDocuments(sources.database(), query.loads());
    String named = query.source().alias();
    alias = named == null ? UNNAMED : named;
  }

  /**
   * The projection of a query, or null if it wants documents as they are.
   *
   * @param text the query's
   * @param parameters of the query
   * @throws IndexingException.BadScript if its JavaScript is none
   * @throws IndexingException.Unavailable if nothing runs JavaScript now
   */
  public static @Nullable Projection of(
      RqlQuery query, String text, Map<String, @Nullable Object> parameters, Sources sources) {
    Projections projections = new Projections(sources, query);
    if (query.selection() instanceof Selection.Shape) {
      return projections.shape(projections.script(text, parameters));
    }
    if (query.selection() instanceof Selection.Fields fields) {
      @Nullable QueryScript script =
          query.declarations().isEmpty() ? null : projections.script(text, parameters);
      Operands operands = new Operands(query.source().alias(), parameters);
      return new FieldProjection(fields.fields(), operands, projections::named, script);
    }
    return null;
  }

  private QueryScript script(String text, Map<String, @Nullable Object> parameters) {
    ScriptEngine engine =
        sources
            .engines()
            .get()
            .orElseThrow(
                () ->
                    new IndexingException.Unavailable(
                        "Nothing runs the query's JavaScript now. Try again, or start the bundle"
                            + " porthole.script."));
    Map<String, HostFunction> functions = Map.of("load", this::load);
    return QueryScript.open(
        ScriptText.of(text, query, aliases(), parameters.keySet()),
        parameters,
        new QueryScript.Host(engine, functions, declared(), sources.stop()));
  }

  private Set<String> declared() {
    return query.declarations().stream().map(Declaration::name).collect(Collectors.toSet());
  }

  private List<String> aliases() {
    List<String> aliases = new ArrayList<>(List.of(alias));
    query.loads().stream().map(Load::alias).forEach(aliases::add);
    return aliases;
  }

  /** For scripts: a document by its id, or several by a list of ids. */
  private @Nullable Object load(List<@Nullable Object> arguments) {
    Object wanted = arguments.isEmpty() ? null : arguments.get(0);
    return wanted instanceof List<?> several
        ? loads.all(new ArrayList<>(several))
        : loads.all(Collections.singletonList(wanted)).get(0);
  }

  private Projection shape(QueryScript script) {
    return (id, document) ->
        Results.object(script.call(ScriptText.PROJECT, new ArrayList<>(named(document).values())));
  }

  private Map<String, @Nullable Object> named(Map<String, @Nullable Object> document) {
    Map<String, @Nullable Object> names = new LinkedHashMap<>();
    names.put(alias, document);
    return loads.of(names, document);
  }
}
