// SPDX-License-Identifier: Apache-2.0
package porthole.storage.api;

import org.jspecify.annotations.Nullable;

/**
 * Which documents of a prefix are wanted.
 *
 * @param prefix what their ids begin with
 * @param matches patterns for what follows the prefix, with {@code *} and {@code ?}, separated by
 *     {@code |}; null for all
 * @param exclude patterns of what is not wanted, likewise; null for none
 * @param startAfter only ids after this one; null for all
 * @param start how many of them to skip, 0 or more
 * @param pageSize at most so many, 0 or more
 */
public record PrefixQuery(
    String prefix,
    @Nullable String matches,
    @Nullable String exclude,
    @Nullable String startAfter,
    int start,
    int pageSize) {

  /**
   * What is left of this query.
   *
   * @param last the last of the documents found so far
   * @param found how many these are
   */
  public PrefixQuery after(StoredDocument last, int found) {
    return new PrefixQuery(prefix, matches, exclude, last.id(), 0, pageSize - found);
  }
}
