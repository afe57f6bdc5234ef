// SPDX-License-Identifier: Apache-2.0
package org.mozilla.javascript;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** A member whose value becomes one of the script's when somebody looks at it, and not before. */
@NullMarked
public final class LaterMember extends Slot {

  private static final long serialVersionUID = 1L;

  private final transient UnaryOperator<Object> copy;
  private transient @Nullable Object plain;

  private LaterMember(@Nullable String name, int index, Object plain, UnaryOperator<Object> copy) {
    super(name, index, ScriptableObject.EMPTY);
    this.plain = plain;
    this.copy = copy;
  }

  private LaterMember(LaterMember other) {
    super(other);
    next = null;
    orderedNext = null;
    copy = other.copy;
    plain = other.plain;
  }

  /**
   * Gives an object a member.
   *
   * @param name null: it has an index
   */
  public static void define(
      ScriptableObject object,
      @Nullable String name,
      int index,
      Object plain,
      UnaryOperator<Object> copy) {
    object
        .getMap()
        .compute(
            object,
            name,
            index,
            (key, at, existing, map, owner) -> new LaterMember(name, index, plain, copy));
  }

  /** The value that a member stands for while nobody has looked at it; else null. */
  public static @Nullable Object untouched(ScriptableObject object, Object id) {
    Slot slot =
        id instanceof Integer index
            ? object.getMap().query(null, index)
            : object.getMap().query(id, 0);
    return slot instanceof LaterMember later ? later.plain : null;
  }

  @Override
  LaterMember copySlot() {
    return new LaterMember(this);
  }

  @Override
  public boolean setValue(Object value, Scriptable owner, Scriptable start, boolean isThrow) {
    boolean set = super.setValue(value, owner, start, isThrow);
    if (set && (getAttributes() & ScriptableObject.READONLY) == 0) {
      plain = null;
    }
    return set;
  }

  @Override
  public Object getValue(Scriptable start) {
    Object source = plain;
    if (source != null) {
      value = copy.apply(source);
      plain = null;
    }
    return value;
  }

  @Override
  ScriptableObject.DescriptorInfo getPropertyDescriptor(Context context, Scriptable scope) {
    return ScriptableObject.buildDataDescriptor(getValue(scope), getAttributes());
  }
}
