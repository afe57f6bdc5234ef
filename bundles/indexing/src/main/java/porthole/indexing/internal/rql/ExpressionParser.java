// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.rql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.rql.Expression.And;
import porthole.indexing.internal.rql.Expression.Between;
import porthole.indexing.internal.rql.Expression.Call;
import porthole.indexing.internal.rql.Expression.Comparison;
import porthole.indexing.internal.rql.Expression.In;
import porthole.indexing.internal.rql.Expression.Literal;
import porthole.indexing.internal.rql.Expression.Named;
import porthole.indexing.internal.rql.Expression.Not;
import porthole.indexing.internal.rql.Expression.Operator;
import porthole.indexing.internal.rql.Expression.Or;
import porthole.indexing.internal.rql.Expression.Parameter;
import porthole.indexing.internal.rql.Expression.Property;
import porthole.indexing.internal.rql.Path.Step;
import porthole.indexing.internal.rql.Token.Kind;

/** Reads values and conditions by recursive descent: {@code or} binds least, then {@code and}. */
final class ExpressionParser {
  // Deeper ones would exhaust the stack, here or where they are made use of.
  private static final int DEEPEST = 200;

  private static final Map<String, Operator> OPERATORS =
      Map.of(
          "=", Operator.EQUAL,
          "==", Operator.EQUAL,
          "!=", Operator.NOT_EQUAL,
          "<>", Operator.NOT_EQUAL,
          "<", Operator.LESS,
          "<=", Operator.LESS_OR_EQUAL,
          ">", Operator.GREATER,
          ">=", Operator.GREATER_OR_EQUAL);

  private final Words words;
  private int depth;

  ExpressionParser(Words words) {
    this.words = words;
  }

  /** A condition, or a value where nothing makes it one. */
  Expression expression() {
    return deeper(() -> chain("or", () -> chain("and", this::negation, And::new), Or::new));
  }

  private <T> T deeper(Supplier<T> part) {
    if (depth == DEEPEST) {
      throw words.wrong("more than " + DEEPEST + " conditions stand within each other.");
    }
    depth++;
    try {
      return part.get();
    } finally {
      depth--;
    }
  }

  private Expression chain(
      String keyword, Supplier<Expression> link, Function<List<Expression>, Expression> joined) {
    Expression first = link.get();
    if (!words.peek().isWord(keyword)) {
      return first;
    }
    List<Expression> links = new ArrayList<>(List.of(first));
    while (words.takeWord(keyword)) {
      links.add(link.get());
    }
    return joined.apply(links);
  }

  private Expression negation() {
    return words.takeWord("not") ? new Not(deeper(this::negation)) : test();
  }

  private Expression test() {
    if (words.takeSymbol("(")) {
      Expression inner = expression();
      words.expectSymbol(")");
      return inner;
    }
    Expression left = value();
    Operator operator = words.peek().is(Kind.SYMBOL) ? OPERATORS.get(words.peek().text()) : null;
    if (operator != null) {
      words.take();
      return new Comparison(asField(left), operator, value());
    }
    if (words.takeWord("between")) {
      Expression low = value();
      words.expectWord("and");
      return new Between(asField(left), low, value());
    }
    return membership(left);
  }

  private Expression membership(Expression left) {
    boolean all = words.peek().isWord("all") && words.peekSecond().isWord("in");
    if (all) {
      words.take();
    }
    if (!words.takeWord("in")) {
      return left;
    }
    words.expectSymbol("(");
    return new In(asField(left), list(this::value), all);
  }

  /** A value by itself: a field, a literal, a parameter or a call. */
  Expression value() {
    Token next = words.peek();
    return switch (next.kind()) {
      case STRING -> words.peekSecond().isSymbol(".") ? pathOrCall() : literal();
      case NUMBER -> literal();
      case PARAMETER -> new Parameter(words.take().text());
      case NAME -> isConstant(next) ? literal() : pathOrCall();
      default -> throw words.expected("a field, a value or a function");
    };
  }

  private static boolean isConstant(Token token) {
    return token.isWord("true") || token.isWord("false") || token.isWord("null");
  }

  private Literal literal() {
    Token token = words.peek();
    Object value = token.is(Kind.NUMBER) ? number(token) : constant(token);
    words.take();
    return new Literal(value);
  }

  private static @Nullable Object constant(Token token) {
    if (token.is(Kind.STRING)) {
      return token.text();
    }
    return token.isWord("null") ? null : (Object) token.isWord("true");
  }

  private static Number number(Token token) {
    try {
      return Long.valueOf(token.text());
    } catch (NumberFormatException notWholeOrTooBig) {
      return Double.valueOf(token.text());
    }
  }

  private Expression pathOrCall() {
    Path path = path();
    if (!words.takeSymbol("(")) {
      return path;
    }
    Call call = deeper(() -> new Call(path.toString(), list(this::argument)));
    return words.takeSymbol(".") ? new Property(call, path()) : call;
  }

  /** A path to a field; of a call, its name. */
  Path path() {
    List<Step> steps = new ArrayList<>();
    do {
      String name = words.expectName("a field's name");
      steps.add(new Step(name, words.takeSymbol("[]")));
    } while (words.takeSymbol("."));
    return new Path(steps);
  }

  private <T> List<T> list(Supplier<T> element) {
    List<T> elements = new ArrayList<>();
    if (words.takeSymbol(")")) {
      return elements;
    }
    do {
      elements.add(element.get());
    } while (words.takeSymbol(","));
    words.expectSymbol(")");
    return elements;
  }

  private Expression argument() {
    Token next = words.peek();
    if ((next.isWord("and") || next.isWord("or")) && endsArgument(words.peekSecond())) {
      return new Literal(words.take().text());
    }
    Expression expression = expression();
    String name = words.takeAlias();
    return name == null ? expression : new Named(expression, name);
  }

  private static boolean endsArgument(Token token) {
    return token.isSymbol(",") || token.isSymbol(")");
  }

  /** Where only a field makes sense, a string is a field's name in quotes. */
  static Expression asField(Expression expression) {
    return expression instanceof Literal literal && literal.value() instanceof String name
        ? Path.of(name)
        : expression;
  }
}
