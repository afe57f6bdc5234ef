// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.linq.syntax.Expression.Member;
import porthole.indexing.internal.linq.syntax.Expression.TypeOf;
import porthole.indexing.internal.linq.value.Grouping;
import porthole.indexing.internal.linq.value.Missing;
import porthole.indexing.internal.linq.value.Properties;
import porthole.indexing.internal.linq.value.ValueException;

/** Compiles what follows a dot and is not called. */
final class Members {
  private final Compiler compiler;

  Members(Compiler compiler) {
    this.compiler = compiler;
  }

  Code member(Member member) {
    String name = member.name();
    if (member.target() instanceof TypeOf type) {
      return typeName(member, type);
    }
    String type = new StaticNames(compiler).typeOrNull(member.target());
    if (type != null) {
      return constant(member, type);
    }
    Code target = compiler.code(member.target());
    return frame -> {
      Object value = target.run(frame);
      if (value instanceof Map<?, ?> object) {
        Object found = object.get(name);
        return found != null ? found : Properties.ofObject(object, name);
      }
      if (value instanceof Grouping group && name.equals("Key")) {
        return group.key();
      }
      if (value == null || Missing.orNull(value)) {
        return Properties.ofNull(value, name);
      }
      return ofOther(member, value);
    };
  }

  private @Nullable Object ofOther(Member member, Object value) {
    try {
      return Properties.of(value, member.name());
    } catch (ValueException e) {
      throw compiler.failed(member, e);
    }
  }

  private Code constant(Member member, String type) {
    String name = type + "." + member.name();
    if (IndexMethods.REFUSED.contains(name)) {
      throw compiler
          .function()
          .unsupported(
              member.at(), "'" + name + "' cannot be used: entries depend on documents alone.");
    }
    if (StaticMethods.ENUMS.contains(type)) {
      String value = member.name();
      return frame -> value;
    }
    if (!StaticMethods.CONSTANTS.containsKey(name)) {
      throw compiler.wrong(member, "'" + name + "' is not known.");
    }
    @Nullable Object value = StaticMethods.CONSTANTS.get(name);
    return frame -> value;
  }

  private Code typeName(Member member, TypeOf type) {
    String value =
        switch (member.name()) {
          case "Name" -> type.type().simple();
          case "FullName" -> type.type().name();
          default -> throw compiler.wrong(member, "a type has 'Name' and 'FullName' only.");
        };
    return frame -> value;
  }
}
