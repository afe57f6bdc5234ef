// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.api;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Hears what happens to indexes. Published as a service; indexing calls all there are. Thread-safe.
 */
@ConsumerType
public interface IndexListener {

  /**
   * Something has happened to an index. Called by the thread that made it happen, possibly with
   * locks held: to return at once, and to call nothing of indexing. What it throws is logged and
   * changes nothing.
   *
   * @param database the database's name
   * @param index the index's name
   */
  void changed(String database, String index, IndexEvent event);
}
