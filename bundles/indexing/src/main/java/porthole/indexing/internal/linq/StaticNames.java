// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq;

import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.linq.syntax.Expression;
import porthole.indexing.internal.linq.syntax.Expression.Member;
import porthole.indexing.internal.linq.syntax.Expression.Name;

/** Tells names of types from variables. */
final class StaticNames {
  private final Compiler compiler;

  StaticNames(Compiler compiler) {
    this.compiler = compiler;
  }

  /** The type that stands there, in one spelling and without namespaces; null for a value. */
  @Nullable String typeOrNull(Expression expression) {
    String path = path(expression);
    if (path == null) {
      return null;
    }
    String name = path.substring(path.lastIndexOf('.') + 1);
    String type =
        switch (name) {
          case "string" -> "String";
          case "int", "Int32" -> "int";
          case "long", "Int64" -> "long";
          case "double", "Double" -> "double";
          case "decimal", "Decimal" -> "decimal";
          case "bool", "Boolean" -> "bool";
          case "char", "Char" -> "char";
          case "float", "Single" -> "double";
          default -> name;
        };
    boolean qualified = path.startsWith("System.") || path.equals(name);
    return qualified && StaticMethods.TYPES.contains(type) ? type : null;
  }

  private @Nullable String path(Expression expression) {
    if (expression instanceof Name name) {
      return compiler.variables().find(name.name()) < 0 ? name.name() : null;
    }
    if (expression instanceof Member member) {
      String target = path(member.target());
      return target == null ? null : target + "." + member.name();
    }
    return null;
  }
}
