// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.SortedNumericSortField;
import org.apache.lucene.search.SortedSetSortField;
import porthole.indexing.api.IndexingException;
import porthole.indexing.internal.field.FieldPlan;
import porthole.indexing.internal.rql.Expression;
import porthole.indexing.internal.rql.Expression.Call;
import porthole.indexing.internal.rql.RqlQuery.Ordering;

/** Makes Lucene sorts of a query's order. For one query. */
public final class Orders {
  private final IndexFields fields;
  private final Operands operands;
  private final RandomGenerator random;

  /**
   * Sorts by those fields.
   *
   * @param random for {@code random()} without a seed
   */
  public Orders(IndexFields fields, Operands operands, RandomGenerator random) {
    this.fields = fields;
    this.operands = operands;
    this.random = random;
  }

  /** The order that is asked for; what is alike stays as the index has it. */
  public Sort translate(List<Ordering> orderings) {
    if (orderings.isEmpty()) {
      return Sort.RELEVANCE;
    }
    List<SortField> sorts = new ArrayList<>();
    orderings.forEach(ordering -> sorts.add(translate(ordering)));
    return new Sort(sorts.toArray(new SortField[0]));
  }

  private SortField translate(Ordering ordering) {
    if (ordering.by() instanceof Call call && !call.calls("id")) {
      return called(call, ordering.descending());
    }
    String name = operands.field(ordering.by());
    boolean down = ordering.descending();
    if (name.equals(Operands.ID)) {
      return new SortField(Operands.ID_COLUMN, SortField.Type.STRING_VAL, down);
    }
    FieldPlan field = fields.plain(name);
    return switch (ordering.as()) {
      case UNSAID, STRING -> new SortedSetSortField(field.name(), down);
      case LONG -> number(field.longs(), SortField.Type.LONG, Long.MIN_VALUE, down);
      case DOUBLE -> number(field.doubles(), SortField.Type.DOUBLE, Double.NEGATIVE_INFINITY, down);
      case ALPHA_NUMERIC -> new SortField(field.name(), new AlphaNumericOrder(), down);
    };
  }

  // Documents without a value come first, as they do when sorted by text.
  private static SortField number(
      String column, SortField.Type type, Object missing, boolean descending) {
    SortField sort = new SortedNumericSortField(column, type, descending);
    sort.setMissingValue(missing);
    return sort;
  }

  private SortField called(Call call, boolean descending) {
    return switch (call.name().toLowerCase(Locale.ROOT)) {
      case "score" -> new SortField(null, SortField.Type.SCORE, descending);
      case "random" -> new RandomOrder(seed(call.arguments())).getSortField(descending);
      case "spatial.distance" -> new Places(fields, operands).order(call, descending);
      case "custom" ->
          throw new IndexingException.NotSupported(
              "This server does not sort by custom() sorters.");
      default -> {
        Unavailable.check(call);
        throw new QueryException("There is no order by " + call.name() + "().");
      }
    };
  }

  private long seed(List<Expression> arguments) {
    return arguments.isEmpty() ? random.nextLong() : operands.text(arguments.get(0)).hashCode();
  }
}
