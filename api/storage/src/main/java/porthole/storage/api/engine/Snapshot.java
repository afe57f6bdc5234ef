// SPDX-License-Identifier: Apache-2.0
package porthole.storage.api.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** An environment as it was at one instant. To be used by one thread at a time. */
@ProviderType
public interface Snapshot extends AutoCloseable {

  /** The value of a key, a copy of the caller's own, or null. */
  byte @Nullable [] get(byte[] key);

  /** The values of several keys, in their order; null for each that is not there. */
  List<byte @Nullable []> get(List<byte[]> keys);

  /**
   * The entries from {@code from} (inclusive) to {@code to} (exclusive), upwards.
   *
   * @param to null for no bound
   */
  Cursor ascending(byte[] from, byte @Nullable [] to);

  /**
   * The entries from {@code from} (inclusive) to {@code to} (exclusive), from the last one
   * downwards.
   *
   * @param to null for no bound
   */
  Cursor descending(byte[] from, byte @Nullable [] to);

  /** Lets the instant go; idempotent. Its cursors must be closed before. */
  @Override
  void close();
}
