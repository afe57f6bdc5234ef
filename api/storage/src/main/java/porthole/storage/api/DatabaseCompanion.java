// SPDX-License-Identifier: Apache-2.0
package porthole.storage.api;

import java.nio.file.Path;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Something that belongs to a database while it is loaded, such as its indexes. Published as a
 * service; storage calls whoever there is.
 *
 * <p>A companion that comes while databases are loaded is told of each of them. Of one database it
 * is called by one thread at a time, but for {@link #changed}. What it throws is logged and changes
 * nothing.
 */
@ConsumerType
public interface DatabaseCompanion {

  /**
   * A database is loaded; nobody has used it yet, unless the companion has come later.
   *
   * @param directory the database's own, in which the companion may have a directory of its name
   */
  void loaded(Database database, Path directory);

  /**
   * Something was written and is durable. Called by the writer: to return at once.
   *
   * @param database one that {@link #loaded} was called with
   */
  void changed(Database database);

  /**
   * A database is about to be closed: nobody begins to use it any more. When this returns, the
   * companion uses neither it nor the directory. Not called when the companion goes first.
   */
  void leaving(Database database);
}
