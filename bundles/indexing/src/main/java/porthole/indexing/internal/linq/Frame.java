// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq;

import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.function.Loader;
import porthole.indexing.internal.linq.value.ValueException;

/** One run of a function: its variables, and how much it may still do. For one thread. */
final class Frame {
  // Of a few nanoseconds and some ten bytes each: a run ends well within a second, and with at most
  // some hundred megabytes.
  private static final int MOST_STEPS = 2_000_000;
  private static final int STEPS_OF_OBJECT = 5;
  private static final int STEPS_OF_PROPERTY = 3;
  private static final int CHARS_PER_STEP = 8;

  private final @Nullable Object[] variables;
  private final Loader loader;
  private int steps = MOST_STEPS;

  Frame(int variables, Loader loader) {
    this.variables = new Object[variables];
    this.loader = loader;
  }

  @Nullable Object get(int variable) {
    return variables[variable];
  }

  void set(int variable, @Nullable Object value) {
    variables[variable] = value;
  }

  Loader loader() {
    return loader;
  }

  /** Before so much is done. */
  void step(int count) {
    steps -= count;
    if (steps < 0 || count < 0) {
      throw new ValueException(
          "it takes more than " + MOST_STEPS + " steps for one document or one group.");
    }
  }

  /** Before an object is made. */
  void stepForObject(int properties) {
    step(STEPS_OF_OBJECT + STEPS_OF_PROPERTY * properties);
  }

  /** After something was made that may be a text. */
  @Nullable Object made(@Nullable Object value) {
    if (value instanceof String text) {
      step(1 + text.length() / CHARS_PER_STEP);
    }
    return value;
  }
}
