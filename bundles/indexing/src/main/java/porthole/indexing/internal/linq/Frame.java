// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq;

import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.function.Loader;
import porthole.indexing.internal.linq.value.ValueException;

/** One run of a function: its variables, and how much it may still do. For one thread. */
final class Frame {
  // Of a few nanoseconds each: a run ends well within a second, and without using up the memory.
  private static final int MOST_STEPS = 5_000_000;
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

  /** After a text was made. */
  @Nullable Object made(@Nullable Object value) {
    if (value instanceof String text) {
      step(text.length() / CHARS_PER_STEP);
    }
    return value;
  }
}
