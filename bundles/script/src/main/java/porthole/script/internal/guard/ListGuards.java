// SPDX-License-Identifier: Apache-2.0
package porthole.script.internal.guard;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.NativeArray;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.SymbolKey;
import org.mozilla.javascript.Undefined;

/** Guards of the functions that go through lists. */
final class ListGuards {
  private static final int BYTES_PER_CHAR = 4;
  private static final int CHARS_PER_UNIT = 16;
  private static final int CHARS_OF_OTHERS = 24;
  private static final int STEPS_OF_A_FEW_CALLS = 50;

  private ListGuards() {}

  /** Those with rules of their own, by path. */
  static Map<String, Guard> all() {
    String on = "Array.prototype.";
    return Map.ofEntries(
        Map.entry(on + "join", ListGuards::join),
        Map.entry(on + "toString", ListGuards::join),
        Map.entry(on + "toLocaleString", ListGuards::join),
        Map.entry(on + "flat", ListGuards::flat),
        Map.entry(on + "flatMap", ListGuards::flatMap),
        Map.entry(on + "sort", ListGuards::sort),
        Map.entry(on + "toSorted", ListGuards::sort),
        Map.entry(on + "indexOf", ListGuards::find),
        Map.entry(on + "lastIndexOf", ListGuards::find),
        Map.entry(on + "includes", ListGuards::find),
        Map.entry(on + "push", GuardedCall::proceed),
        Map.entry(on + "pop", GuardedCall::proceed),
        Map.entry(on + "at", GuardedCall::proceed),
        Map.entry("Array.from", ListGuards::from),
        Map.entry("Function.prototype.apply", ListGuards::apply));
  }

  /** Any other function of a list. */
  static @Nullable Object list(GuardedCall call) {
    call.spendElements(GuardedCall.listLength(call.self()));
    for (Object argument : call.arguments()) {
      call.spendSize(argument);
    }
    return call.proceed();
  }

  private static @Nullable Object join(GuardedCall call) {
    Scriptable list = Objects.requireNonNull(call.self());
    long length = GuardedCall.listLength(list);
    call.spendElements(length);
    boolean separated = call.argument(0) != Undefined.instance;
    double chars = (double) length * (separated ? call.string(0).length() : 1);
    for (int i = 0; i < length && i < Integer.MAX_VALUE; i++) {
      CharSequence text = GuardedCall.text(list.get(i, list));
      chars += text == null ? CHARS_OF_OTHERS : text.length();
    }
    call.need(chars * BYTES_PER_CHAR);
    call.spend((long) chars / CHARS_PER_UNIT);
    return call.proceed();
  }

  private static @Nullable Object flat(GuardedCall call) {
    double depth = call.argument(0) == Undefined.instance ? 1 : call.number(0);
    call.spendElements(GuardedCall.listLength(call.self()));
    call.spendElements(leaves(call, Objects.requireNonNull(call.self()), depth));
    return call.proceed();
  }

  /** Goes the way of the function itself, but counts. */
  private static long leaves(GuardedCall call, Scriptable list, double depth) {
    long length = GuardedCall.listLength(list);
    long leaves = 0;
    for (int i = 0; i < length && i < Integer.MAX_VALUE; i++) {
      call.spend(1);
      leaves +=
          depth >= 1 && list.get(i, list) instanceof NativeArray inner
              ? leaves(call, inner, depth - 1)
              : 1;
    }
    return leaves;
  }

  private static @Nullable Object flatMap(GuardedCall call) {
    call.spendElements(GuardedCall.listLength(call.self()));
    return call.proceedWatched(Objects.requireNonNull(call.self()), STEPS_OF_A_FEW_CALLS);
  }

  private static @Nullable Object sort(GuardedCall call) {
    call.spendElements(GuardedCall.listLength(call.self()));
    if (call.argument(0) != Undefined.instance) {
      return call.proceed();
    }
    Object[] ordered = {new TextOrder(call.scope())};
    return new GuardedCall(call.context(), call.scope(), call.self(), ordered, call.target())
        .proceed();
  }

  private static @Nullable Object find(GuardedCall call) {
    long length = GuardedCall.listLength(call.self());
    call.spendElements(length);
    CharSequence text = GuardedCall.text(call.argument(0));
    if (text != null) {
      // In the worst case each element differs from it at the end.
      call.need((double) length * text.length() / CHARS_PER_UNIT);
      call.spend(length * text.length() / CHARS_PER_UNIT);
    }
    return call.proceed();
  }

  private static @Nullable Object from(GuardedCall call) {
    if (call.argument(0) instanceof ScriptableObject source
        && !ScriptableObject.hasProperty(source, SymbolKey.ITERATOR)) {
      call.spendElements(GuardedCall.listLength(source));
    }
    return call.proceed();
  }

  private static @Nullable Object apply(GuardedCall call) {
    call.spendElements(GuardedCall.listLength(call.argument(1)));
    return call.proceed();
  }
}
