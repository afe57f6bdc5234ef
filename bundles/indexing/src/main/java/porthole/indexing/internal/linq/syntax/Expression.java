// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq.syntax;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a function. */
public sealed interface Expression {

  /** Its offset in the text: where its error is shown. */
  int at();

  /** The expressions that it consists of. */
  List<Expression> parts();

  /** A constant: String, Character, Integer, Long, Double, BigDecimal, Boolean or null. */
  record Literal(int at, @Nullable Object value) implements Expression {
    @Override
    public List<Expression> parts() {
      return List.of();
    }
  }

  /** A variable, or whatever else has a name. */
  record Name(int at, String name) implements Expression {
    @Override
    public List<Expression> parts() {
      return List.of();
    }
  }

  /** The index itself. */
  record This(int at) implements Expression {
    @Override
    public List<Expression> parts() {
      return List.of();
    }
  }

  /** {@code target.name}. */
  record Member(int at, Expression target, String name) implements Expression {
    @Override
    public List<Expression> parts() {
      return List.of(target);
    }
  }

  /** {@code target[index]}. */
  record Index(int at, Expression target, Expression index) implements Expression {
    @Override
    public List<Expression> parts() {
      return List.of(target, index);
    }
  }

  /** {@code target.name(arguments)}, or without a target. */
  record Call(
      int at,
      @Nullable Expression target,
      String name,
      List<TypeName> types,
      List<Expression> arguments)
      implements Expression {
    @Override
    public List<Expression> parts() {
      List<Expression> parts = new ArrayList<>(arguments);
      if (target != null) {
        parts.add(target);
      }
      return parts;
    }
  }

  /** {@code parameters => body}. */
  record Lambda(int at, List<String> parameters, Expression body) implements Expression {
    @Override
    public List<Expression> parts() {
      return List.of(body);
    }
  }

  /** {@code new { name = value }}, also with a type's name. */
  record NewObject(int at, List<Field> fields) implements Expression {
    @Override
    public List<Expression> parts() {
      return fields.stream().map(Field::value).toList();
    }
  }

  /** One property of an object that is made. */
  record Field(String name, Expression value) {}

  /** {@code new Dictionary { {key, value} }}. */
  record NewDictionary(int at, List<Expression> keys, List<Expression> values)
      implements Expression {
    @Override
    public List<Expression> parts() {
      List<Expression> parts = new ArrayList<>(keys);
      parts.addAll(values);
      return parts;
    }
  }

  /** {@code new [] { elements }}. */
  record NewList(int at, List<Expression> elements) implements Expression {
    @Override
    public List<Expression> parts() {
      return elements;
    }
  }

  /** {@code new Type(arguments)}. */
  record NewValue(int at, TypeName type, List<Expression> arguments) implements Expression {
    @Override
    public List<Expression> parts() {
      return arguments;
    }
  }

  /** A sign before a value. */
  record Unary(int at, String operator, Expression operand) implements Expression {
    @Override
    public List<Expression> parts() {
      return List.of(operand);
    }
  }

  /** A sign between two values. */
  record Binary(int at, String operator, Expression left, Expression right) implements Expression {
    @Override
    public List<Expression> parts() {
      return List.of(left, right);
    }
  }

  /** {@code value is Type} or {@code value as Type}. */
  record TypeTest(int at, Expression value, TypeName type, boolean as) implements Expression {
    @Override
    public List<Expression> parts() {
      return List.of(value);
    }
  }

  /** {@code test ? yes : no}. */
  record Conditional(int at, Expression test, Expression yes, Expression no) implements Expression {
    @Override
    public List<Expression> parts() {
      return List.of(test, yes, no);
    }
  }

  /** {@code (type) value}. */
  record Cast(int at, TypeName type, Expression value) implements Expression {
    @Override
    public List<Expression> parts() {
      return List.of(value);
    }
  }

  /** {@code typeof(type)}. */
  record TypeOf(int at, TypeName type) implements Expression {
    @Override
    public List<Expression> parts() {
      return List.of();
    }
  }

  /** A string with expressions in it; a text part is a literal, the others have formats. */
  record Interpolated(int at, List<Expression> parts, List<String> formats) implements Expression {}

  /** {@code from ... select ...} or {@code from ... group ... by ...}. */
  record Query(int at, List<Clause> clauses, Expression result, @Nullable Expression key)
      implements Expression {
    @Override
    public List<Expression> parts() {
      List<Expression> parts = new ArrayList<>();
      clauses.forEach(clause -> parts.addAll(clause.parts()));
      parts.add(result);
      if (key != null) {
        parts.add(key);
      }
      return parts;
    }
  }
}
