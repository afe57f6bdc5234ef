// SPDX-License-Identifier: Apache-2.0
package porthole.script.internal.value;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.LaterMember;
import org.mozilla.javascript.NativeArray;
import org.mozilla.javascript.NativeObject;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/** Copies plain values into a script. */
public final class Incoming {
  private final Scriptable scope;
  private final Scriptable objects;
  private final Scriptable arrays;

  /** For a script's scope. */
  public Incoming(Scriptable scope) {
    this.scope = scope;
    this.objects = ScriptableObject.getObjectPrototype(scope);
    this.arrays = ScriptableObject.getArrayPrototype(scope);
  }

  /** A value as the script sees it. */
  public @Nullable Object value(@Nullable Object plain) {
    if (plain instanceof Map<?, ?> map) {
      return object(map);
    }
    if (plain instanceof List<?> list) {
      return array(list);
    }
    if (plain instanceof Long number) {
      return number.longValue() == number.intValue() ? (Object) number.intValue() : number;
    }
    if (plain instanceof Double number) {
      return KeptDouble.looksWhole(number) ? new KeptDouble(number) : number;
    }
    return plain;
  }

  private Scriptable object(Map<?, ?> map) {
    NativeObject object = new NativeObject();
    object.setPrototype(objects);
    object.setParentScope(scope);
    map.forEach((name, value) -> add(object, String.valueOf(name), value));
    return object;
  }

  /** Most scripts look at a few members of a document, so the others are not copied. */
  private void add(NativeObject object, String name, @Nullable Object plain) {
    long index = ScriptRuntime.indexFromString(name);
    boolean named = index < 0 || index > Integer.MAX_VALUE;
    if (plain != null && isLarge(plain)) {
      LaterMember.define(object, named ? name : null, named ? 0 : (int) index, plain, this::value);
    } else if (named) {
      object.put(name, object, value(plain));
    } else {
      object.put((int) index, object, value(plain));
    }
  }

  private static boolean isLarge(Object plain) {
    return (plain instanceof Map<?, ?> map && !map.isEmpty())
        || (plain instanceof List<?> list && !list.isEmpty());
  }

  private Scriptable array(List<?> list) {
    Object[] elements = new Object[list.size()];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = value(list.get(i));
    }
    NativeArray array = new NativeArray(elements);
    array.setPrototype(arrays);
    array.setParentScope(scope);
    return array;
  }
}
