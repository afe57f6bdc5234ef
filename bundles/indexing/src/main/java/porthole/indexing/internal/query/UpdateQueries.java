// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.query;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import porthole.indexing.api.IndexingException;
import porthole.indexing.api.UpdateQuery;
import porthole.indexing.internal.rql.Path;
import porthole.indexing.internal.rql.RqlException;
import porthole.indexing.internal.rql.RqlParser;
import porthole.indexing.internal.rql.RqlQuery;
import porthole.indexing.internal.rql.RqlQuery.Declaration;
import porthole.indexing.internal.rql.RqlQuery.Load;
import porthole.indexing.internal.rql.RqlQuery.Script;
import porthole.indexing.internal.rql.RqlQuery.Selection;

/** Takes queries apart that change what they find. */
public final class UpdateQueries {
  private static final String KEYWORD = "update";

  private UpdateQueries() {}

  /**
   * The parts of such a query.
   *
   * @throws IndexingException.InvalidQuery if it is none
   * @throws IndexingException.NotSupported if it asks for what is not there yet
   */
  public static UpdateQuery read(String text) {
    try {
      RqlQuery query = RqlParser.parse(text);
      Script update = query.update();
      if (update == null) {
        throw new IndexingException.InvalidQuery(
            "The query has no 'update { … }', so it changes nothing.\nQuery: " + text);
      }
      refuse(query);
      String block = update.text();
      return new UpdateQuery(
          finding(text, query, update),
          block.substring(1, block.length() - 1),
          query.source().alias(),
          functions(query.declarations()),
          loads(query));
    } catch (RqlException e) {
      throw new IndexingException.InvalidQuery(String.valueOf(e.getMessage()));
    }
  }

  private static void refuse(RqlQuery query) {
    boolean timeSeries =
        query.declarations().stream()
            .anyMatch(each -> each.language() == Declaration.Language.TIME_SERIES);
    if (timeSeries) {
      throw new IndexingException.NotSupported(
          "This server does not answer queries with 'update' and 'declare timeseries' yet.");
    }
    if (!(query.selection() instanceof Selection.Everything) || !query.groupBy().isEmpty()) {
      throw new IndexingException.InvalidQuery(
          "A query with 'update' has no 'select' and no 'group by': it changes whole documents.");
    }
  }

  /** The query without declarations and without the update. */
  private static String finding(String text, RqlQuery query, Script update) {
    int block = update.place().offsetIn(text);
    int end = block + update.text().length();
    int keyword = text.toLowerCase(Locale.ROOT).lastIndexOf(KEYWORD, block);
    int start =
        query.declarations().stream()
            .map(Declaration::body)
            .mapToInt(body -> body.place().offsetIn(text) + body.text().length())
            .max()
            .orElse(0);
    return text.substring(start, keyword) + text.substring(end);
  }

  private static List<UpdateQuery.Load> loads(RqlQuery query) {
    List<UpdateQuery.Load> loads = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (Load load : query.loads()) {
      List<String> path = load.path().steps().stream().map(Path.Step::name).toList();
      boolean several = load.each() || load.path().steps().stream().anyMatch(Path.Step::each);
      String first = path.get(0);
      boolean earlier = path.size() > 1 && known.contains(first);
      boolean aliased = earlier || (path.size() > 1 && first.equals(query.source().alias()));
      loads.add(
          new UpdateQuery.Load(
              load.alias(),
              earlier ? first : null,
              aliased ? path.subList(1, path.size()) : path,
              several));
      known.add(load.alias());
    }
    return loads;
  }

  private static String functions(List<Declaration> declarations) {
    return declarations.stream()
        .map(
            each ->
                "function "
                    + each.name()
                    + "("
                    + String.join(", ", each.parameters())
                    + ") "
                    + each.body().text()
                    + "\n")
        .collect(Collectors.joining());
  }
}
