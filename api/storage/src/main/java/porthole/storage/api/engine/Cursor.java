// SPDX-License-Identifier: Apache-2.0
package porthole.storage.api.engine;

import org.osgi.annotation.versioning.ProviderType;

/** Goes over entries of a {@link Snapshot}; starts before the first. For one thread. */
@ProviderType
public interface Cursor extends AutoCloseable {

  /** Goes to the next entry; false when there is none. */
  boolean next();

  /** The entry's key: a copy of the caller's own. Only after {@link #next} has said true. */
  byte[] key();

  /** The entry's value: a copy of the caller's own. Only after {@link #next} has said true. */
  byte[] value();

  /** Lets it go; idempotent. */
  @Override
  void close();
}
