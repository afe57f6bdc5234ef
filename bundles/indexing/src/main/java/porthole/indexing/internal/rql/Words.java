// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.rql;

import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.rql.RqlQuery.Script;
import porthole.indexing.internal.rql.Token.Kind;

/** The words of a query, read with one word of foresight, and what a parser says of a wrong one. */
final class Words {
  // What may follow a source, a group key, a field or an argument instead of its alias.
  private static final Set<String> NO_ALIAS =
      Set.of(
          "where",
          "group",
          "order",
          "load",
          "select",
          "include",
          "update",
          "filter",
          "limit",
          "filter_limit",
          "offset",
          "and",
          "or",
          "not",
          "in",
          "between",
          "all",
          "as",
          "asc",
          "desc");

  private final String text;
  private final Lexer lexer;
  private Token token;

  Words(String text) {
    this.text = text;
    lexer = new Lexer(text);
    token = lexer.next();
  }

  /** The next word, which stays. */
  Token peek() {
    return token;
  }

  /** The word after the next. */
  Token peekSecond() {
    Token second = lexer.next();
    lexer.moveTo(token.end());
    return second;
  }

  Token take() {
    Token taken = token;
    token = lexer.next();
    return taken;
  }

  boolean takeWord(String keyword) {
    return takeIf(t -> t.isWord(keyword));
  }

  boolean takeSymbol(String symbol) {
    return takeIf(t -> t.isSymbol(symbol));
  }

  private boolean takeIf(Predicate<Token> wanted) {
    boolean found = wanted.test(token);
    if (found) {
      take();
    }
    return found;
  }

  void expectWord(String keyword) {
    if (!takeWord(keyword)) {
      throw expected("'" + keyword + "'");
    }
  }

  void expectSymbol(String symbol) {
    if (!takeSymbol(symbol)) {
      throw expected("'" + symbol + "'");
    }
  }

  Token expect(Kind kind, String what) {
    if (!token.is(kind)) {
      throw expected(what);
    }
    return take();
  }

  /** A name, with or without quotes. */
  String expectName(String what) {
    if (!token.is(Kind.NAME) && !token.is(Kind.STRING)) {
      throw expected(what);
    }
    return take().text();
  }

  /** The alias that may come next, after {@code as} or without; null: none does. */
  @Nullable String takeAlias() {
    if (takeWord("as")) {
      return expectName("an alias");
    }
    boolean bare = token.is(Kind.NAME) && !NO_ALIAS.contains(token.text().toLowerCase(Locale.ROOT));
    return bare ? take().text() : null;
  }

  /** The block that comes next, from its opening brace or parenthesis to the one that closes it. */
  Script takeBlock(String opening) {
    if (!token.isSymbol(opening)) {
      throw expected("'" + opening + "'");
    }
    return script(ScriptScanner.endOfBlock(text, token.start()), opening);
  }

  /** What stands from here to the given word, which is taken but not part of it. */
  Script takeUntilWord(String keyword) {
    int start = token.start();
    while (!token.isWord(keyword)) {
      if (token.is(Kind.END)) {
        throw expected("'" + keyword + "'");
      }
      take();
    }
    Script script = new Script(text.substring(start, token.start()), Place.of(text, start));
    take();
    return script;
  }

  private Script script(int end, String opening) {
    int start = token.start();
    if (end < 0) {
      throw lexer.error(start, "the block that '" + opening + "' begins here does not end.");
    }
    lexer.moveTo(end);
    token = lexer.next();
    return new Script(text.substring(start, end), Place.of(text, start));
  }

  /** To be thrown: the next word is not what could stand here. */
  RqlException expected(String what) {
    return lexer.error(token.start(), what + " was expected, not " + token.inWords() + ".");
  }

  /** To be thrown: the next word makes no sense. */
  RqlException wrong(String problem) {
    return lexer.error(token.start(), problem);
  }
}
