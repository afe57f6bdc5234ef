// SPDX-License-Identifier: Apache-2.0
package porthole.script.internal.guard;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.RhinoException;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.Symbol;

/** All objects that a script can get at from one, by members and prototypes. */
final class Reachable {
  private final Set<ScriptableObject> found = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<ScriptableObject> pending = new ArrayDeque<>();

  private Reachable() {}

  /** Those, the one itself among them. */
  static Set<ScriptableObject> from(ScriptableObject first) {
    Reachable reachable = new Reachable();
    reachable.add(first);
    while (!reachable.pending.isEmpty()) {
      reachable.visit(reachable.pending.pop());
    }
    return reachable.found;
  }

  /** An object's own member; null too for one that cannot be read. */
  static @Nullable Object member(ScriptableObject object, Object id) {
    try {
      if (id instanceof Symbol symbol) {
        return object.get(symbol, object);
      }
      return id instanceof Integer index
          ? object.get(index, object)
          : object.get(String.valueOf(id), object);
    } catch (RhinoException getterOfOtherObjects) {
      return null;
    }
  }

  private void visit(ScriptableObject object) {
    for (Object id : object.getAllIds()) {
      add(member(object, id));
      if (id instanceof String name) {
        add(object.getGetterOrSetter(name, 0, object, false));
        add(object.getGetterOrSetter(name, 0, object, true));
      }
    }
    add(object.getPrototype());
  }

  private void add(@Nullable Object value) {
    if (value instanceof ScriptableObject object && found.add(object)) {
      pending.push(object);
    }
  }
}
