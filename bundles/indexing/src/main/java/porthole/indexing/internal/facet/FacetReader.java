// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.facet;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.facet.Facet.Measure;
import porthole.indexing.internal.facet.Facet.Measured;
import porthole.indexing.internal.facet.Facet.Page;
import porthole.indexing.internal.facet.Facet.Range;
import porthole.indexing.internal.field.FieldPlan;
import porthole.indexing.internal.field.FieldPlan.Analysis;
import porthole.indexing.internal.rql.Expression;
import porthole.indexing.internal.rql.Expression.And;
import porthole.indexing.internal.rql.Expression.Between;
import porthole.indexing.internal.rql.Expression.Call;
import porthole.indexing.internal.rql.Expression.Comparison;
import porthole.indexing.internal.rql.Expression.Named;
import porthole.indexing.internal.rql.Expression.Parameter;
import porthole.indexing.internal.search.Conditions;
import porthole.indexing.internal.search.IndexFields;
import porthole.indexing.internal.search.Operands;
import porthole.indexing.internal.search.Options;
import porthole.indexing.internal.search.QueryException;

/** Reads one {@code facet(…)} argument by argument. For one thread. */
final class FacetReader {
  private static final String ALL = "@AllResults";

  private final IndexFields fields;
  private final Operands operands;
  private final Conditions conditions;

  private @Nullable String field;
  private final List<Range> ranges = new ArrayList<>();
  private @Nullable String rangeField;
  private final Map<List<String>, Set<Measure>> measures = new LinkedHashMap<>();
  private Page page = Page.of(Options.of(null));

  FacetReader(IndexFields fields, Operands operands) {
    this.fields = fields;
    this.operands = operands;
    conditions = new Conditions(fields, operands);
  }

  /** Takes a field, a range, something to work out, or options. */
  void take(Expression argument) {
    if (argument instanceof Comparison || argument instanceof Between || argument instanceof And) {
      range(argument);
    } else if (argument instanceof Named named && named.expression() instanceof Call call) {
      measure(call, named.name());
    } else if (argument instanceof Call call && !call.calls("id")) {
      measure(call, null);
    } else if (argument instanceof Parameter) {
      options(Options.of(operands.value(argument)));
    } else if (field == null) {
      field = operands.field(argument);
    } else {
      throw new QueryException("facet() takes one field; '" + field + "' is one already.");
    }
  }

  void options(Options options) {
    page = Page.of(options);
  }

  private void range(Expression condition) {
    ranges.add(new Range(text(condition), conditions.translate(condition)));
  }

  private String text(Expression condition) {
    if (condition instanceof And and) {
      return String.join(" and ", and.conditions().stream().map(this::text).toList());
    }
    if (condition instanceof Comparison c) {
      return rangeField(c.left()) + " " + symbol(c.operator()) + " " + value(c.right());
    }
    if (condition instanceof Between b) {
      return rangeField(b.value()) + " between " + value(b.low()) + " and " + value(b.high());
    }
    throw new QueryException("facet() takes ranges of one field, joined by 'and' at most.");
  }

  private String rangeField(Expression expression) {
    String name = operands.field(expression);
    if (rangeField != null && !rangeField.equals(name)) {
      throw new QueryException(
          "facet() takes ranges of one field, not of '" + rangeField + "' and '" + name + "'.");
    }
    rangeField = name;
    return name;
  }

  private static String symbol(Expression.Operator operator) {
    return switch (operator) {
      case EQUAL -> "=";
      case NOT_EQUAL -> "!=";
      case LESS -> "<";
      case LESS_OR_EQUAL -> "<=";
      case GREATER -> ">";
      case GREATER_OR_EQUAL -> ">=";
    };
  }

  private String value(Expression expression) {
    Object value = operands.value(expression);
    return value instanceof String text ? "'" + text + "'" : String.valueOf(value);
  }

  private void measure(Call call, @Nullable String name) {
    String function = call.name().toLowerCase(Locale.ROOT);
    if (function.equals("count")) {
      // It is there anyway.
      return;
    }
    if (call.arguments().size() != 1) {
      throw new QueryException(call.name() + "() takes a field in facet().");
    }
    measure(function, operands.field(call.arguments().get(0)), name);
  }

  /** Takes something to work out of a field's numbers; without a name it is called as the field. */
  void measure(String function, String of, @Nullable String name) {
    Measure measure =
        switch (function.toLowerCase(Locale.ROOT)) {
          case "sum" -> Measure.SUM;
          case "min" -> Measure.MIN;
          case "max" -> Measure.MAX;
          case "avg", "average" -> Measure.AVERAGE;
          default ->
              throw new QueryException(
                  "facet() works out sum, min, max and avg, not " + function + "().");
        };
    measures
        .computeIfAbsent(
            List.of(name == null ? of : name, of), unused -> EnumSet.noneOf(Measure.class))
        .add(measure);
  }

  /** What has been read. */
  Facet facet(@Nullable String alias) {
    if (field != null && !ranges.isEmpty()) {
      throw new QueryException("facet() takes a field or ranges, not both.");
    }
    List<Measured> measured = new ArrayList<>();
    measures.forEach(
        (names, some) -> measured.add(new Measured(names.get(0), numbers(names.get(1)), some)));
    return new Facet(
        name(alias), field == null ? null : fields.plain(field), ranges, measured, page);
  }

  // Clients ask for numbers of fields that an index lacks, and take it that there are none.
  private FieldPlan numbers(String name) {
    try {
      return fields.plain(name);
    } catch (QueryException noField) {
      return new FieldPlan(name, Analysis.NONE, new KeywordAnalyzer());
    }
  }

  private String name(@Nullable String alias) {
    if (alias != null) {
      return alias;
    }
    if (field != null) {
      return field;
    }
    return rangeField != null ? rangeField : ALL;
  }
}
