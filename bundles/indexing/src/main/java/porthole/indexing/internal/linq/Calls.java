// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.function.FunctionException;
import porthole.indexing.internal.linq.syntax.Expression;
import porthole.indexing.internal.linq.syntax.Expression.Call;
import porthole.indexing.internal.linq.syntax.Expression.Cast;
import porthole.indexing.internal.linq.syntax.Expression.Lambda;
import porthole.indexing.internal.linq.syntax.Expression.This;
import porthole.indexing.internal.linq.value.Casts;

/** Compiles calls. */
final class Calls {
  private static final @Nullable Object[] NONE = {};

  private final Compiler compiler;

  Calls(Compiler compiler) {
    this.compiler = compiler;
  }

  Code call(Call call) {
    Expression target = call.target();
    if (target == null || target instanceof This) {
      return function(call, IndexMethods.ALL.get(call.name()), "");
    }
    String type = new StaticNames(compiler).typeOrNull(target);
    if (type == null) {
      return method(call, target, call.arguments());
    }
    boolean extension = type.equals("Enumerable") || type.equals("DynamicEnumerable");
    if (extension && !call.arguments().isEmpty() && !call.name().equals("Range")) {
      List<Expression> rest = call.arguments().subList(1, call.arguments().size());
      return method(call, call.arguments().get(0), rest);
    }
    return function(call, StaticMethods.ALL.get(type + "." + call.name()), type + ".");
  }

  private Code function(Call call, @Nullable Method function, String prefix) {
    String name = prefix + call.name();
    if (function == null) {
      throw IndexMethods.REFUSED.contains(name)
          ? compiler.function().unsupported(call.at(), "'" + name + "' cannot be used.")
          : compiler.wrong(call, "the function '" + name + "' is not known.");
    }
    List<Expression> arguments = call.arguments().stream().map(Calls::unwrapped).toList();
    if (!function.takes(arguments)) {
      throw unfit(call, name);
    }
    Method.Body body = function.body();
    Code[] values = values(arguments);
    return compiler.placed(call, frame -> body.call(frame, null, run(frame, values)));
  }

  private Code method(Call call, Expression target, List<Expression> given) {
    Methods named = Methods.named(call.name());
    if (!named.exist()) {
      throw compiler.wrong(call, "the method '" + call.name() + "' is not known.");
    }
    List<Expression> arguments = given.stream().map(Calls::unwrapped).toList();
    Methods methods = named.taking(arguments);
    if (!methods.exist()) {
      throw unfit(call, call.name());
    }
    Code receiver = compiler.code(target);
    Code[] values = values(arguments);
    Code result =
        compiler.placed(
            call,
            frame -> frame.made(methods.call(frame, receiver.run(frame), run(frame, values))));
    return typed(call, result);
  }

  // Such as Value<DateTime>("@last-modified").
  private Code typed(Call call, Code result) {
    if (call.types().size() != 1 || !call.name().equals("Value")) {
      return result;
    }
    String type = compiler.known(call, call.types().get(0).simple());
    return compiler.placed(call, frame -> Casts.cast(result.run(frame), type, true));
  }

  // The type that a lambda is cast to says nothing that its place does not.
  private static Expression unwrapped(Expression argument) {
    boolean castLambda = argument instanceof Cast cast && cast.value() instanceof Lambda;
    return castLambda ? ((Cast) argument).value() : argument;
  }

  private FunctionException unfit(Call call, String name) {
    List<String> found = new ArrayList<>();
    for (Expression argument : call.arguments()) {
      found.add(unwrapped(argument) instanceof Lambda ? "a lambda" : "a value");
    }
    String given = found.isEmpty() ? "no arguments" : String.join(" and ", found);
    return compiler.wrong(call, "'" + name + "' is not known to take " + given + ".");
  }

  private Code[] values(List<Expression> arguments) {
    Code[] values = new Code[arguments.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(arguments.get(i));
    }
    return values;
  }

  private Code value(Expression argument) {
    if (!(argument instanceof Lambda lambda)) {
      return compiler.code(argument);
    }
    Fn fn = compiler.fn(lambda);
    return frame -> fn;
  }

  private static @Nullable Object[] run(Frame frame, Code[] values) {
    if (values.length == 0) {
      return NONE;
    }
    @Nullable Object[] arguments = new Object[values.length];
    for (int i = 0; i < values.length; i++) {
      arguments[i] = values[i].run(frame);
    }
    return arguments;
  }
}
