// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.rql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a query that has a value. Conditions are expressions: they stand as arguments too. */
public sealed interface Expression
    permits Path,
        Expression.Literal,
        Expression.Parameter,
        Expression.Call,
        Expression.Property,
        Expression.Named,
        Expression.Comparison,
        Expression.Between,
        Expression.In,
        Expression.And,
        Expression.Or,
        Expression.Not {

  /**
   * A value that stands in the query.
   *
   * @param value String, Long, Double, Boolean or null
   */
  record Literal(@Nullable Object value) implements Expression {}

  /** A value that comes with the query. */
  record Parameter(String name) implements Expression {}

  /**
   * A function's value.
   *
   * @param name as written, with its dots, as in {@code spatial.within}
   */
  record Call(String name, List<Expression> arguments) implements Expression {
    /** Copies the arguments. */
    public Call {
      arguments = List.copyOf(arguments);
    }

    /** Whether this calls that function; names compare case-insensitively. */
    public boolean calls(String function) {
      return name.equalsIgnoreCase(function);
    }
  }

  /** A property of what a function returns, as in {@code cmpxchg('key').name}. */
  record Property(Call of, Path path) implements Expression {}

  /** An argument with a name of its own, as in {@code facet(brand, sum(price) as total)}. */
  record Named(Expression expression, String name) implements Expression {}

  /** How two values compare. */
  enum Operator {
    EQUAL,
    NOT_EQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL
  }

  /** {@code left operator right}. */
  record Comparison(Expression left, Operator operator, Expression right) implements Expression {}

  /** {@code value between low and high}, both included. */
  record Between(Expression value, Expression low, Expression high) implements Expression {}

  /**
   * {@code value in (candidates)}.
   *
   * @param all {@code all in}: every one of the candidates, not any
   */
  record In(Expression value, List<Expression> candidates, boolean all) implements Expression {
    /** Copies the candidates. */
    public In {
      candidates = List.copyOf(candidates);
    }
  }

  /** All of two or more. */
  record And(List<Expression> conditions) implements Expression {
    /** Copies the conditions. */
    public And {
      conditions = List.copyOf(conditions);
    }
  }

  /** At least one of two or more. */
  record Or(List<Expression> conditions) implements Expression {
    /** Copies the conditions. */
    public Or {
      conditions = List.copyOf(conditions);
    }
  }

  /** What the condition does not hold for. */
  record Not(Expression condition) implements Expression {}
}
