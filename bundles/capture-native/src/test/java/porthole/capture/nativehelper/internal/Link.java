// SPDX-License-Identifier: Apache-2.0
package porthole.capture.nativehelper.internal;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether one frame can have called the one above it. */
enum Link {
  /** The caller stands at an invocation that can reach the callee; of a lambda, by its name. */
  CALLS,
  /** The caller is made at run time (a lambda, an accessor), or the link between both is. */
  GENERATED,
  /** The caller is native code, which may call anything. */
  FROM_NATIVE,
  /** The JVM calls this by itself, where code needs a class or a call site for the first time. */
  FROM_JVM,
  /** None of these. */
  BROKEN;

  private static final Pattern GENERATED_CLASS =
      Pattern.compile(
          ".*\\$\\$Lambda.*|.*/0x[0-9a-f]+|.*\\+0x[0-9a-f]+|java\\.lang\\.invoke\\.\\w+\\$Holder"
              + "|java\\.lang\\.invoke\\.LambdaForm\\$.*|.*\\$Proxy\\d+"
              + "|jdk\\.internal\\.reflect\\.Generated.*");
  private static final Set<String> CALLED_BY_THE_JVM =
      Set.of(
          "<clinit>",
          "loadClass",
          "checkPackageAccess",
          "linkCallSite",
          "linkMethod",
          "linkMethodHandleConstant",
          "linkDynamicConstant",
          "findMethodHandleType");

  static Link of(Bytecode bytecode, TargetJvm.Place callee, TargetJvm.Place caller) {
    boolean generated = GENERATED_CLASS.matcher(callee.className()).matches();
    if (GENERATED_CLASS.matcher(caller.className()).matches()) {
      return GENERATED;
    }
    List<Bytecode.Method> callers = bytecode.methodsAt(caller);
    if (callers.stream().anyMatch(Bytecode.Method::isNative)) {
      return FROM_NATIVE;
    }
    for (Bytecode.Method method : callers) {
      Bytecode.Call call = method.calls().get((int) caller.bci());
      if (call == null) {
        continue;
      }
      boolean linked = call.owner().isEmpty() || isPolymorphic(call);
      if (linked && (generated || callee.className().startsWith("java.lang.invoke."))) {
        return GENERATED;
      }
      if (call.name().equals(callee.method()) && (generated || reaches(bytecode, call, callee))) {
        return CALLS;
      }
    }
    boolean known = !callers.isEmpty();
    return known && CALLED_BY_THE_JVM.contains(callee.method()) ? FROM_JVM : BROKEN;
  }

  /** Of any signature, and linked at run time. */
  private static boolean isPolymorphic(Bytecode.Call call) {
    return call.owner().equals("java.lang.invoke.MethodHandle")
        || call.owner().equals("java.lang.invoke.VarHandle");
  }

  /**
   * Whether a method of that signature is there, in a class that a receiver may inherit it from.
   */
  private static boolean reaches(Bytecode bytecode, Bytecode.Call call, TargetJvm.Place callee) {
    boolean signature =
        bytecode.methodsAt(callee).stream()
            .anyMatch(method -> method.descriptor().equals(call.descriptor()));
    // A class that does not implement the interface may have a subclass that does.
    boolean related =
        bytecode.isA(callee.className(), call.owner())
            || bytecode.isA(call.owner(), callee.className())
            || call.ofInterface();
    return signature && related;
  }
}
