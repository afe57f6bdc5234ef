// SPDX-License-Identifier: Apache-2.0
package porthole.script.internal.guard;

import java.util.List;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.TopLevel;

/** What every script finds: the language's own objects, without those that it is better without. */
public final class StandardObjects {
  private static final String GENERATORS = "__GeneratorFunction";
  private static final List<String> REMOVED =
      List.of(
          "global",
          "globalThis",
          "uneval",
          "isXMLName",
          "JavaException",
          "CallSite",
          "eval",
          "Continuation",
          "With",
          "Call",
          "Script",
          "StopIteration",
          "Iterator",
          "Proxy",
          "Reflect",
          "Promise",
          "BigInt",
          "ArrayBuffer",
          "DataView",
          "Int8Array",
          "Uint8Array",
          "Uint8ClampedArray",
          "Int16Array",
          "Uint16Array",
          "Int32Array",
          "Uint32Array",
          "Float32Array",
          "Float64Array",
          "BigInt64Array",
          "BigUint64Array");

  private StandardObjects() {}

  /** Makes them, so that no script can change them for another. */
  public static ScriptableObject make(Context context) {
    TopLevel scope = new TopLevel();
    context.initSafeStandardObjects(scope, false);
    withoutCompilers(scope);
    REMOVED.forEach(scope::delete);
    // It would remember texts of all scripts, for ever.
    ((ScriptableObject) ScriptableObject.getProperty(scope, "Symbol")).delete("for");
    // They write a value that occurs twice twice, at every level.
    Reachable.from(scope).forEach(object -> object.delete("toSource"));
    Guards.install(context, scope);
    Freeze.all(context, scope);
    return scope;
  }

  /** Texts that become code would be checked by nobody. */
  private static void withoutCompilers(ScriptableObject scope) {
    ScriptableObject functions = (ScriptableObject) ScriptableObject.getFunctionPrototype(scope);
    NoCompiler none = new NoCompiler(scope, functions);
    ScriptableObject.putProperty(scope, "Function", none);
    functions.put("constructor", functions, none);
    ScriptableObject generators =
        (ScriptableObject) ScriptableObject.getClassPrototype(scope, GENERATORS);
    generators.delete("constructor");
    ScriptableObject.putProperty(scope, GENERATORS, new NoCompiler(scope, generators));
  }
}
