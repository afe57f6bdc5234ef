// SPDX-License-Identifier: Apache-2.0
package porthole.storage.api;

import java.time.Instant;

/** What was decided about a database when it was created or last configured. */
public class DatabaseRecord {
  /** The name, in the letter case it was created with. */
  public String name = "";

  /** The database's id as it stands in change vectors: 22 characters of base64, unpadded. */
  public String databaseId = "";

  /** When it was created. */
  public Instant createdAt = Instant.EPOCH;

  /** Grows with every change of the record; from 1. */
  public long etag;

  /** The record as it came: a JSON object in UTF-8. Not to be changed. */
  public byte[] json = {};
}
