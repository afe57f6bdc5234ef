// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.search;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.apache.lucene.index.Term;
import org.apache.lucene.queryparser.classic.ParseException;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.WildcardQuery;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.field.FieldPlan;
import porthole.indexing.internal.field.FieldPlan.Analysis;
import porthole.indexing.internal.rql.Expression;
import porthole.indexing.internal.rql.Expression.And;
import porthole.indexing.internal.rql.Expression.Between;
import porthole.indexing.internal.rql.Expression.Call;
import porthole.indexing.internal.rql.Expression.Comparison;
import porthole.indexing.internal.rql.Expression.In;
import porthole.indexing.internal.rql.Expression.Literal;
import porthole.indexing.internal.rql.Expression.Not;
import porthole.indexing.internal.rql.Expression.Operator;
import porthole.indexing.internal.rql.Expression.Or;
import porthole.indexing.internal.spatial.Space;
import porthole.storage.api.Folding;

/** Makes Lucene queries of a query's conditions. For one query. */
public final class Conditions {
  private final IndexFields fields;
  private final Operands operands;
  private final Likes likes;

  /** Looks into those fields. */
  public Conditions(IndexFields fields, Operands operands) {
    this(fields, operands, id -> null);
  }

  /**
   * Looks into those fields.
   *
   * @param documents the values of a document by its id; null: there is none
   */
  public Conditions(
      IndexFields fields,
      Operands operands,
      Function<String, @Nullable Map<String, @Nullable Object>> documents) {
    this.fields = fields;
    this.operands = operands;
    likes = new Likes(fields, operands, documents);
  }

  /**
   * What finds the documents for which a condition holds.
   *
   * @throws QueryException if it is none, or names what is not there
   */
  public Query translate(Expression condition) {
    return translate(condition, false);
  }

  private Query translate(Expression condition, boolean exact) {
    if (condition instanceof And and) {
      return all(and.conditions(), exact);
    }
    if (condition instanceof Or or) {
      return any(or.conditions(), exact);
    }
    if (condition instanceof Not not) {
      return Comparisons.not(translate(not.condition(), exact));
    }
    if (condition instanceof Comparison c) {
      return Comparisons.compare(field(c.left(), exact), c.operator(), operands.value(c.right()));
    }
    if (condition instanceof Between b) {
      return Comparisons.between(
          field(b.value(), exact), operands.value(b.low()), operands.value(b.high()));
    }
    if (condition instanceof In in) {
      return membership(in, exact);
    }
    return condition instanceof Call call ? call(call, exact) : constant(condition);
  }

  private static Query constant(Expression condition) {
    if (condition instanceof Literal literal && literal.value() instanceof Boolean holds) {
      return holds ? new MatchAllDocsQuery() : new MatchNoDocsQuery("false");
    }
    throw new QueryException(
        "A condition was expected, not " + Operands.describe(condition) + " alone.");
  }

  private Query all(List<Expression> conditions, boolean exact) {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    boolean positive = false;
    for (Expression condition : conditions) {
      if (condition instanceof Not not) {
        all.add(translate(not.condition(), exact), Occur.MUST_NOT);
      } else {
        all.add(translate(condition, exact), Occur.MUST);
        positive = true;
      }
    }
    if (!positive) {
      all.add(new MatchAllDocsQuery(), Occur.FILTER);
    }
    return all.build();
  }

  private Query any(List<Expression> conditions, boolean exact) {
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    conditions.forEach(condition -> any.add(translate(condition, exact), Occur.SHOULD));
    return any.build();
  }

  private Query membership(In in, boolean exact) {
    FieldPlan field = field(in.value(), exact);
    List<Object> values = operands.values(in.candidates());
    return in.all() ? Comparisons.allIn(field, values) : Comparisons.in(field, values);
  }

  private FieldPlan field(Expression expression, boolean exact) {
    String name = operands.field(expression);
    return exact ? fields.exact(name) : fields.plain(name);
  }

  private Query call(Call call, boolean exact) {
    if (call.name().toLowerCase(Locale.ROOT).startsWith(Places.PREFIX)) {
      return new Places(fields, operands).condition(call);
    }
    return switch (call.name().toLowerCase(Locale.ROOT)) {
      case "exact" -> translate(argument(call, 0, 1), true);
      case "boost" -> boost(call, exact);
      case "startswith" -> startsWith(call, exact);
      case "endswith" -> endsWith(call, exact);
      case "exists" -> exists(field(argument(call, 0, 1), exact));
      case "search" -> search(call);
      case "regex" ->
          new RegexQuery(
              field(argument(call, 0, 2), exact).name(), operands.text(argument(call, 1, 2)));
      case "lucene" -> lucene(call);
      case "fuzzy" -> fuzzy(call, exact);
      case "proximity" -> proximity(call);
      case "morelikethis" -> likes.translate(call, example -> translate(example, exact));
      case "intersect" -> all(call.arguments(), exact);
      default -> throw new QueryException("There is no condition " + call.name() + "().");
    };
  }

  private static Query exists(FieldPlan field) {
    return new BooleanQuery.Builder()
        .add(new FieldExistsQuery(field.name()), Occur.SHOULD)
        .add(Space.any(field.name()), Occur.SHOULD)
        .build();
  }

  static Expression argument(Call call, int index, int count) {
    int given = call.arguments().size();
    if (given != count) {
      throw new QueryException(
          call.name() + "() takes " + count + " arguments; it was given " + given + ".");
    }
    return call.arguments().get(index);
  }

  private Query boost(Call call, boolean exact) {
    float factor = (float) operands.number(argument(call, 1, 2));
    if (!(factor >= 0 && factor < Float.POSITIVE_INFINITY)) {
      throw new QueryException("boost() takes a factor of 0 or more, not " + factor + ".");
    }
    return new BoostQuery(translate(argument(call, 0, 2), exact), factor);
  }

  private Query startsWith(Call call, boolean exact) {
    FieldPlan field = field(argument(call, 0, 2), exact);
    String start = cased(field, operands.text(argument(call, 1, 2)));
    return new PrefixQuery(new Term(field.name(), start));
  }

  private Query endsWith(Call call, boolean exact) {
    FieldPlan field = field(argument(call, 0, 2), exact);
    String end = cased(field, operands.text(argument(call, 1, 2)));
    String literally = end.replaceAll("[*?\\\\]", "\\\\$0");
    return new WildcardQuery(new Term(field.name(), "*" + literally));
  }

  private static String cased(FieldPlan field, String text) {
    return field.analysis() == Analysis.EXACT ? text : Folding.fold(text);
  }

  private Query search(Call call) {
    boolean all = call.arguments().size() == 3 && isAnd(call.arguments().get(2));
    int count = Math.max(2, Math.min(3, call.arguments().size()));
    FieldPlan field = fields.words(operands.field(argument(call, 0, count)));
    String text = operands.text(argument(call, 1, count));
    return Words.search(field, text, all ? Occur.MUST : Occur.SHOULD);
  }

  private static boolean isAnd(Expression operator) {
    return operator instanceof Literal literal && "and".equalsIgnoreCase(literal.value() + "");
  }

  private Query lucene(Call call) {
    FieldPlan field = fields.words(operands.field(argument(call, 0, 2)));
    QueryParser parser = new QueryParser(field.name(), field.analyzer());
    parser.setAllowLeadingWildcard(true);
    String text = operands.text(argument(call, 1, 2));
    try {
      return parser.parse(text);
    } catch (ParseException e) {
      throw new QueryException("'" + text + "' is no Lucene query: " + e.getMessage());
    }
  }

  private Query fuzzy(Call call, boolean exact) {
    if (!(argument(call, 0, 2) instanceof Comparison c) || c.operator() != Operator.EQUAL) {
      throw new QueryException("fuzzy() takes field = value and how like it must be, 0 to 1.");
    }
    FieldPlan field = field(c.left(), exact);
    String text = cased(field, operands.text(c.right()));
    double likeness = operands.number(argument(call, 1, 2));
    if (!(likeness >= 0 && likeness <= 1)) {
      throw new QueryException("fuzzy() takes a likeness of 0 to 1, not " + likeness + ".");
    }
    int edits = (int) ((1 - likeness) * text.codePointCount(0, text.length()));
    return LikeTextQuery.of(field.name(), text, edits);
  }

  private Query proximity(Call call) {
    if (!(argument(call, 0, 2) instanceof Call search) || !search.calls("search")) {
      throw new QueryException("proximity() takes search(field, words) and a distance.");
    }
    FieldPlan field = fields.words(operands.field(argument(search, 0, 2)));
    int slop = (int) Math.max(0, operands.number(argument(call, 1, 2)));
    return Words.phrase(field, operands.text(argument(search, 1, 2)), slop);
  }
}
