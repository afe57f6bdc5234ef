// SPDX-License-Identifier: Apache-2.0
package porthole.storage.api;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.osgi.annotation.versioning.ProviderType;

/**
 * All databases of this server. Names compare case-insensitively. Thread-safe.
 *
 * <p>Nothing here but {@link #open} and {@link #use} loads a database, and no method waits for a
 * lock that one database's work can hold up.
 */
@ProviderType
public interface Databases {

  /**
   * Makes a new, empty database. When this returns, it survives a crash.
   *
   * @param name 1 to 128 characters: letters, digits, {@code _ - .}, no two dots in a row, not
   *     starting or ending with a dot
   * @param recordJson the database record as a JSON object, kept as it is
   * @throws StorageException.InvalidName when the name is not one
   * @throws StorageException.DatabaseAlreadyExists when there is one of that name
   */
  DatabaseRecord create(String name, byte[] recordJson);

  /**
   * Replaces the record of a database.
   *
   * @throws StorageException.DatabaseDoesNotExist when there is none of that name
   */
  default DatabaseRecord update(String name, byte[] recordJson) {
    return update(name, record -> recordJson);
  }

  /**
   * Replaces the record of a database by what is made of it.
   *
   * @param change from the record to its new JSON; asked again when another change came between,
   *     and ends the update by throwing
   * @throws StorageException.DatabaseDoesNotExist when there is none of that name
   */
  DatabaseRecord update(String name, Function<DatabaseRecord, byte[]> change);

  /**
   * Deletes a database after its work in flight has ended.
   *
   * @param hardDelete whether its files go too; otherwise they stay in its directory, which is
   *     renamed, so that a new database of that name starts empty
   * @throws StorageException.DatabaseDoesNotExist when there is none of that name
   */
  void delete(String name, boolean hardDelete);

  /** The record of a database, or empty. */
  Optional<DatabaseRecord> record(String name);

  /** One page of all databases in the order of their names, loaded or not, without loading any. */
  List<DatabaseInfo> list(int start, int pageSize);

  /** What is known of one database without loading it, or empty. */
  Optional<DatabaseInfo> info(String name);

  /**
   * The name of a database in the letter case it was made with, or empty. Cheap enough for every
   * request.
   */
  default Optional<String> nameOf(String name) {
    return info(name).map(info -> info.name);
  }

  /**
   * A database, loaded. The load runs on a thread of its own: a caller whose patience ends leaves
   * it running.
   *
   * @throws StorageException.InvalidName when the name cannot be one
   * @throws StorageException.DatabaseDoesNotExist when there is none of that name
   * @throws StorageException.DatabaseUnavailable when it is not loaded by the end of patience, or
   *     failed to load; carries the load's log
   */
  Database open(String name, Duration patience);

  /**
   * A database, loaded as by {@link #open}, and not unloaded for being idle while it is used.
   *
   * @throws StorageException as {@link #open}
   */
  DatabaseUse use(String name, Duration patience);

  /**
   * Unloads a database, unless it is not loaded. Uses that last are waited for as long as is
   * configured and then cut off between two of their calls; whoever comes meanwhile waits, and
   * loads it again.
   *
   * @param reason for the log, such as "asked for by an operator"
   * @param patience how long this call waits; the unload goes on after that
   * @return whether it had been unloaded when patience ended
   * @throws StorageException.DatabaseDoesNotExist when there is none of that name
   */
  boolean unload(String name, String reason, Duration patience);

  /**
   * Switches a database off: nobody can open it until it is {@linkplain #enable enabled}. Kept over
   * a restart. What runs in it ends as with an unload.
   *
   * @param reason what callers are told
   * @throws StorageException.DatabaseDoesNotExist when there is none of that name
   */
  void disable(String name, String reason);

  /**
   * Lets a database be opened again; does not load it.
   *
   * @throws StorageException.DatabaseDoesNotExist when there is none of that name
   */
  void enable(String name);

  /** What was decided for all databases. */
  ServerRecord server();

  /**
   * Replaces what was decided for all databases.
   *
   * @param change from the record to its new JSON; ends the update by throwing
   */
  ServerRecord updateServer(Function<ServerRecord, byte[]> change);

  /** The loads that run and those that wait for their turn. */
  LoadQueueInfo loads();
}
