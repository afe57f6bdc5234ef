// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.api;

import java.time.Duration;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import porthole.storage.api.Database;

/** Answers queries, and keeps the indexes that answer them. Thread-safe. */
@ProviderType
public interface Indexing {

  /**
   * Answers a query, on the calling thread; makes an index when none can answer it.
   *
   * @param database in use by the caller until the answer is closed
   * @throws IndexingException.InvalidQuery if the text is no query, or asks for what makes no sense
   * @throws IndexingException.NotSupported if it asks for what is not there yet
   * @throws IndexingException.StillStale if it waited in vain
   * @throws IndexingException.Stopped if it took too long, or somebody ended it
   */
  QueryAnswer query(Database database, QueryRequest request);

  /**
   * Why indexes would answer a query, or would not: first the one that would, also if the query
   * would make it. Makes none.
   *
   * @param database in use by the caller
   * @throws IndexingException.InvalidQuery if the text is no query, or asks for what makes no sense
   * @throws IndexingException.NotSupported if it asks for what is not there yet
   */
  List<IndexChoice> explain(Database database, QueryRequest request);

  /**
   * Waits until indexes have all changes of a database that there are now.
   *
   * @param names which; none: all
   * @return the names of those that have not, or are not there; none if all have
   */
  List<String> await(Database database, List<String> names, Duration patience);

  /** The queries that run now, of all databases, the longest running first. */
  List<RunningQuery> running();

  /**
   * Has a query end; it does so when it next looks, which is within 100 ms unless it waits for a
   * disk or a client.
   *
   * @return whether that query runs
   */
  boolean kill(String database, long id);

  /**
   * The indexes of a database.
   *
   * @param database in use by the caller for as long as it uses them
   * @throws IndexingException.Unavailable if they are not there
   */
  Indexes indexes(Database database);

  /**
   * Takes a query apart that changes what it finds. Finding is then asked for with {@link #query},
   * and changing is up to the caller.
   *
   * @throws IndexingException.InvalidQuery if the text is no such query
   * @throws IndexingException.NotSupported if it asks for what is not there yet
   */
  UpdateQuery update(String text);
}
