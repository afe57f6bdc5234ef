// SPDX-License-Identifier: Apache-2.0
package porthole.storage.api;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * One loaded database. Document ids and collection names compare case-insensitively. Thread-safe.
 *
 * <p>Whatever is handed out is a copy and stays valid after an unload. Once the database has been
 * unloaded, every method throws {@link StorageException.DatabaseUnavailable}; {@link
 * Databases#open} then gives a new handle. None of the methods may be interrupted half way: an
 * interrupt is remembered and left for the caller.
 */
@ProviderType
public interface Database {

  /** The name, in the letter case it was created with. */
  String name();

  /** The database's id as it stands in change vectors. */
  String id();

  /** The document of that id, or null; null too for what cannot be an id. */
  @Nullable StoredDocument get(String id);

  /** The documents of those ids, all of one instant, in their order; null for each not there. */
  List<@Nullable StoredDocument> get(List<String> ids);

  /**
   * The first of those documents, all of one instant: stops after the one that reaches {@code
   * maxBytes}.
   *
   * @param maxBytes about how much memory they may take
   * @return as {@link #get(List)}, but possibly fewer; at least one unless {@code ids} is empty
   */
  List<@Nullable StoredDocument> get(List<String> ids, long maxBytes);

  /** Documents by id prefix, in the order of their lower-case ids. */
  List<StoredDocument> list(PrefixQuery query);

  /**
   * The first of those documents: stops after the one that reaches {@code maxBytes}. To go on, ask
   * again with {@link PrefixQuery#after} the last one; pieces are of one instant each.
   *
   * @param maxBytes about how much memory they may take
   */
  DocumentPage list(PrefixQuery query, long maxBytes);

  /** Documents by descending etag: the latest written first. */
  List<StoredDocument> latest(int start, int pageSize);

  /**
   * The first of those documents whose etag is below another: stops after the one that reaches
   * {@code maxBytes}. To go on, ask again below the etag of the last one; pieces are of one instant
   * each, so a document that is written in between is in none of the pieces that follow.
   *
   * @param belowEtag {@code Long.MAX_VALUE} to begin with the latest
   * @param start how many to skip, 0 or more
   * @param pageSize at most so many after these, 0 or more
   * @param maxBytes about how much memory they may take
   */
  DocumentPage latest(long belowEtag, int start, int pageSize, long maxBytes);

  /**
   * Applies all commands, or none.
   *
   * <p>When this returns, the writes survive a crash of the process and of the machine. Callers
   * that come at the same time share one sync.
   *
   * @return one result a command, in their order
   * @throws StorageException.ConcurrencyViolation when a document is not at its expected change
   *     vector
   * @throws StorageException.InvalidId for an id that cannot be one
   * @throws StorageException.InvalidChangeVector for one that does not parse
   * @throws StorageException.CollectionMismatch when a document is stored in another collection
   *     than it is in; deleting it before, even in the same batch, makes that possible
   * @throws StorageException.EngineFailed when it could not be made durable; nothing is visible
   *     then
   */
  List<CommandResult> execute(List<DocumentCommand> commands);

  /**
   * What changed, in the order of etags: for each document or tombstone its latest change only.
   *
   * @param collection only of this collection; null for all
   * @param afterEtag only changes of a higher etag; 0 for all
   * @param limit at most so many, 1 or more
   */
  default List<Change> changes(@Nullable String collection, long afterEtag, int limit) {
    return changes(collection, afterEtag, limit, Long.MAX_VALUE);
  }

  /**
   * The first of these: stops after the one that reaches {@code maxBytes}. To go on, ask again
   * after the etag of the last one; pieces are of one instant each.
   *
   * @param maxBytes about how much memory they may take
   * @return as {@link #changes(String, long, int)}, but possibly fewer; at least one if there is
   *     one
   */
  List<Change> changes(@Nullable String collection, long afterEtag, int limit, long maxBytes);

  /**
   * The highest etag given out, 0 when nothing was ever written; cheaper than all {@link #stats}.
   */
  default long lastEtag() {
    return stats().lastEtag;
  }

  /** Counts and sizes as of now; costs no scan. */
  DatabaseStats stats();

  /** The next number of an identity such as {@code "users|"}, from 1; acknowledged means synced. */
  long nextIdentity(String prefix);

  /**
   * Sets the last number given out for an identity.
   *
   * @param force whether it may become lower than it is
   * @return the number that then holds
   */
  long seedIdentity(String prefix, long value, boolean force);

  /** The last numbers given out, by the prefixes in lower case, as in {@code "users|"}. */
  SortedMap<String, Long> identities();
}
