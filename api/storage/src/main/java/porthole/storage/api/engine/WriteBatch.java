// SPDX-License-Identifier: Apache-2.0
package porthole.storage.api.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes that happen together, on conditions. Keeps the arrays it is given. For one thread.
 *
 * <p>A later write of a key wins over an earlier one. Conditions are about the state before the
 * batch.
 */
public final class WriteBatch {

  /**
   * A write.
   *
   * @param value the new value; null to remove the key
   */
  public record Write(byte[] key, byte @Nullable [] value) {}

  /**
   * What must hold for the batch to be applied.
   *
   * @param value the value that the key must have; null for none
   */
  public record Condition(byte[] key, byte @Nullable [] value) {}

  private final List<Write> writes = new ArrayList<>();
  private final List<Condition> conditions = new ArrayList<>();

  /** Sets a key. */
  public WriteBatch put(byte[] key, byte[] value) {
    writes.add(new Write(key, value));
    return this;
  }

  /** Removes a key, if it is there. */
  public WriteBatch delete(byte[] key) {
    writes.add(new Write(key, null));
    return this;
  }

  /** Makes the batch conditional on a key's value; null for the key not being there. */
  public WriteBatch require(byte[] key, byte @Nullable [] value) {
    conditions.add(new Condition(key, value));
    return this;
  }

  /** The writes, in order. */
  public List<Write> writes() {
    return Collections.unmodifiableList(writes);
  }

  /** The conditions. */
  public List<Condition> conditions() {
    return Collections.unmodifiableList(conditions);
  }
}
