// SPDX-License-Identifier: Apache-2.0
package porthole.script.internal.guard;

import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.BaseFunction;
import org.mozilla.javascript.Callable;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.NativeArray;
import org.mozilla.javascript.Primitives;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.Undefined;
import porthole.script.internal.limit.Meter;

/**
 * A call of one of the language's functions.
 *
 * @param arguments its own; a guard may change them
 */
record GuardedCall(
    Context context,
    Scriptable scope,
    @Nullable Scriptable self,
    @Nullable Object[] arguments,
    BaseFunction target) {
  private static final int CHARS_PER_UNIT = 16;
  private static final int BYTES_PER_CHAR = 4;
  private static final int BYTES_PER_ELEMENT = 16;

  /** Goes on. */
  @Nullable Object proceed() {
    return target.call(context, scope, self, arguments);
  }

  /** Goes on as if called on something else. */
  @Nullable Object proceedOn(Scriptable other) {
    return target.call(context, scope, other, arguments);
  }

  /** Goes on while the limits are looked at after so many steps. */
  @Nullable Object proceedWatched(Scriptable on, int steps) {
    int usual = context.getInstructionObserverThreshold();
    context.setInstructionObserverThreshold(Math.min(usual, steps));
    try {
      return proceedOn(on);
    } finally {
      context.setInstructionObserverThreshold(usual);
    }
  }

  /** Counts steps. */
  void spend(long units) {
    Meter meter = Meter.current();
    if (meter != null) {
      meter.spend(context, units);
    }
  }

  /** Ends the script if it cannot have so much more memory. */
  void need(double bytes) {
    Meter meter = Meter.current();
    if (meter != null) {
      meter.need(bytes < Long.MAX_VALUE ? (long) bytes : Long.MAX_VALUE);
    }
  }

  /** For all that is given, and the object that the function is called on. */
  void spendSizes() {
    spendSize(self);
    for (Object argument : arguments) {
      spendSize(argument);
    }
  }

  /** For work over all of a value. */
  void spendSize(@Nullable Object value) {
    CharSequence text = text(value);
    if (text != null) {
      spendText(text.length());
    } else if (value instanceof Scriptable object) {
      spendElements(object instanceof NativeArray array ? array.getLength() : members(object));
    }
  }

  /** For work over so many characters. */
  void spendText(long chars) {
    need((double) chars * BYTES_PER_CHAR);
    spend(chars / CHARS_PER_UNIT);
  }

  /** For work over so many elements. */
  void spendElements(long count) {
    need((double) count * BYTES_PER_ELEMENT);
    spend(count);
  }

  /** An argument; undefined where there is none. */
  @Nullable Object argument(int index) {
    return index < arguments.length ? arguments[index] : Undefined.instance;
  }

  /** An argument that is wanted as a whole number, from now on one. */
  double number(int index) {
    double number = ScriptRuntime.toInteger(argument(index));
    if (index < arguments.length) {
      arguments[index] = number;
    }
    return number;
  }

  /** An argument that is wanted as a text, from now on one. */
  String string(int index) {
    String text = ScriptRuntime.toString(argument(index));
    if (index < arguments.length) {
      arguments[index] = text;
    }
    return text;
  }

  /** Whether an argument is a function. */
  boolean isFunction(int index) {
    return argument(index) instanceof Callable;
  }

  /** The text that a value is; null: it is none. */
  static @Nullable CharSequence text(@Nullable Object value) {
    if (value instanceof CharSequence text) {
      return text;
    }
    return value instanceof Scriptable object && Primitives.of(object) instanceof CharSequence text
        ? text
        : null;
  }

  /**
   * How long something is that is taken for a list.
   *
   * @throws org.mozilla.javascript.EcmaError if it may say something else when asked again
   */
  static long listLength(@Nullable Object value) {
    CharSequence text = text(value);
    if (text != null) {
      return text.length();
    }
    if (value instanceof NativeArray array) {
      return array.getLength();
    }
    return value instanceof ScriptableObject object ? plainLength(object) : 0;
  }

  private static long plainLength(ScriptableObject object) {
    for (Scriptable at = object; at != null; at = at.getPrototype()) {
      if (at.has("length", at)) {
        Object accessor = ((ScriptableObject) at).getGetterOrSetter("length", 0, at, false);
        if ((accessor == null || Undefined.isUndefined(accessor))
            && at.get("length", at) instanceof Number length) {
          return (long) Math.max(0, length.doubleValue());
        }
        throw ScriptRuntime.typeError("The length of this object is not a plain number");
      }
    }
    return 0;
  }

  private static int members(Scriptable object) {
    return object instanceof ScriptableObject known ? known.size() : 0;
  }
}
