// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.index;

import org.jspecify.annotations.Nullable;

/**
 * Which index it is.
 *
 * @param collection whose documents it is of; null: of all
 */
public record IndexIdentity(String database, String name, @Nullable String collection) {

  @Override
  public String toString() {
    return "Index '" + name + "' of database '" + database + "'";
  }
}
