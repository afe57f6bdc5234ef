// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.projection;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import porthole.indexing.internal.rql.RqlQuery;
import porthole.indexing.internal.rql.RqlQuery.Declaration;
import porthole.indexing.internal.rql.RqlQuery.Script;
import porthole.indexing.internal.rql.RqlQuery.Selection;
import porthole.script.api.ScriptSource;

/**
 * Makes one script of the pieces of JavaScript in a query: its text, with all blanked that is none,
 * so that errors have the place where they stand in the query.
 */
final class ScriptText {
  /** The function that takes the parameters, by name. */
  static final String SET = "__set";

  /** The function that makes a result of what the aliases stand for; if the query has a shape. */
  static final String PROJECT = "__project";

  private static final String FUNCTION = "function";
  private static final String SELECT = "select";
  private static final Pattern IDENTIFIER = Pattern.compile("\\w+");

  private static final String HELPERS =
      "function getMetadata(d){return d==null?null:d['@metadata'];}function id(d){var"
          + " m=getMetadata(d);return m==null?null:m['@id'];}function lastModified(d){var"
          + " m=getMetadata(d);return m==null?null:m['@last-modified'];}";

  private final String query;
  private final char[] kept;
  private int end;
  private String closing = "";

  private ScriptText(String query) {
    this.query = query;
    kept = new char[query.length()];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = query.charAt(i) == '\n' ? '\n' : ' ';
    }
  }

  /**
   * The script of a query that has one.
   *
   * @param aliases what documents are called in a shape
   * @param parameters the names of the query's parameters
   */
  static ScriptSource of(
      String query, RqlQuery parsed, List<String> aliases, Collection<String> parameters) {
    ScriptText text = new ScriptText(query);
    parsed.declarations().forEach(text::keep);
    String variables = HELPERS + variables(parameters);
    if (parsed.selection() instanceof Selection.Shape shape) {
      text.keepReturned(shape.script());
      String head = FUNCTION + " " + PROJECT + "(" + String.join(",", aliases) + "){";
      return new ScriptSource("query", variables + head, text.kept(), text.closing);
    }
    return new ScriptSource("query", variables, text.kept(), "");
  }

  private static String variables(Collection<String> parameters) {
    List<String> names =
        parameters.stream().filter(name -> IDENTIFIER.matcher(name).matches()).toList();
    String declared =
        names.stream().map(name -> "var $" + name + ";").collect(Collectors.joining());
    String set =
        names.stream()
            .map(name -> "$" + name + "=values['" + name + "'];")
            .collect(Collectors.joining());
    return declared + FUNCTION + " " + SET + "(values){" + set + "}";
  }

  // The keyword may stand there in any letter case.
  private void keep(Declaration function) {
    int body = function.body().place().offsetIn(query);
    int start = query.toLowerCase(Locale.ROOT).lastIndexOf(FUNCTION, body);
    put(start, FUNCTION);
    keep(start + FUNCTION.length(), body + function.body().text().length());
  }

  // There is room for one keyword where the other was. What is returned must begin on its line.
  private void keepReturned(Script shape) {
    int start = shape.place().offsetIn(query);
    int select = query.toLowerCase(Locale.ROOT).lastIndexOf(SELECT, start);
    int after = select + SELECT.length();
    if (after == start) {
      put(select, "return");
      closing = "}";
    } else {
      put(query.charAt(after) == '\n' ? select - 1 : select, "return(");
      closing = ")}";
    }
    keep(start, start + shape.text().length());
  }

  private void put(int at, String text) {
    text.getChars(0, text.length(), kept, at);
  }

  private void keep(int from, int to) {
    query.getChars(from, to, kept, from);
    end = Math.max(end, to);
  }

  private String kept() {
    return new String(kept, 0, end);
  }
}
