// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import porthole.indexing.internal.linq.syntax.Expression.Binary;
import porthole.indexing.internal.linq.syntax.Expression.Call;
import porthole.indexing.internal.linq.syntax.Expression.Cast;
import porthole.indexing.internal.linq.syntax.Expression.Conditional;
import porthole.indexing.internal.linq.syntax.Expression.Index;
import porthole.indexing.internal.linq.syntax.Expression.Lambda;
import porthole.indexing.internal.linq.syntax.Expression.Member;
import porthole.indexing.internal.linq.syntax.Expression.TypeTest;
import porthole.indexing.internal.linq.syntax.Expression.Unary;
import porthole.indexing.internal.linq.syntax.Token.Kind;

/** Reads a function by recursive descent; the grammar stands with the package. */
public final class Parser {
  private static final int LONGEST = 200_000;
  private static final int COMPARISON = 4;

  /** How tightly each binds. */
  private static final Map<String, Integer> PRECEDENCE =
      Map.ofEntries(
          Map.entry("??", 0),
          Map.entry("||", 1),
          Map.entry("&&", 2),
          Map.entry("==", 3),
          Map.entry("!=", 3),
          Map.entry("<", COMPARISON),
          Map.entry("<=", COMPARISON),
          Map.entry(">", COMPARISON),
          Map.entry(">=", COMPARISON),
          Map.entry("+", 5),
          Map.entry("-", 5),
          Map.entry("*", 6),
          Map.entry("/", 6),
          Map.entry("%", 6));

  private final Words words;
  private final Types types;
  private final Primaries primaries;

  private Parser(Words words) {
    this.words = words;
    this.types = new Types(words);
    this.primaries = new Primaries(words, types, this);
  }

  /**
   * The expression that a text is.
   *
   * @throws porthole.indexing.internal.function.FunctionException if it is none
   */
  public static Expression parse(FunctionText function) {
    if (function.text().length() > LONGEST) {
      throw function.wrong(0, "it is longer than " + LONGEST + " characters.");
    }
    Words words = new Words(function, new Lexer(function, 0, function.text().length()).tokens());
    Parser parser = new Parser(words);
    Expression expression = parser.expression();
    while (words.takeSymbol(";")) {
      // A statement's end says nothing here.
    }
    parser.expectEnd();
    return expression;
  }

  /** The expression that a part of a text is, as in an interpolated string. */
  static Expression parseWithin(Words words) {
    Parser parser = new Parser(words);
    Expression expression = parser.expression();
    parser.expectEnd();
    return expression;
  }

  private void expectEnd() {
    if (!words.peek().is(Kind.END)) {
      throw words.unexpected("an operator or the end");
    }
  }

  Expression expression() {
    return words.deeper(() -> beginsLambda() ? lambda() : condition());
  }

  private boolean beginsLambda() {
    if (words.peek().is(Kind.NAME)) {
      return words.ahead(1).isSymbol("=>");
    }
    if (!words.peek().isSymbol("(")) {
      return false;
    }
    int next = 1;
    while (words.ahead(next).is(Kind.NAME) || words.ahead(next).isSymbol(",")) {
      next++;
    }
    return words.ahead(next).isSymbol(")") && words.ahead(next + 1).isSymbol("=>");
  }

  private Expression lambda() {
    int at = words.peek().start();
    List<String> parameters =
        words.takeSymbol("(")
            ? words.listUntil(")", () -> words.expectName("a parameter"))
            : List.of(words.expectName("a parameter"));
    words.expectSymbol("=>");
    if (words.peek().isSymbol("{")) {
      throw words.unexpected("an expression");
    }
    return words.made(new Lambda(at, parameters, expression()));
  }

  private Expression condition() {
    Expression test = binary(0);
    int at = words.peek().start();
    if (!words.takeSymbol("?")) {
      return test;
    }
    Expression yes = expression();
    words.expectSymbol(":");
    return words.made(new Conditional(at, test, yes, expression()));
  }

  private Expression binary(int least) {
    Expression left = unary();
    while (true) {
      Token operator = words.peek();
      if ((operator.isWord("is") || operator.isWord("as")) && least <= COMPARISON) {
        words.take();
        left = typeTest(left, operator);
        continue;
      }
      Integer precedence =
          operator.is(Kind.SYMBOL) ? PRECEDENCE.get(operator.text()) : (Integer) null;
      if (precedence == null || precedence < least) {
        return left;
      }
      words.take();
      // Only ?? groups from the right.
      int rightLeast = precedence == 0 ? 0 : precedence + 1;
      Expression right = words.deeper(() -> binary(rightLeast));
      left = words.made(new Binary(operator.start(), operator.text(), left, right));
    }
  }

  private Expression typeTest(Expression value, Token operator) {
    TypeName type = types.expect();
    return words.made(new TypeTest(operator.start(), value, type, operator.isWord("as")));
  }

  private Expression unary() {
    Token sign = words.peek();
    if (sign.isSymbol("!") || sign.isSymbol("-") || sign.isSymbol("+")) {
      words.take();
      Expression operand = words.deeper(this::unary);
      return words.made(new Unary(sign.start(), sign.text(), operand));
    }
    TypeName cast = sign.isSymbol("(") ? types.castOrNull() : null;
    if (cast != null) {
      return words.made(new Cast(sign.start(), cast, words.deeper(this::castOperand)));
    }
    return suffixes(primaries.primary());
  }

  // A lambda may be cast to the type of a function.
  private Expression castOperand() {
    return beginsLambda() ? lambda() : unary();
  }

  private Expression suffixes(Expression primary) {
    Expression value = primary;
    while (true) {
      Token next = words.peek();
      if (words.takeSymbol(".") || words.takeSymbol("?.")) {
        value = memberOrCall(value);
      } else if (words.takeSymbol("[") || words.takeSymbol("?[")) {
        Expression index = expression();
        words.expectSymbol("]");
        value = words.made(new Index(next.start(), value, index));
      } else if (next.isSymbol("!")) {
        // It tells the compiler of C# that this is not null, and nothing else.
        words.take();
      } else {
        return value;
      }
    }
  }

  private Expression memberOrCall(Expression target) {
    int at = words.peek().start();
    String name = words.expectName("a member's name");
    List<TypeName> typeArguments = types.argumentsOfCall();
    return words.takeSymbol("(")
        ? words.made(new Call(at, target, name, typeArguments, arguments()))
        : words.made(new Member(at, target, name));
  }

  /** What a call is given, after its opening parenthesis. */
  List<Expression> arguments() {
    return new ArrayList<>(words.listUntil(")", this::expression));
  }
}
