// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.search;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SortField;
import porthole.indexing.api.SpatialOptions;
import porthole.indexing.api.SpatialOptions.Units;
import porthole.indexing.internal.field.FieldPlan;
import porthole.indexing.internal.rql.Expression;
import porthole.indexing.internal.rql.Expression.Call;
import porthole.indexing.internal.rql.Expression.Literal;
import porthole.indexing.internal.rql.RqlException;
import porthole.indexing.internal.rql.RqlParser;
import porthole.indexing.internal.spatial.Geometry;
import porthole.indexing.internal.spatial.Relation;
import porthole.indexing.internal.spatial.ShapeParser;
import porthole.indexing.internal.spatial.Space;
import porthole.indexing.internal.spatial.SpatialException;

/** Makes Lucene queries and sorts of a query's {@code spatial.…()} functions. For one query. */
final class Places {
  static final String PREFIX = "spatial.";

  private final IndexFields fields;
  private final Operands operands;

  Places(IndexFields fields, Operands operands) {
    this.fields = fields;
    this.operands = operands;
  }

  /** What finds documents by how their shapes lie to another. */
  Query condition(Call call) {
    Relation relation =
        switch (call.name().toLowerCase(Locale.ROOT)) {
          case "spatial.within" -> Relation.WITHIN;
          case "spatial.contains" -> Relation.CONTAINS;
          case "spatial.disjoint" -> Relation.DISJOINT;
          case "spatial.intersects" -> Relation.INTERSECTS;
          default -> throw new QueryException("There is no condition " + call.name() + "().");
        };
    List<Expression> arguments = arguments(call, 2, 3);
    if (arguments.size() == 3) {
      // Shapes are compared as they are, so there is no error to allow for.
      operands.number(arguments.get(2));
    }
    FieldPlan field = field(arguments.get(0));
    return asked(() -> find(field, relation, arguments.get(1)));
  }

  private static <T> T asked(Supplier<T> question) {
    try {
      return question.get();
    } catch (SpatialException e) {
      throw new QueryException(String.valueOf(e.getMessage()));
    }
  }

  private Query find(FieldPlan field, Relation relation, Expression shape) {
    if (!(shape instanceof Call call)) {
      throw notAShape(shape);
    }
    return Space.of(field.spatial(), units(call, field.spatial()))
        .find(field.name(), relation, shape(shape));
  }

  private static QueryException notAShape(Expression shape) {
    return new QueryException(
        "A shape was expected, that is spatial.circle(), spatial.wkt() or spatial.point(), not "
            + Operands.describe(shape)
            + ".");
  }

  private static List<Expression> arguments(Call call, int least, int most) {
    int given = call.arguments().size();
    if (given < least || given > most) {
      throw new QueryException(
          call.name()
              + "() takes "
              + least
              + " to "
              + most
              + " arguments; it was given "
              + given
              + ".");
    }
    return call.arguments();
  }

  /** What a shape's distances are in; the last argument may say so. */
  private Units units(Call shape, SpatialOptions options) {
    int without = shape.calls("spatial.circle") ? 3 : 1;
    if (shape.calls("spatial.point") || shape.arguments().size() <= without) {
      return options.units;
    }
    String name = operands.text(shape.arguments().get(without));
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "kilometers" -> Units.KILOMETERS;
      case "miles" -> Units.MILES;
      default ->
          throw new QueryException("Distances are in 'Kilometers' or 'Miles', not '" + name + "'.");
    };
  }

  private Geometry circle(List<Expression> arguments) {
    double radius = operands.number(arguments.get(0));
    if (!(radius >= 0 && radius < Double.POSITIVE_INFINITY)) {
      throw new QueryException("A circle's radius is 0 or more, not " + radius + ".");
    }
    return new Geometry.Circle(
        operands.number(arguments.get(2)), operands.number(arguments.get(1)), radius);
  }

  private Geometry.Point point(Call call) {
    List<Expression> of = arguments(call, 2, 2);
    return new Geometry.Point(operands.number(of.get(1)), operands.number(of.get(0)));
  }

  private FieldPlan field(Expression given) {
    Expression expression = unquoted(given);
    if (!(expression instanceof Call call) || call.calls("id")) {
      return fields.plain(operands.field(expression));
    }
    return switch (call.name().toLowerCase(Locale.ROOT)) {
      case "spatial.point" -> {
        List<Expression> of = arguments(call, 2, 2);
        yield fields.point(operands.field(of.get(0)), operands.field(of.get(1)));
      }
      case "spatial.wkt" -> fields.wkt(operands.field(arguments(call, 1, 1).get(0)));
      default -> fields.plain(operands.field(expression));
    };
  }

  // Clients put the functions that make places in quotes when they sort by them.
  private static Expression unquoted(Expression expression) {
    if (expression instanceof Literal literal
        && literal.value() instanceof String text
        && text.startsWith(PREFIX)) {
      try {
        return RqlParser.parse("from x order by " + text).orderBy().get(0).by();
      } catch (RqlException e) {
        throw new QueryException("'" + text + "' is no field with places.");
      }
    }
    return expression;
  }

  /** {@code spatial.distance(field, shape[, step])}: by the distance to the middle of a shape. */
  SortField order(Call call, boolean descending) {
    List<Expression> arguments = arguments(call, 2, 3);
    double step = arguments.size() == 3 ? operands.number(arguments.get(2)) : 0;
    if (!(step >= 0 && step < Double.POSITIVE_INFINITY)) {
      throw new QueryException("Distances are rounded to steps of 0 or more, not " + step + ".");
    }
    FieldPlan field = field(arguments.get(0));
    Space space = Space.of(field.spatial());
    return asked(
        () ->
            space.byDistance(
                field.name(), space.centre(shape(arguments.get(1))), step, descending));
  }

  private Geometry shape(Expression expression) {
    if (!(expression instanceof Call call)) {
      throw notAShape(expression);
    }
    return switch (call.name().toLowerCase(Locale.ROOT)) {
      case "spatial.point" -> point(call);
      case "spatial.circle" -> circle(arguments(call, 3, 4));
      case "spatial.wkt" -> ShapeParser.parse(operands.text(arguments(call, 1, 2).get(0)));
      default -> throw notAShape(expression);
    };
  }
}
