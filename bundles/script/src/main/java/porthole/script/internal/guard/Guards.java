// SPDX-License-Identifier: Apache-2.0
package porthole.script.internal.guard;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.BaseFunction;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.LambdaFunction;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.SymbolKey;

/**
 * Puts a guard before each function that could take long, or much, in one step: the engine counts
 * only the steps of scripts, and looks at the limits between two of them.
 */
final class Guards {
  private static final String PROTOTYPE = ".prototype";
  private static final List<String> ITERABLE =
      List.of("[]", "''", "new Map()", "new Set()", "''.matchAll(/a/g)", "(function*(){})()");

  private final Context context;
  private final ScriptableObject scope;
  private final Map<String, Guard> guards = new HashMap<>();

  private Guards(Context context, ScriptableObject scope) {
    this.context = context;
    this.scope = scope;
  }

  /** Replaces those functions in a scope. */
  static void install(Context context, ScriptableObject scope) {
    Guards all = new Guards(context, scope);
    all.guards.putAll(TextGuards.all());
    all.guards.putAll(ListGuards.all());
    all.guards.putAll(JsonGuards.all());
    all.members("String" + PROTOTYPE, TextGuards::text);
    all.members("String", Guard.SIZED);
    all.members("Array" + PROTOTYPE, ListGuards::list);
    all.members("Object", Guard.SIZED);
    all.members("JSON", Guard.SIZED);
    all.members("Function" + PROTOTYPE, null);
    all.members("Array", null);
    for (SymbolKey key : List.of(SymbolKey.REPLACE, SymbolKey.SPLIT, SymbolKey.MATCH)) {
      all.replace(all.owner("RegExp" + PROTOTYPE), key, "RegExp" + PROTOTYPE + "." + key, null);
    }
    for (String name : List.of("encodeURI", "encodeURIComponent", "escape", "unescape")) {
      all.replace(scope, name, name, TextGuards::encoding);
    }
    ITERABLE.forEach(all::iterator);
  }

  private void members(String owner, @Nullable Guard otherwise) {
    ScriptableObject object = owner(owner);
    for (Object id : object.getAllIds()) {
      if (id instanceof String name && !name.equals("constructor")) {
        replace(object, name, owner + "." + name, otherwise);
      }
    }
  }

  /** What spreads, loops and constructors take the elements of a value from. */
  private void iterator(String iterable) {
    String source = iterable.endsWith(")") ? iterable : iterable + "[Symbol.iterator]()";
    Object found = context.evaluateString(scope, source, "iterator", 1, null);
    for (Scriptable at = (Scriptable) found; at != null; at = at.getPrototype()) {
      if (at.has("next", at) && at instanceof ScriptableObject object) {
        replace(object, "next", "next", Guard.COUNTED);
        return;
      }
    }
  }

  private ScriptableObject owner(String path) {
    String name = path.replace(PROTOTYPE, "");
    ScriptableObject owner = (ScriptableObject) ScriptableObject.getProperty(scope, name);
    return name.equals(path)
        ? owner
        : (ScriptableObject) ScriptableObject.getProperty(owner, "prototype");
  }

  private void replace(ScriptableObject owner, Object id, String path, @Nullable Guard otherwise) {
    @Nullable Guard guard = guards.getOrDefault(path, otherwise);
    Object found = Reachable.member(owner, id);
    if (guard == null || !(found instanceof BaseFunction target)) {
      return;
    }
    LambdaFunction guarded =
        new LambdaFunction(
            scope,
            target.getFunctionName(),
            target.getLength(),
            (cx, callScope, self, arguments) ->
                guard.call(new GuardedCall(cx, callScope, self, arguments.clone(), target)),
            false);
    if (id instanceof SymbolKey key) {
      owner.put(key, owner, guarded);
    } else {
      owner.defineProperty(String.valueOf(id), guarded, ScriptableObject.DONTENUM);
    }
  }
}
