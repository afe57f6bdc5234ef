// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.function.FunctionException;
import porthole.indexing.internal.linq.syntax.Expression;
import porthole.indexing.internal.linq.syntax.Expression.Call;
import porthole.indexing.internal.linq.syntax.Expression.Cast;
import porthole.indexing.internal.linq.syntax.Expression.Conditional;
import porthole.indexing.internal.linq.syntax.Expression.Index;
import porthole.indexing.internal.linq.syntax.Expression.Interpolated;
import porthole.indexing.internal.linq.syntax.Expression.Lambda;
import porthole.indexing.internal.linq.syntax.Expression.Literal;
import porthole.indexing.internal.linq.syntax.Expression.Member;
import porthole.indexing.internal.linq.syntax.Expression.Name;
import porthole.indexing.internal.linq.syntax.Expression.Query;
import porthole.indexing.internal.linq.syntax.Expression.TypeOf;
import porthole.indexing.internal.linq.syntax.Expression.TypeTest;
import porthole.indexing.internal.linq.syntax.Expression.Unary;
import porthole.indexing.internal.linq.syntax.FunctionText;
import porthole.indexing.internal.linq.value.Casts;
import porthole.indexing.internal.linq.value.Formats;
import porthole.indexing.internal.linq.value.Missing;
import porthole.indexing.internal.linq.value.Operators;
import porthole.indexing.internal.linq.value.ValueException;

/** Compiles one function. */
final class Compiler {
  private final FunctionText function;
  private final Variables variables = new Variables();
  private final IdentityHashMap<Expression, Code> given = new IdentityHashMap<>();

  Compiler(FunctionText function) {
    this.function = function;
  }

  FunctionText function() {
    return function;
  }

  Variables variables() {
    return variables;
  }

  /** That part of the function is not compiled: its value comes from outside. */
  void give(Expression part, Code value) {
    given.put(part, value);
  }

  Code code(Expression expression) {
    Code outside = given.get(expression);
    if (outside != null) {
      return outside;
    }
    if (expression instanceof Literal literal) {
      @Nullable Object value = literal.value();
      return frame -> value;
    }
    if (expression instanceof Name name) {
      return variable(name);
    }
    if (expression instanceof Member member) {
      return new Members(this).member(member);
    }
    if (expression instanceof Call call) {
      return new Calls(this).call(call);
    }
    if (expression instanceof Expression.Binary binary) {
      return new BinaryOperators(this).code(binary);
    }
    if (expression instanceof Query query) {
      return new QueryCompiler(this).query(query);
    }
    return lessCommon(expression);
  }

  private Code lessCommon(Expression expression) {
    if (expression instanceof Conditional conditional) {
      return conditional(conditional);
    }
    if (expression instanceof Unary unary) {
      return unary(unary);
    }
    if (expression instanceof Cast cast) {
      return cast(cast);
    }
    if (expression instanceof Index index) {
      Code target = code(index.target());
      Code place = code(index.index());
      return placed(index, frame -> Operators.at(target.run(frame), place.run(frame)));
    }
    if (expression instanceof Interpolated interpolated) {
      return interpolated(interpolated);
    }
    if (expression instanceof TypeTest test) {
      Code value = code(test.value());
      String type = known(test, test.type().simple());
      return frame -> {
        Object tested = value.run(frame);
        boolean is = Casts.is(tested, type);
        return test.as() ? (is ? tested : null) : (Object) is;
      };
    }
    if (expression instanceof Lambda lambda) {
      throw wrong(lambda, "a lambda was found where a value was expected.");
    }
    if (expression instanceof TypeOf type) {
      throw wrong(type, "a type was found where a value was expected; it has '.Name'.");
    }
    if (expression instanceof Expression.This self) {
      throw wrong(self, "'this' was found where a value was expected; it has functions only.");
    }
    return new CreationCompiler(this).code(expression);
  }

  private Code variable(Name name) {
    int place = variables.find(name.name());
    if (place < 0) {
      throw wrong(name, "'" + name.name() + "' is not known here; a variable was expected.");
    }
    return frame -> frame.get(place);
  }

  private Code conditional(Conditional conditional) {
    Code test = condition(conditional.test());
    Code yes = code(conditional.yes());
    Code no = code(conditional.no());
    return frame -> Operators.truth(test.run(frame)) ? yes.run(frame) : no.run(frame);
  }

  /** What has to be true or false: otherwise the place is told. */
  Code condition(Expression expression) {
    Code value = code(expression);
    return placed(
        expression,
        frame -> {
          Object holds = value.run(frame);
          return holds instanceof Boolean ? holds : (Object) Operators.truth(holds);
        });
  }

  private Code unary(Unary unary) {
    Code operand = code(unary.operand());
    return switch (unary.operator()) {
      case "!" ->
          placed(
              unary,
              frame -> {
                Object value = operand.run(frame);
                return Missing.orNull(value) ? value : (Object) !Operators.truth(value);
              });
      case "-" -> placed(unary, frame -> Operators.negate(operand.run(frame)));
      default -> operand;
    };
  }

  private Code cast(Cast cast) {
    Code value = code(cast.value());
    String type = known(cast, cast.type().simple());
    if (cast.type().array()) {
      return value;
    }
    boolean nullable = cast.type().nullable();
    return placed(cast, frame -> Casts.cast(value.run(frame), type, nullable));
  }

  /** The type's name, if it is one that values can have. */
  String known(Expression at, String type) {
    if (!Casts.isKnown(type)) {
      throw function.unsupported(at.at(), "the type '" + type + "' is not known.");
    }
    return type;
  }

  private Code interpolated(Interpolated interpolated) {
    List<Code> parts = codes(interpolated.parts());
    List<String> formats = interpolated.formats();
    return placed(
        interpolated,
        frame -> {
          StringBuilder text = new StringBuilder();
          for (int i = 0; i < parts.size(); i++) {
            text.append(Formats.format(parts.get(i).run(frame), formats.get(i)));
          }
          return frame.made(text.toString());
        });
  }

  List<Code> codes(List<Expression> expressions) {
    List<Code> codes = new ArrayList<>();
    expressions.forEach(expression -> codes.add(code(expression)));
    return codes;
  }

  /** A lambda; its parameters are seen in its body only. */
  Fn fn(Lambda lambda) {
    int mark = variables.mark();
    int first = lambda.parameters().isEmpty() ? 0 : variables.declare(lambda.parameters().get(0));
    int second =
        lambda.parameters().size() < 2 ? first : variables.declare(lambda.parameters().get(1));
    Fn fn = new Fn(first, second, code(lambda.body()));
    variables.leave(mark);
    return fn;
  }

  /** Tells the place when it fails. */
  Code placed(Expression expression, Code code) {
    return frame -> {
      try {
        return code.run(frame);
      } catch (ValueException | ArithmeticException | DateTimeException e) {
        throw failed(expression, e);
      }
    };
  }

  FunctionException failed(Expression expression, RuntimeException cause) {
    return wrong(expression, String.valueOf(cause.getMessage()));
  }

  FunctionException wrong(Expression expression, String problem) {
    return function.wrong(expression.at(), problem);
  }
}
