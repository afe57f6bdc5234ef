// SPDX-License-Identifier: Apache-2.0
package porthole.script.internal.guard;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.BaseFunction;
import org.mozilla.javascript.Callable;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.NativeArray;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.Undefined;

/**
 * Is asked for each value that is written as JSON, and counts what it takes. A value that stands in
 * two places is written twice, so a few small ones can make a text without end.
 */
final class CountingReplacer extends BaseFunction {

  private static final long serialVersionUID = 1L;
  private static final int BYTES_PER_CHAR = 4;
  private static final int CHARS_OF_OTHERS = 24;
  private static final int CHARS_PER_UNIT = 16;
  private static final int INDENT = 10;

  private final transient GuardedCall call;
  private final @Nullable Callable function;
  private final transient @Nullable Set<String> names;
  private final boolean indented;
  private final transient Deque<Scriptable> open = new ArrayDeque<>();
  private double chars;

  /**
   * With what the script gave.
   *
   * @param replacer a function, or a list of the names of members
   */
  CountingReplacer(GuardedCall call, @Nullable Object replacer, boolean indented) {
    super(call.scope(), ScriptableObject.getFunctionPrototype(call.scope()));
    this.call = call;
    this.indented = indented;
    this.function = replacer instanceof Callable given ? given : null;
    this.names = replacer instanceof NativeArray list ? names(call, list) : null;
  }

  @Override
  public @Nullable Object call(
      Context context, Scriptable scope, Scriptable holder, @Nullable Object[] arguments) {
    Object value = arguments[1];
    if (names != null && !(holder instanceof NativeArray) && !isRoot(arguments[0])) {
      if (!names.contains(ScriptRuntime.toString(arguments[0]))) {
        return Undefined.instance;
      }
    }
    if (function != null) {
      value = function.call(context, scope, holder, arguments);
    }
    count(holder, arguments[0], value);
    return value;
  }

  private void count(Scriptable holder, @Nullable Object name, @Nullable Object value) {
    while (!open.isEmpty() && open.peek() != holder) {
      open.pop();
    }
    CharSequence text = GuardedCall.text(value);
    // Each level copies what the levels below it have written.
    long depth = open.size() + 1L;
    long own = text == null ? CHARS_OF_OTHERS : text.length();
    own += ScriptRuntime.toString(name).length() + (indented ? INDENT * depth : 0);
    chars += own;
    call.need(chars * BYTES_PER_CHAR);
    call.spend(1 + own * depth / CHARS_PER_UNIT);
    if (value instanceof Scriptable object) {
      open.push(object);
    }
  }

  private boolean isRoot(@Nullable Object name) {
    return open.isEmpty() && "".equals(name);
  }

  private static Set<String> names(GuardedCall call, NativeArray list) {
    call.spendElements(list.getLength());
    Set<String> names = new HashSet<>();
    for (Object name : list.toArray()) {
      names.add(ScriptRuntime.toString(name));
    }
    return names;
  }
}
