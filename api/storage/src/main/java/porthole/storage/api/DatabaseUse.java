// SPDX-License-Identifier: Apache-2.0
package porthole.storage.api;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Somebody's use of a loaded database, such as a request's, from {@link Databases#use}.
 *
 * <p>While it lasts, the database is not idle. An unload that is asked for waits for it, but not
 * without end: after that the database's methods throw {@link
 * StorageException.DatabaseUnavailable}. Whoever has one must not ask for another of the same
 * database before it is closed: that one may wait for this one. Closed by whoever asked for it, on
 * any thread.
 */
@ProviderType
public interface DatabaseUse extends AutoCloseable {

  /** The database, loaded. */
  Database database();

  /** Ends the use; idempotent. */
  @Override
  void close();
}
