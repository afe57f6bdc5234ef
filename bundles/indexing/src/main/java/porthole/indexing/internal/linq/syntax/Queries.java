// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.linq.syntax.Clause.From;
import porthole.indexing.internal.linq.syntax.Clause.Let;
import porthole.indexing.internal.linq.syntax.Clause.OrderBy;
import porthole.indexing.internal.linq.syntax.Clause.Where;
import porthole.indexing.internal.linq.syntax.Expression.Query;
import porthole.indexing.internal.linq.syntax.Token.Kind;

/** Reads queries in query syntax. */
final class Queries {
  private static final Set<String> ENDS =
      Set.of(
          "from",
          "let",
          "where",
          "orderby",
          "join",
          "select",
          "group",
          "by",
          "into",
          "ascending",
          "descending");

  private final Words words;
  private final Parser parser;

  Queries(Words words, Parser parser) {
    this.words = words;
    this.parser = parser;
  }

  /** Whether it is a word that ends an expression within a query. */
  static boolean endsExpression(Token token) {
    return token.is(Kind.NAME) && ENDS.contains(token.text());
  }

  /** Whether a query begins at the next word; {@code from} may also be a variable. */
  boolean begins() {
    return words.peek().isWord("from") && words.ahead(1).is(Kind.NAME);
  }

  Expression query() {
    int at = words.peek().start();
    List<Clause> clauses = new ArrayList<>();
    while (true) {
      Clause clause = clauseOrNull();
      if (clause != null) {
        clauses.add(clause);
        continue;
      }
      Expression query = end(at, clauses);
      if (!words.takeWord("into")) {
        return query;
      }
      int from = words.peek().start();
      clauses = new ArrayList<>();
      clauses.add(new From(from, words.expectName("a name"), query));
    }
  }

  private @Nullable Clause clauseOrNull() {
    int at = words.peek().start();
    if (words.takeWord("from")) {
      return from(at);
    }
    if (words.takeWord("let")) {
      String name = words.expectName("a name");
      words.expectSymbol("=");
      return new Let(at, name, parser.expression());
    }
    if (words.takeWord("where")) {
      return new Where(at, parser.expression());
    }
    if (words.takeWord("orderby")) {
      return orderBy(at);
    }
    if (words.peek().isWord("join")) {
      throw words.function().unsupported(at, "'join' cannot be used; 'LoadDocument' can.");
    }
    return null;
  }

  private Clause from(int at) {
    String name = words.expectName("a name");
    if (words.peek().is(Kind.NAME) && !words.peek().isWord("in")) {
      throw words.unexpected("'in'");
    }
    words.expectWord("in");
    return new From(at, name, parser.expression());
  }

  private Clause orderBy(int at) {
    List<Expression> keys = new ArrayList<>();
    List<Boolean> descending = new ArrayList<>();
    do {
      keys.add(parser.expression());
      descending.add(words.takeWord("descending"));
      words.takeWord("ascending");
    } while (words.takeSymbol(","));
    return new OrderBy(at, keys, descending);
  }

  private Expression end(int at, List<Clause> clauses) {
    if (words.takeWord("select")) {
      return words.made(new Query(at, clauses, parser.expression(), null));
    }
    if (!words.takeWord("group")) {
      throw words.unexpected("'select', 'group', 'from', 'let', 'where' or 'orderby'");
    }
    Expression element = parser.expression();
    words.expectWord("by");
    return words.made(new Query(at, clauses, element, parser.expression()));
  }
}
