// SPDX-License-Identifier: Apache-2.0
package porthole.script.internal.guard;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.Symbol;
import org.mozilla.javascript.Undefined;

/**
 * Makes objects that all scripts share unchangeable.
 *
 * <p>A member that cannot be written hides what an object that inherits it would write under the
 * same name. Where names are likely to be those of a document's members, writing it therefore
 * writes the inheriting object's own.
 */
final class Freeze {
  private static final int FIXED = ScriptableObject.READONLY | ScriptableObject.PERMANENT;
  private static final List<String> INHERITED_BY_DATA =
      List.of("Object", "Error", "TypeError", "RangeError", "SyntaxError", "EvalError");

  private Freeze() {}

  /** All that can be reached from a scope. */
  static void all(Context context, ScriptableObject scope) {
    for (String name : INHERITED_BY_DATA) {
      letOverride(context, (ScriptableObject) ScriptableObject.getClassPrototype(scope, name));
    }
    for (ScriptableObject object : Reachable.from(scope)) {
      for (Object id : object.getAllIds()) {
        fix(object, id);
      }
      object.preventExtensions();
      object.sealObject();
    }
  }

  private static void letOverride(Context context, ScriptableObject prototype) {
    for (Object id : prototype.getAllIds()) {
      if (id instanceof String name && isData(prototype, name)) {
        Object value = prototype.get(name, prototype);
        prototype.delete(name);
        prototype.defineProperty(
            context,
            name,
            self -> value,
            (self, own) -> override(prototype, self, name, own),
            ScriptableObject.DONTENUM | ScriptableObject.PERMANENT);
      }
    }
  }

  private static void override(
      ScriptableObject prototype, Scriptable self, String name, @Nullable Object own) {
    if (self == prototype || !(self instanceof ScriptableObject object)) {
      throw ScriptRuntime.typeError("'" + name + "' belongs to all scripts");
    }
    object.defineProperty(name, own, ScriptableObject.EMPTY);
  }

  private static boolean isData(ScriptableObject object, String name) {
    return isAbsent(object.getGetterOrSetter(name, 0, object, false))
        && isAbsent(object.getGetterOrSetter(name, 0, object, true));
  }

  private static boolean isAbsent(@Nullable Object accessor) {
    return accessor == null || Undefined.isUndefined(accessor);
  }

  private static void fix(ScriptableObject object, Object id) {
    if (id instanceof Symbol symbol) {
      object.setAttributes(symbol, object.getAttributes(symbol) | FIXED);
    } else if (id instanceof String name) {
      int fixed = isData(object, name) ? FIXED : ScriptableObject.PERMANENT;
      object.setAttributes(name, object.getAttributes(name) | fixed);
    }
  }
}
