// SPDX-License-Identifier: Apache-2.0
package porthole.script.internal.value;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Callable;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.LaterMember;
import org.mozilla.javascript.NativeArray;
import org.mozilla.javascript.Primitives;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.Symbol;
import org.mozilla.javascript.Undefined;
import porthole.script.internal.limit.Meter;

/** Copies values out of a script, for one call. */
public final class Outgoing {
  /** The largest whole number that a script computes exactly. */
  static final double MAX_EXACT = 9007199254740992.0;

  private final Context context;
  private final Meter meter;
  private final Set<Object> open = Collections.newSetFromMap(new IdentityHashMap<>());

  /** For a call. */
  public Outgoing(Context context, Meter meter) {
    this.context = context;
    this.meter = meter;
  }

  /** For the call that the thread is in. */
  public static Outgoing of(Context context) {
    Meter meter = Meter.current();
    if (meter == null) {
      throw new IllegalStateException("No script runs.");
    }
    return new Outgoing(context, meter);
  }

  /** What a script threw, for people. */
  public String describe(@Nullable Object thrown) {
    if (thrown instanceof Scriptable error
        && ScriptableObject.getProperty(error, "message") instanceof CharSequence message) {
      return ScriptableObject.getProperty(error, "name") + ": " + message;
    }
    return String.valueOf(plain(thrown));
  }

  /** A value as plain ones. */
  public @Nullable Object plain(@Nullable Object value) {
    if (value == null || value instanceof Boolean || value instanceof String) {
      return value;
    }
    if (value instanceof CharSequence text) {
      return text.toString();
    }
    if (value instanceof Number number) {
      return number(number);
    }
    return value instanceof Scriptable object && isData(value) ? ofObject(object) : null;
  }

  private @Nullable Object ofObject(Scriptable object) {
    meter.spend(context, 1);
    Object primitive = Primitives.of(object);
    if (primitive != object) {
      return plain(primitive);
    }
    if (!open.add(object)) {
      throw ScriptRuntime.typeError("A value that contains itself cannot be taken out of a script");
    }
    Object result = object instanceof NativeArray array ? list(array) : map(object);
    open.remove(object);
    return result;
  }

  private List<@Nullable Object> list(NativeArray array) {
    long length = array.getLength();
    meter.need(length * Long.BYTES);
    List<@Nullable Object> list = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      Object element = ScriptableObject.getProperty(array, i);
      list.add(isData(element) ? plain(element) : null);
    }
    return list;
  }

  private Map<String, @Nullable Object> map(Scriptable object) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (Object id : object.getIds()) {
      Object untouched =
          object instanceof ScriptableObject known ? LaterMember.untouched(known, id) : null;
      if (untouched != null) {
        map.put(String.valueOf(id), untouched);
      } else {
        add(map, String.valueOf(id), member(object, id));
      }
    }
    return map;
  }

  private void add(Map<String, @Nullable Object> map, String name, @Nullable Object member) {
    if (isData(member)) {
      map.put(name, plain(member));
    }
  }

  private static @Nullable Object member(Scriptable object, Object id) {
    return id instanceof Integer index
        ? ScriptableObject.getProperty(object, index)
        : ScriptableObject.getProperty(object, String.valueOf(id));
  }

  private static boolean isData(@Nullable Object value) {
    return value != Scriptable.NOT_FOUND
        && !Undefined.isUndefined(value)
        && !(value instanceof Callable)
        && !(value instanceof Symbol);
  }

  private static @Nullable Object number(Number number) {
    if (number instanceof Double) {
      return number(number.doubleValue());
    }
    if (number instanceof KeptDouble) {
      return number.doubleValue();
    }
    return number instanceof Integer ? (Object) number.longValue() : number;
  }

  private static @Nullable Object number(double number) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      return null;
    }
    return number == Math.rint(number) && Math.abs(number) <= MAX_EXACT
        ? (Object) (long) number
        : (Object) number;
  }
}
