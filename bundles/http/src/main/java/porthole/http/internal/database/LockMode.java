// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.database;

import porthole.http.internal.exchange.RequestException;
import porthole.http.internal.index.EnumNames;
import porthole.http.internal.json.JsonBytes;
import porthole.http.internal.json.JsonCursor;
import porthole.http.internal.json.JsonMembers;
import porthole.storage.api.DatabaseRecord;

/** What becomes of a wish to delete a database; its record says so. */
enum LockMode {
  UNLOCK,
  /** Nothing, silently. */
  PREVENT_DELETES_IGNORE,
  /** It is refused. */
  PREVENT_DELETES_ERROR;

  /** The member of records that holds it. */
  static final String NAME = "LockMode";

  /** That of a record; UNLOCK where it has none. */
  static LockMode of(byte[] record) {
    JsonCursor value = JsonMembers.of(record).value(NAME);
    String text = value == null ? null : value.textOrNull();
    return text == null ? UNLOCK : read(text);
  }

  /** The one that is written so. */
  static LockMode read(String text) {
    return EnumNames.read(LockMode.class, "The lock mode", text);
  }

  /** The record's JSON with this one. */
  byte[] in(DatabaseRecord record) {
    byte[] value = new JsonBytes().text(EnumNames.of(this)).toBytes();
    return JsonMembers.of(record.json).with(NAME, value);
  }

  /**
   * Whether a database that is locked so may be deleted.
   *
   * @throws RequestException if its user is to know that it may not
   */
  boolean allowsDelete(String database) {
    if (this == PREVENT_DELETES_ERROR) {
      throw RequestException.badRequest(
          "Database '"
              + database
              + "' cannot be deleted because of the set lock mode, "
              + EnumNames.of(this)
              + ". Unlock it with POST /admin/databases/set-lock.");
    }
    return this == UNLOCK;
  }
}
