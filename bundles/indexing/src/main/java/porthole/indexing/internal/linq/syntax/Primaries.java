// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.linq.syntax.Expression.Call;
import porthole.indexing.internal.linq.syntax.Expression.Literal;
import porthole.indexing.internal.linq.syntax.Expression.Name;
import porthole.indexing.internal.linq.syntax.Expression.This;
import porthole.indexing.internal.linq.syntax.Expression.TypeOf;

/** Reads what stands by itself. */
final class Primaries {
  private final Words words;
  private final Types types;
  private final Parser parser;
  private final Queries queries;
  private final Creations creations;

  Primaries(Words words, Types types, Parser parser) {
    this.words = words;
    this.types = types;
    this.parser = parser;
    this.queries = new Queries(words, parser);
    this.creations = new Creations(words, types, parser);
  }

  Expression primary() {
    Token next = words.peek();
    return switch (next.kind()) {
      case LITERAL -> literal(next.value());
      case INTERPOLATED -> new InterpolatedStrings(words).read(words.take());
      case NAME -> named(next);
      case SYMBOL, END -> parenthesised();
    };
  }

  private Expression literal(@Nullable Object value) {
    return words.made(new Literal(words.take().start(), value));
  }

  private Expression parenthesised() {
    if (!words.takeSymbol("(")) {
      throw words.unexpected("a value");
    }
    Expression inner = parser.expression();
    words.expectSymbol(")");
    return inner;
  }

  private Expression named(Token name) {
    if (queries.begins()) {
      return queries.query();
    }
    return switch (name.text()) {
      case "null" -> literal(null);
      case "true" -> literal(true);
      case "false" -> literal(false);
      case "this" -> words.made(new This(words.take().start()));
      case "new" -> creations.creation();
      case "typeof" -> typeOf();
      default -> variableOrCall();
    };
  }

  private Expression typeOf() {
    int at = words.take().start();
    words.expectSymbol("(");
    TypeName type = types.expect();
    words.expectSymbol(")");
    return words.made(new TypeOf(at, type));
  }

  private Expression variableOrCall() {
    Token name = words.take();
    List<TypeName> typeArguments = types.argumentsOfCall();
    return words.takeSymbol("(")
        ? words.made(new Call(name.start(), null, name.text(), typeArguments, parser.arguments()))
        : words.made(new Name(name.start(), name.text()));
  }
}
