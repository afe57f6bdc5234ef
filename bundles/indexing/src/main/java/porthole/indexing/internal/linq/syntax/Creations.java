// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq.syntax;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import porthole.indexing.internal.linq.syntax.Expression.Call;
import porthole.indexing.internal.linq.syntax.Expression.Field;
import porthole.indexing.internal.linq.syntax.Expression.Member;
import porthole.indexing.internal.linq.syntax.Expression.Name;
import porthole.indexing.internal.linq.syntax.Expression.NewDictionary;
import porthole.indexing.internal.linq.syntax.Expression.NewList;
import porthole.indexing.internal.linq.syntax.Expression.NewObject;
import porthole.indexing.internal.linq.syntax.Expression.NewValue;
import porthole.indexing.internal.linq.syntax.Token.Kind;

/** Reads what begins with {@code new}. */
final class Creations {
  private final Words words;
  private final Types types;
  private final Parser parser;

  Creations(Words words, Types types, Parser parser) {
    this.words = words;
    this.types = types;
    this.parser = parser;
  }

  Expression creation() {
    int at = words.take().start();
    if (words.takeSymbol("{")) {
      return object(at);
    }
    if (words.takeSymbol("[")) {
      words.expectSymbol("]");
      words.expectSymbol("{");
      return list(at);
    }
    TypeName type = types.expect();
    if (type.array()) {
      words.expectSymbol("{");
      return list(at);
    }
    boolean called = words.takeSymbol("(");
    List<Expression> arguments = called ? parser.arguments() : List.of();
    if (words.takeSymbol("{")) {
      return initialised(at);
    }
    if (!called) {
      throw words.unexpected("'(', '[' or '{'");
    }
    return words.made(new NewValue(at, type, arguments));
  }

  private Expression initialised(int at) {
    if (words.peek().isSymbol("{") || words.peek().isSymbol("[")) {
      return dictionary(at);
    }
    boolean fields = words.peek().is(Kind.NAME) && words.ahead(1).isSymbol("=");
    return fields || words.peek().isSymbol("}") ? object(at) : list(at);
  }

  private Expression object(int at) {
    Set<String> names = new HashSet<>();
    List<Field> fields =
        words.listUntil(
            "}",
            () -> {
              int fieldAt = words.peek().start();
              Field field = field();
              if (!names.add(field.name())) {
                throw words
                    .function()
                    .wrong(fieldAt, "the property '" + field.name() + "' is given twice.");
              }
              return field;
            });
    return words.made(new NewObject(at, fields));
  }

  private Field field() {
    if (words.peek().is(Kind.NAME) && words.ahead(1).isSymbol("=")) {
      String name = words.take().text();
      words.take();
      return new Field(name, parser.expression());
    }
    int at = words.peek().start();
    Expression value = parser.expression();
    if (value instanceof Member member) {
      return new Field(member.name(), value);
    }
    if (value instanceof Name name) {
      return new Field(name.name(), value);
    }
    String call = value instanceof Call method ? " of '" + method.name() + "(...)'" : "";
    throw words
        .function()
        .wrong(at, "the value" + call + " needs a name; 'name = value' was expected.");
  }

  private Expression list(int at) {
    return words.made(new NewList(at, words.listUntil("}", parser::expression)));
  }

  private Expression dictionary(int at) {
    List<Expression> keys = new ArrayList<>();
    List<Expression> values = new ArrayList<>();
    words.listUntil(
        "}",
        () -> {
          boolean assigned = words.takeSymbol("[");
          if (!assigned) {
            words.expectSymbol("{");
          }
          keys.add(parser.expression());
          words.expectSymbol(assigned ? "]" : ",");
          if (assigned) {
            words.expectSymbol("=");
          }
          values.add(parser.expression());
          return assigned || closed();
        });
    return words.made(new NewDictionary(at, keys, values));
  }

  private boolean closed() {
    words.expectSymbol("}");
    return true;
  }
}
