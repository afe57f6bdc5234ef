// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.index;

/** Which index it is. */
public record IndexIdentity(String database, String name) {

  /** The name of whoever works on it. */
  String worker() {
    return inOneLine("index " + database + "/" + name);
  }

  /** For logs: a name may hold what would begin another line there. */
  @Override
  public String toString() {
    return inOneLine("Index '" + name + "' of database '" + database + "'");
  }

  private static String inOneLine(String text) {
    return text.replaceAll("\\p{Cc}", "?");
  }
}
