// SPDX-License-Identifier: Apache-2.0
package porthole.itests.process.crash;

/**
 * The latest change of a document.
 *
 * @param etag its place in the change feed
 * @param token what the document is, or empty for a tombstone
 */
record Stored(long etag, String token) {
  static Stored tombstone(long etag) {
    return new Stored(etag, "");
  }

  boolean isTombstone() {
    return token.isEmpty();
  }
}
