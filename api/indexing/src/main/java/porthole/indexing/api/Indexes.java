// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.api;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The indexes of one loaded database, automatic ones among them. For as long as the caller uses the
 * database. Thread-safe; nothing here waits for an index at work.
 *
 * <p>Names compare case-insensitively. An index whose definition was changed goes on answering
 * until the new one has caught up; meanwhile that is reported as {@code ReplacementOf/NAME}.
 */
@ProviderType
public interface Indexes {

  /** Which indexes are meant. */
  enum Which {
    ALL,
    /** Those without a reduce. */
    MAP,
    /** Those with one. */
    MAP_REDUCE
  }

  /**
   * Makes indexes, or changes them; all, or none if there is one that cannot be.
   *
   * @throws IndexingException.NoIndex if one is none
   * @throws IndexingException.NotSupported if one asks for what is not there yet
   * @throws IndexingException.Locked if one must not be changed
   */
  void put(List<IndexDefinition> definitions);

  /** Whether to put that would change anything. */
  boolean wouldChange(IndexDefinition definition);

  /** Deletes an index; says whether there was one. */
  boolean delete(String name);

  /** Makes an index anew from the documents. */
  void reset(String name);

  /** All definitions, by name. */
  List<IndexDefinition> definitions();

  /** How all indexes are, by name. */
  List<IndexReport> reports();

  /** Errors of an index, the oldest first; at most 500 are kept. */
  List<IndexError> errors(String name);

  /** Forgets the errors of an index. */
  void deleteErrors(String name);

  /** The times an index has worked lately, the latest first; at most 25 are kept. */
  List<IndexBatch> batches(String name);

  /**
   * Terms of a field, in their order.
   *
   * @param after only those after that one; null: from the first on
   * @param most at most so many
   * @throws IndexingException.InvalidQuery if the index has no such field
   */
  List<String> terms(String name, String field, @Nullable String after, int most);

  /** Indexes no more, or goes on, until the database is unloaded. */
  void setPaused(Which which, boolean paused);

  /** As {@link #setPaused(Which, boolean)}, for one index. */
  void setPaused(String name, boolean paused);

  /** Whether all indexing of the database was stopped and none of it started again. */
  boolean isPaused();

  /** Indexes no more, or goes on; kept. */
  void setDisabled(String name, boolean disabled);

  /** Says whether definitions may be changed; of none if one is not there or automatic. */
  void setLockMode(List<String> names, IndexDefinition.LockMode mode);

  /** Says which part of the time indexes get; of none if one is not there. */
  void setPriority(List<String> names, IndexDefinition.Priority priority);
}
