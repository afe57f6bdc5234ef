// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq.syntax;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Supplier;
import porthole.indexing.internal.function.FunctionException;
import porthole.indexing.internal.linq.syntax.Token.Kind;

/** A function's words, one after the other, and how deeply what was read of them is nested. */
final class Words {
  // What is deeper could exhaust the stack, here or where it is compiled or run.
  private static final int DEEPEST = 150;
  private static final int DEEPEST_TREE = 300;

  private final FunctionText function;
  private final List<Token> tokens;
  private final IdentityHashMap<Expression, Integer> depths;
  private int position;
  private int depth;

  Words(FunctionText function, List<Token> tokens) {
    this(function, tokens, new IdentityHashMap<>());
  }

  private Words(
      FunctionText function, List<Token> tokens, IdentityHashMap<Expression, Integer> depths) {
    this.function = function;
    this.tokens = tokens;
    this.depths = depths;
  }

  FunctionText function() {
    return function;
  }

  /** Words of a part of the same text, counted as nested in these. */
  Words within(int start, int end) {
    Words inner = new Words(function, new Lexer(function, start, end).tokens(), depths);
    inner.depth = depth;
    return inner;
  }

  Token peek() {
    return ahead(0);
  }

  Token ahead(int count) {
    return tokens.get(Math.min(position + count, tokens.size() - 1));
  }

  Token take() {
    Token token = peek();
    if (position < tokens.size() - 1) {
      position++;
    }
    return token;
  }

  boolean takeSymbol(String symbol) {
    boolean there = peek().isSymbol(symbol);
    if (there) {
      take();
    }
    return there;
  }

  boolean takeWord(String word) {
    boolean there = peek().isWord(word);
    if (there) {
      take();
    }
    return there;
  }

  void expectSymbol(String symbol) {
    if (!takeSymbol(symbol)) {
      throw unexpected("'" + symbol + "'");
    }
  }

  void expectWord(String word) {
    if (!takeWord(word)) {
      throw unexpected("'" + word + "'");
    }
  }

  String expectName(String what) {
    if (!peek().is(Kind.NAME)) {
      throw unexpected(what);
    }
    return take().text();
  }

  /** Reads until a symbol, with commas between and allowed before it. */
  <T> List<T> listUntil(String close, Supplier<T> element) {
    List<T> elements = new ArrayList<>();
    while (!takeSymbol(close)) {
      elements.add(element.get());
      if (!peek().isSymbol(close) && !takeSymbol(",")) {
        throw unexpected("',' or '" + close + "'");
      }
    }
    return elements;
  }

  FunctionException unexpected(String expected) {
    return wrong(peek().inWords() + " was found where " + expected + " was expected.");
  }

  FunctionException wrong(String problem) {
    return function.wrong(peek().start(), problem);
  }

  /** Where to come back to. */
  int mark() {
    return position;
  }

  void back(int mark) {
    position = mark;
  }

  <T> T deeper(Supplier<T> part) {
    if (depth == DEEPEST) {
      throw wrong("more than " + DEEPEST + " expressions stand within each other.");
    }
    depth++;
    try {
      return part.get();
    } finally {
      depth--;
    }
  }

  /** Notes what was read. */
  Expression made(Expression expression) {
    int deepest = 0;
    for (Expression part : expression.parts()) {
      deepest = Math.max(deepest, depths.getOrDefault(part, 0));
    }
    // Each clause runs those behind it.
    int own = expression instanceof Expression.Query query ? query.clauses().size() : 1;
    if (deepest + own > DEEPEST_TREE) {
      throw function.wrong(
          expression.at(), "more than " + DEEPEST_TREE + " operations depend on each other.");
    }
    depths.put(expression, deepest + own);
    return expression;
  }
}
