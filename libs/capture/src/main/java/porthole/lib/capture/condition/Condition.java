// SPDX-License-Identifier: Apache-2.0
package porthole.lib.capture.condition;

import java.util.Locale;

/** What a thread is at; the order is that of its urgency. */
public enum Condition {
  /** Kept from going on by another thread. */
  BLOCKED,
  /** Has marked what it does, or uses the CPU. */
  WORKING,
  /** Takes this very capture. */
  CAPTURING,
  /** Waits for something to do. */
  IDLE;

  /** What is shown together: what is blocked with what works. */
  public Condition group() {
    return this == BLOCKED ? WORKING : this;
  }

  /** As it stands in answers, such as {@code Working}. */
  public String word() {
    return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
  }

  /** The one with that word; {@link #IDLE} for a word that is none. */
  public static Condition ofWord(String word) {
    for (Condition condition : values()) {
      if (condition.word().equals(word)) {
        return condition;
      }
    }
    return IDLE;
  }
}
