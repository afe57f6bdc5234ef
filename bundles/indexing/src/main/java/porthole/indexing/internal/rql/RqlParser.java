// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.rql;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.rql.Expression.Call;
import porthole.indexing.internal.rql.RqlQuery.Declaration;
import porthole.indexing.internal.rql.RqlQuery.Declaration.Language;
import porthole.indexing.internal.rql.RqlQuery.GroupKey;
import porthole.indexing.internal.rql.RqlQuery.Limits;
import porthole.indexing.internal.rql.RqlQuery.Load;
import porthole.indexing.internal.rql.RqlQuery.Ordering;
import porthole.indexing.internal.rql.RqlQuery.Script;
import porthole.indexing.internal.rql.RqlQuery.Selection;
import porthole.indexing.internal.rql.RqlQuery.Source;
import porthole.indexing.internal.rql.Token.Kind;

/**
 * Reads a query. After the source its clauses may stand in any order, each once.
 *
 * <pre>
 * declarations  declare function name(a, b) { … }
 * source        from Collection | from index 'name' | from @all_docs   [[as] alias]
 * clauses       group by path, array(path)       where condition         load path as alias
 *               order by value [as type] [desc]  filter condition        filter_limit n
 *               select [distinct] value [as name], … | select * | select { … }
 *               update { … }                     include path, call()    limit [offset,] count
 * </pre>
 *
 * Keywords compare case-insensitively. An instance reads one text.
 */
public final class RqlParser {
  private static final Map<String, Ordering.As> TYPES =
      Map.of(
          "string", Ordering.As.STRING,
          "long", Ordering.As.LONG,
          "double", Ordering.As.DOUBLE,
          "alphanumeric", Ordering.As.ALPHA_NUMERIC);

  private enum Clause {
    GROUP,
    WHERE,
    LOAD,
    ORDER,
    FILTER,
    SELECT,
    UPDATE,
    INCLUDE,
    LIMIT,
    FILTER_LIMIT;

    String keyword() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Words words;
  private final ExpressionParser expressions;
  private final Set<Clause> seen = EnumSet.noneOf(Clause.class);

  private List<GroupKey> groupBy = List.of();
  private @Nullable Expression where;
  private List<Load> loads = List.of();
  private List<Ordering> orderBy = List.of();
  private @Nullable Expression filter;
  private Selection selection = new Selection.Everything();
  private @Nullable Script update;
  private List<Expression> includes = List.of();
  private Limits limits = Limits.NONE;

  private RqlParser(String text) {
    words = new Words(text);
    expressions = new ExpressionParser(words);
  }

  /**
   * Reads a query.
   *
   * @throws RqlException if the text is none
   */
  public static RqlQuery parse(String text) {
    return new RqlParser(text).query();
  }

  private RqlQuery query() {
    List<Declaration> declarations = new ArrayList<>();
    while (words.takeWord("declare")) {
      declarations.add(declaration());
    }
    Source source = source();
    while (!atEnd()) {
      clause();
    }
    return new RqlQuery(
        declarations,
        source,
        groupBy,
        where,
        loads,
        orderBy,
        filter,
        selection,
        update,
        includes,
        limits);
  }

  private boolean atEnd() {
    words.takeSymbol(";");
    return words.peek().is(Kind.END);
  }

  private Declaration declaration() {
    boolean timeSeries = words.takeWord("timeseries");
    if (!timeSeries) {
      words.expectWord("function");
    }
    String name = words.expect(Kind.NAME, "the function's name").text();
    List<String> parameters = parameters();
    if (!timeSeries) {
      return new Declaration(Language.JAVASCRIPT, name, parameters, words.takeBlock("{"));
    }
    words.expectWord("begin");
    return new Declaration(Language.TIME_SERIES, name, parameters, words.takeUntilWord("end"));
  }

  private List<String> parameters() {
    words.expectSymbol("(");
    if (words.takeSymbol(")")) {
      return List.of();
    }
    List<String> parameters =
        commaSeparated(() -> words.expect(Kind.NAME, "a parameter's name").text());
    words.expectSymbol(")");
    return parameters;
  }

  private Source source() {
    words.expectWord("from");
    boolean index = words.peek().isWord("index") && words.peekSecond().is(Kind.STRING);
    if (index) {
      words.take();
    }
    String name = words.expectName("a collection, @all_docs or index 'name'");
    Source.Kind kind = index ? Source.Kind.INDEX : Source.Kind.COLLECTION;
    return new Source(kind, name, words.takeAlias());
  }

  private void clause() {
    Clause clause =
        Stream.of(Clause.values())
            .filter(c -> words.peek().isWord(c.keyword()))
            .findFirst()
            .orElseThrow(this::noClause);
    if (!seen.add(clause)) {
      throw words.wrong("'" + clause.keyword() + "' stands here for the second time.");
    }
    words.take();
    read(clause);
  }

  private RqlException noClause() {
    String all = Stream.of(Clause.values()).map(Clause::keyword).collect(Collectors.joining(", "));
    return words.expected("one of " + all + " or the end of the query");
  }

  private void read(Clause clause) {
    switch (clause) {
      case GROUP -> groupBy = by(this::groupKey);
      case WHERE -> where = expressions.expression();
      case LOAD -> loads = commaSeparated(this::load);
      case ORDER -> orderBy = by(this::ordering);
      case FILTER -> filter = expressions.expression();
      case SELECT -> selection = selection();
      case UPDATE -> update = words.takeBlock("{");
      case INCLUDE -> includes = commaSeparated(this::field);
      case LIMIT -> limit();
      case FILTER_LIMIT ->
          limits = new Limits(limits.offset(), limits.count(), expressions.value());
    }
  }

  private <T> List<T> by(Supplier<T> element) {
    words.expectWord("by");
    return commaSeparated(element);
  }

  private <T> List<T> commaSeparated(Supplier<T> element) {
    List<T> elements = new ArrayList<>();
    do {
      elements.add(element.get());
    } while (words.takeSymbol(","));
    return elements;
  }

  private Expression field() {
    return ExpressionParser.asField(expressions.value());
  }

  private GroupKey groupKey() {
    Expression key = field();
    if (key instanceof Path path) {
      return new GroupKey(path, false, words.takeAlias());
    }
    if (key instanceof Call call
        && call.calls("array")
        && call.arguments().size() == 1
        && ExpressionParser.asField(call.arguments().get(0)) instanceof Path path) {
      return new GroupKey(path, true, words.takeAlias());
    }
    throw words.wrong("'group by' takes fields and array(field), nothing else.");
  }

  private Load load() {
    Path path = expressions.path();
    words.expectWord("as");
    String alias = words.expectName("an alias");
    return new Load(path, alias, words.takeSymbol("[]"));
  }

  private Ordering ordering() {
    Expression by = field();
    Ordering.As as = words.takeWord("as") ? type() : Ordering.As.UNSAID;
    boolean descending = words.takeWord("desc") || words.takeWord("descending");
    if (!descending && !words.takeWord("asc")) {
      words.takeWord("ascending");
    }
    return new Ordering(by, as, descending);
  }

  private Ordering.As type() {
    Ordering.As as = TYPES.get(words.peek().text().toLowerCase(Locale.ROOT));
    if (as == null) {
      throw words.expected("string, long, double or alphaNumeric");
    }
    words.take();
    return as;
  }

  private Selection selection() {
    boolean distinct = words.takeWord("distinct");
    if (words.takeSymbol("*")) {
      return new Selection.Everything();
    }
    return words.peek().isSymbol("{")
        ? new Selection.Shape(words.takeBlock("{"), distinct)
        : new Selection.Fields(commaSeparated(this::selected), distinct);
  }

  private Selection.Field selected() {
    return new Selection.Field(field(), words.takeAlias());
  }

  private void limit() {
    Expression first = expressions.value();
    if (words.takeSymbol(",")) {
      limits = new Limits(first, expressions.value(), limits.filterCount());
    } else if (words.takeWord("offset")) {
      limits = new Limits(expressions.value(), first, limits.filterCount());
    } else {
      limits = new Limits(null, first, limits.filterCount());
    }
  }
}
