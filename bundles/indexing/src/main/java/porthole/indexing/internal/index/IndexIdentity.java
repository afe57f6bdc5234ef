// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.index;

/** Which index it is. */
public record IndexIdentity(String database, String name) {

  @Override
  public String toString() {
    return "Index '" + name + "' of database '" + database + "'";
  }
}
