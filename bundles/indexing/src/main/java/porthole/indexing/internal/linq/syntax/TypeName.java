// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq.syntax;

/**
 * A type as written.
 *
 * @param name with its namespaces, without arguments of its own
 * @param nullable whether a question mark follows
 * @param array whether brackets follow
 */
public record TypeName(String name, boolean nullable, boolean array) {

  /** Without namespaces. */
  public String simple() {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
