// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.linq.syntax.Token.Kind;

/** Reads names of types, where that is what stands there. */
final class Types {
  private static final int DEEPEST = 8;

  private static final Set<String> KEYWORDS =
      Set.of(
          "bool", "byte", "sbyte", "char", "decimal", "double", "float", "int", "uint", "long",
          "ulong", "short", "ushort", "object", "string", "dynamic");

  private final Words words;

  Types(Words words) {
    this.words = words;
  }

  TypeName expect() {
    TypeName type = typeOrNull(0);
    if (type == null) {
      throw words.unexpected("a type");
    }
    return type;
  }

  /** A type in parentheses, if it is one and what follows makes it a cast. */
  @Nullable TypeName castOrNull() {
    int mark = words.mark();
    words.expectSymbol("(");
    TypeName type = typeOrNull(0);
    if (type != null && words.takeSymbol(")") && (isSurelyType(type) || canBeOperand())) {
      return type;
    }
    words.back(mark);
    return null;
  }

  private static boolean isSurelyType(TypeName type) {
    return KEYWORDS.contains(type.name()) || type.nullable() || type.array();
  }

  private boolean canBeOperand() {
    Token next = words.peek();
    return switch (next.kind()) {
      case NAME -> !next.isWord("is") && !next.isWord("as") && !Queries.endsExpression(next);
      case LITERAL, INTERPOLATED -> true;
      case SYMBOL -> next.isSymbol("(") || next.isSymbol("!");
      case END -> false;
    };
  }

  /** Types in angle brackets, if it is a call that follows; otherwise none. */
  List<TypeName> argumentsOfCall() {
    int mark = words.mark();
    List<TypeName> types = words.peek().isSymbol("<") ? argumentsOrNull(0) : null;
    if (types != null && words.peek().isSymbol("(")) {
      return types;
    }
    words.back(mark);
    return List.of();
  }

  private @Nullable List<TypeName> argumentsOrNull(int depth) {
    words.expectSymbol("<");
    List<TypeName> types = new ArrayList<>();
    do {
      TypeName type = typeOrNull(depth + 1);
      if (type == null) {
        return null;
      }
      types.add(type);
    } while (words.takeSymbol(","));
    return words.takeSymbol(">") ? types : null;
  }

  private @Nullable TypeName typeOrNull(int depth) {
    if (depth > DEEPEST || !words.peek().is(Kind.NAME)) {
      return null;
    }
    StringBuilder name = new StringBuilder(words.take().text());
    while (words.peek().isSymbol(".") && words.ahead(1).is(Kind.NAME)) {
      words.take();
      name.append('.').append(words.take().text());
    }
    if (words.peek().isSymbol("<")) {
      int mark = words.mark();
      if (argumentsOrNull(depth) == null) {
        words.back(mark);
      }
    }
    boolean nullable = endsType(1) && words.takeSymbol("?");
    boolean array = false;
    while (words.peek().isSymbol("[") && words.ahead(1).isSymbol("]")) {
      words.take();
      words.take();
      array = true;
    }
    return new TypeName(name.toString(), nullable, array);
  }

  // 'x is int ? 1 : 2' asks; '(int?) x' does not.
  private boolean endsType(int after) {
    Token next = words.ahead(after);
    return next.isSymbol(")") || next.isSymbol(">") || next.isSymbol(",") || next.isSymbol("[");
  }
}
