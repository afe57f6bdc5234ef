// SPDX-License-Identifier: Apache-2.0
package porthole.storage.api.engine;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * One ordered map from byte keys to byte values; keys order as unsigned bytes.
 *
 * <p>Thread-safe, but for {@link #close}: the caller makes sure that nothing of the environment is
 * in use and nothing uses it afterwards. To break this may kill the JVM.
 */
@ProviderType
public interface Environment extends AutoCloseable {

  /**
   * The value of a key as of now, a copy of the caller's own, or null. The cheapest way to read.
   */
  byte @Nullable [] get(byte[] key);

  /** A view of one instant, unmoved by later batches. The caller closes it. */
  Snapshot snapshot();

  /**
   * Applies a batch whole, or not at all. When this returns, it survives a crash of the machine.
   *
   * @throws EngineException.Conflict when a condition of the batch does not hold; nothing was
   *     applied then
   * @throws EngineException.NoSpace when there is no room; nothing can be read of the batch then
   * @throws EngineException on any other failure; nothing can be read of the batch until the
   *     environment is opened again, which then shows all of it or none
   */
  void commit(WriteBatch batch);

  /** Bytes of the environment's files, about. Cheap. */
  long sizeOnDiskBytes();

  /**
   * Moves what is in memory and in a log only to where it rests, so that memory is given back and
   * the next open has nothing to replay. Changes nothing that can be read; may take long.
   */
  void flush();

  /** Closes what is open; idempotent. What was committed stays. */
  @Override
  void close();
}
