// SPDX-License-Identifier: Apache-2.0
package porthole.storage.api;

/** What was decided for all databases of this server. */
public class ServerRecord {
  /** Grows with every change of the record; 0 as long as nothing was decided. */
  public long etag;

  /** The record: a JSON object in UTF-8. Not to be changed. */
  public byte[] json = {'{', '}'};
}
