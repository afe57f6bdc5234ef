// SPDX-License-Identifier: Apache-2.0
package porthole.storage.api.engine;

import org.osgi.annotation.versioning.ProviderType;

/**
 * One ordered map from byte keys to byte values; keys order as unsigned bytes.
 *
 * <p>Thread-safe, but for {@link #close}: the caller makes sure that nothing of the environment is
 * in use and nothing uses it afterwards. To break this may kill the JVM.
 */
@ProviderType
public interface Environment extends AutoCloseable {

  /** A view of one instant, unmoved by later batches. The caller closes it. */
  Snapshot snapshot();

  /**
   * Applies a batch whole, or not at all. When this returns, it survives a crash of the machine.
   *
   * @throws EngineException.Conflict when a condition of the batch does not hold; nothing was
   *     applied then
   * @throws EngineException.NoSpace when there is no room; nothing was applied then
   */
  void commit(WriteBatch batch);

  /** Bytes of the environment's files, about. Cheap. */
  long sizeOnDiskBytes();

  /** Closes what is open; idempotent. What was committed stays. */
  @Override
  void close();
}
